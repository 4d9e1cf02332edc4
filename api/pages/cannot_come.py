"""Somebody cannot come: who, and on which days; who would step in and how many others that moves; taken at a press."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from api.auth import allowed, asker
from api.errors import status_of
from api.pages import forms
from api.town import reading, town, transaction
from scheduler.clock import at
from scheduler.errors import Invalid, Refusal
from scheduler.language import say
from scheduler.services import repairing
from scheduler.services.access import Right
from scheduler.services.missed import Missed, missed
from scheduler.services.naming import volunteer_called
from scheduler.services.overview import Standing, standing
from scheduler.services.repairing import Absent, ComeUp, Proposal
from scheduler.store.database import Session

bp = Blueprint("cannot_come", __name__, url_prefix="/rosters/<roster:code>/cannot-come")

SECONDS = 8.0
_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """`who` as it was typed or chosen, from the day `since` to `until`, both included."""

    who: str
    since: date
    until: date
    reason: str = ""


@bp.get("")
@allowed(Right.PLAN)
def ask(code: str) -> str:
    """The form: who, and from when to when."""
    with reading() as session:
        stands = standing(session, asker(), code)
        gaps = missed(session, [code], now=town().now)
    return _page(stands, gaps=gaps)


@bp.post("")
@allowed(Right.PLAN)
def answer(code: str) -> Any:
    """What would be done about it; with `take` it is done."""
    taking = bool(request.form.get("take"))
    try:
        with transaction() if taking else reading() as session:
            stands = standing(session, asker(), code)
            asked = _asked(stands)
            come_up = _come_up(session, code, asked)
            if not taking:
                found = repairing.propose(session, asker(), code, come_up, memory=town().memory, seconds=SECONDS)
                return _page(stands, proposal=found, asked=asked)
            version = _take(session, code, come_up, asked)
    except Refusal as refusal:
        with reading() as session:
            stands = standing(session, asker(), code)
        return _page(stands, refusal=refusal), 200 if request.form.get("part") else status_of(refusal)
    return _done(code, version)


def _take(session: Session, code: str, come_up: ComeUp, asked: Asked) -> int:
    expected = forms.whole(request.form, "expected", least=0, most=2**31 - 1)
    here = town()
    return repairing.take(
        session, asker(), code, come_up,
        memory=here.memory, seconds=SECONDS, reason=asked.reason, expected=expected, now=here.now,
    ).version  # fmt: skip


def _done(code: str, version: int) -> Response:
    told = say("已记下请假并补好，现在是第 {version} 版；发布时一并通知", version=version)
    if request.form.get("part"):
        return jsonify({"version": version, "text": told})
    flash(told, "good")
    return redirect(url_for("roster_page.roster", code=code))


def _asked(stands: Standing) -> Asked:
    who = forms.text(request.form, "who", 60)
    since = forms.day(request.form, "since")
    until = forms.day(request.form, "until") if request.form.get("until") else since
    if not who:
        raise Invalid(say("请写明谁来不了"))
    if until < since:
        raise Invalid(say("结束早于开始"))
    if since > stands.last or until < stands.roster.start:
        raise Invalid(say("这些天不在这张排班表里"))
    return Asked(who, since, until, forms.text(request.form, "reason"))


def _come_up(session: Session, code: str, asked: Asked) -> ComeUp:
    volunteer = volunteer_called(session, asker(), code, asked.who)
    span = at(asked.since, 0), at(asked.until + timedelta(days=1), 0)
    return ComeUp(absent=(Absent(*span, volunteer=volunteer),))


def _page(
    stands: Standing, *,
    proposal: Proposal | None = None, asked: Asked | None = None, refusal: Refusal | None = None,
    gaps: Sequence[Missed] = (),
) -> str:  # fmt: skip
    part = request.values.get("part")
    return render_template(
        "rosters/cannot_come_part.html" if part else "rosters/cannot_come.html",
        stands=stands,
        roster=stands.roster,
        proposal=proposal,
        asked=asked,
        refusal=refusal,
        shown=request.values,
        gaps=gaps[:_SHOWN],
    )
