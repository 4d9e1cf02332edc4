"""Leave 请假 of the asker's people: found by name, unit, state and days; answered one by one or several at once."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from api.auth import allowed, asker
from api.pages import forms
from api.pages.records import words
from api.town import reading, town, transaction
from scheduler import clock
from scheduler.errors import Invalid, NotFound
from scheduler.language import say
from scheduler.services import absence_views, absences
from scheduler.services.absence_views import AbsenceFilter, AbsenceView
from scheduler.services.access import Right
from scheduler.services.paging import Page
from scheduler.services.scopes import plannable, visible_units
from scheduler.store.absences import AbsenceState

bp = Blueprint("absence_pages", __name__, url_prefix="/absences")
bp.context_processor(words)

_SIZE = 50
_MOST = 500
_ONE = "/<number:number>"
_FILTERS = ("search", "unit", "since", "until")


@bp.get("/")
@allowed(Right.SEE)
def absences_() -> str:
    """Those that the filters let through; without any, those that wait for an answer and are not over."""
    number = forms.whole(request.args, "page", least=1, most=100_000, default=1)
    state = _state()
    with reading() as session:
        found = absence_views.page(session, asker(), Page(number, _SIZE), _filter(state))
        hits = absence_views.foreseen(session, found.items)
        units = visible_units(session, asker())
        planned = {unit.code for unit in plannable(session, asker()).units}
    return render_template(
        "absences/list.html",
        found=found,
        hits=hits,
        asked=state.value if state else "",
        units=[(one.code, one.name) for one in units],
        planned=planned,
        states=AbsenceState,
        narrowed=any(request.args.get(name) for name in _FILTERS),
        number=number,
        size=_SIZE,
    )


@bp.post("/several")
@allowed(Right.PLAN)
def several() -> Response:
    """Yes or no to all that were ticked, or to none of them."""
    numbers = _ticked()
    with transaction() as session:
        if request.form.get("answer") == "refuse":
            why = forms.text(request.form, "why", 200)
            done = absences.refuse_several(session, asker(), numbers, why=why, now=town().now)
            told = say("没有批准 {count} 份请假", count=len(done))
        else:
            done = absences.approve_several(session, asker(), numbers, now=town().now)
            told = say("已批准 {count} 份请假", count=len(done))
    flash(told + hit_text(done), "warn" if any(one.hits for one in done) else "good")
    return redirect(_back())


@bp.post(f"{_ONE}/approve")
@allowed(Right.PLAN)
def approve(number: int) -> Response:
    """Yes; the duties that are hit are named, since somebody else must take them."""
    with transaction() as session:
        done = absences.approve(session, asker(), number, now=town().now)
    flash(say("已批准{name}的请假", name=done.name) + hit_text([done]), "warn" if done.hits else "good")
    return redirect(url_for("absence_page.one", number=number) if done.hits else _back())


@bp.post(f"{_ONE}/refuse")
@allowed(Right.PLAN)
def refuse(number: int) -> Response:
    """No, and why."""
    why = forms.text(request.form, "why", 200)
    with transaction() as session:
        done = absences.refuse(session, asker(), number, why=why, now=town().now)
    flash(say("没有批准{name}的请假", name=done.name), "info")
    return redirect(_back())


@bp.post(f"{_ONE}/withdraw")
@allowed(Right.PLAN)
def withdraw(number: int) -> Response:
    """Taken back, asked for or approved."""
    why = forms.text(request.form, "why", 200)
    with transaction() as session:
        done = absences.withdraw(session, asker(), number, why=why, now=town().now)
    flash(say("已撤回{name}的请假", name=done.name), "info")
    return redirect(url_for("absence_page.one", number=number))


def hit_text(several: Iterable[AbsenceView]) -> str:
    """What leave that was granted costs the rosters, "" for nothing."""
    hits = [hit for one in several for hit in one.hits]
    if not hits:
        return ""
    rosters = say("、").join(sorted({hit.roster for hit in hits}))
    return say("；有 {count} 次已发布的值守要另找人（{rosters}）", count=len(hits), rosters=rosters)


def _state() -> AbsenceState | None:
    asked = request.args.get("state", AbsenceState.ASKED.value)
    if asked not in {"", *AbsenceState}:
        raise NotFound(say("没有这种状态：{state}", state=asked[:20]))
    return AbsenceState(asked) if asked else None


def _filter(state: AbsenceState | None) -> AbsenceFilter:
    since, until = (forms.day(request.args, name) if request.args.get(name) else None for name in ("since", "until"))
    return AbsenceFilter(
        state=state,
        search=forms.text(request.args, "search", 50) or None,
        unit=forms.text(request.args, "unit", 100) or None,
        since=clock.at(since, 0) if since else town().now,
        until=clock.at(until + timedelta(days=1), 0) if until else None,
    )


def _ticked() -> list[int]:
    ticked = request.form.getlist("number")[: _MOST + 1]
    if not ticked:
        raise Invalid(say("请先勾选要批的请假"))
    return [forms.whole({"number": text}, "number", least=1, most=2**31 - 1) for text in ticked]


def _back() -> str:
    """To the list, as it was looked at."""
    kept: dict[str, Any] = {
        name: request.form[name] for name in ("state", *_FILTERS, "page") if request.form.get(name) is not None
    }
    return url_for("absence_pages.absences_", **kept)
