"""A roster as a thing: its name, what its rules weigh and allow; put away, or thrown away as a draft."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from api.auth import allowed, asker
from api.errors import STATUS
from api.pages import forms
from api.pages.seen import Changed, require_unchanged, seen
from api.town import reading, town, transaction
from scheduler.errors import Fault, Refusal
from scheduler.language import say
from scheduler.services import roster_editing
from scheduler.services.access import Right
from scheduler.services.editing import take_turn
from scheduler.services.wording import LIMITS, RULES, WEIGHTS
from scheduler.store.snapshot.limits import BOUNDS, USUAL

bp = Blueprint("roster_settings", __name__, url_prefix="/rosters/<roster:code>/settings")

_LONG = 12


@bp.get("")
@allowed(Right.PLAN)
def settings(code: str) -> str:
    """The form: what the roster says otherwise than the town, and beside it what is usual."""
    return _page(code)


@bp.post("")
@allowed(Right.PLAN)
def save(code: str) -> tuple[str, int] | Response:
    """Another name, or other weights and limits before the roster is published."""
    said = _policy(request.form)
    try:
        name = forms.text(request.form, "name", 100)
        with transaction() as session:
            take_turn(session)
            now_is = roster_editing.card(session, asker(), code)
            require_unchanged(now_is.name, now_is.policy)
            same = said == dict(now_is.policy)
            policy = None if same else said
            roster_editing.edit(session, asker(), code, name=name or None, policy=policy, now=town().now)
    except Changed as refusal:
        return _page(code, refusal, typed={}), _status(refusal)
    except Refusal as refusal:
        return _page(code, refusal), _status(refusal)
    flash(say("已保存") if same else say("已保存；重新排班后生效"), "good")
    return redirect(url_for("roster_settings.settings", code=code))


@bp.post("/archive")
@allowed(Right.PLAN)
def archive(code: str) -> tuple[str, int] | Response:
    """Put it away: it can be looked at, and nothing about it changes any more."""
    try:
        why = forms.text(request.form, "why", 200)
        with transaction() as session:
            roster_editing.archive(session, asker(), code, why=why, now=town().now)
    except Refusal as refusal:
        return _page(code, refusal), _status(refusal)
    flash(say("已归档：只能查看，不能再改"), "good")
    return redirect(url_for("roster_page.roster", code=code))


@bp.post("/discard")
@allowed(Right.PLAN)
def discard(code: str) -> tuple[str, int] | Response:
    """Throw away a draft that was never solved or filled."""
    try:
        with transaction() as session:
            roster_editing.discard(session, asker(), code, now=town().now)
    except Refusal as refusal:
        return _page(code, refusal), _status(refusal)
    flash(say("草稿 {code} 已删除", code=code), "good")
    return redirect(url_for("roster_pages.rosters_"))


def _policy(form: Mapping[str, str]) -> dict[str, int]:
    """What is said otherwise than usual; what is no number stays as it was typed, to be refused with the others."""
    typed = {name: form.get(name, "").strip() for name in BOUNDS}
    said: dict[str, Any] = {name: _number(text) for name, text in typed.items() if text}
    return {name: value for name, value in said.items() if value != USUAL[name]}


def _number(text: str) -> int | str:
    return int(text) if text.isascii() and text.isdigit() and len(text) < _LONG else text


def _page(code: str, refusal: Refusal | None = None, *, typed: Mapping[str, str] | None = None) -> str:
    """`typed` stands in the fields, None: what was sent."""
    typed = request.form if typed is None else typed
    with reading() as session:
        roster = roster_editing.card(session, asker(), code)
    words = {**RULES, **LIMITS}
    faults = [_worded(fault, words) for fault in getattr(refusal, "faults", ())]
    shown = {name: typed.get(name, str(roster.policy.get(name, ""))) for name in BOUNDS}
    return render_template(
        "rosters/settings.html",
        roster=roster,
        name=typed.get("name", roster.name),
        seen=seen(roster.name, roster.policy),
        shown=shown,
        usual=USUAL,
        bounds=BOUNDS,
        limits=LIMITS,
        weights=WEIGHTS,
        words=RULES,
        refusal=refusal,
        faults=faults,
    )


def _worded(fault: Fault, words: Mapping[str, str]) -> Fault:
    return replace(fault, where=say(words[fault.where]))


def _status(refusal: Refusal) -> int:
    return next(status for kind, status in STATUS.items() if isinstance(refusal, kind))
