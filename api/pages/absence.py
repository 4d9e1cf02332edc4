"""One absence 请假: noted for somebody, put right, its history, and the duties that somebody else must take."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from api.auth import allowed, asker
from api.pages import forms
from api.pages.absences import hit_text
from api.pages.records import words
from api.pages.status import status_of
from api.town import reading, town, transaction
from scheduler.clock import TOWN, at
from scheduler.errors import Conflict, Invalid, Refusal
from scheduler.language import say
from scheduler.services import absence_history, absence_views, absences
from scheduler.services.absence_views import LIVE, AbsenceView
from scheduler.services.access import Right
from scheduler.services.called import people_called
from scheduler.services.editing import take_turn
from scheduler.services.rosters_of_others import seen_of
from scheduler.services.scopes import plannable

bp = Blueprint("absence_page", __name__, url_prefix="/absences")
bp.context_processor(words)

_CHOICES = 12
Answered = str | tuple[str, int] | Response


@bp.get("/new")
@allowed(Right.PLAN)
def new() -> str:
    """The form to note leave for somebody."""
    return _new()


@bp.post("/new")
@allowed(Right.PLAN)
def add() -> Answered:
    """Note it, and with `approve` grant it at once; on to its page."""
    try:
        called = forms.text(request.form, "chosen", 100) or forms.text(request.form, "who", 100)
        starts_at, ends_at = _span()
        said: dict[str, Any] = {
            "starts_at": starts_at,
            "ends_at": ends_at,
            "reason": forms.text(request.form, "reason"),
        }
        with transaction() as session:
            made = absences.ask(session, asker(), called, **said, now=town().now)
            if "approve" in request.form:
                made = absences.approve(session, asker(), made.number, now=town().now)
    except Refusal as refusal:
        return _new(refusal), status_of(refusal)
    flash(say("已记下{name}的请假", name=made.name) + hit_text([made]), "warn" if made.hits else "good")
    return redirect(url_for("absence_page.one", number=made.number))


@bp.get("/<number:number>")
@allowed(Right.SEE)
def one(number: int) -> str:
    """All that is known of it; its time and reason to be put right by who may."""
    return _one(number)


@bp.post("/<number:number>")
@allowed(Right.PLAN)
def change(number: int) -> Answered:
    """Put it right, unless somebody else did meanwhile."""
    try:
        starts_at, ends_at = _span()
        reason, seen = forms.text(request.form, "reason"), forms.text(request.form, "seen", 400)
        with transaction() as session:
            take_turn(session)
            if _seen(absence_views.one(session, asker(), number)) != seen:
                raise Conflict(say("刚才已有人改了这次请假，请看过现在的再改"))
            said: dict[str, Any] = {"starts_at": starts_at, "ends_at": ends_at, "reason": reason}
            done = absences.change(session, asker(), number, **said, now=town().now)
    except Refusal as refusal:
        return _one(number, refusal), status_of(refusal)
    flash(say("已保存") + hit_text([done]), "warn" if done.hits else "good")
    return redirect(url_for("absence_page.one", number=number))


def _new(refusal: Refusal | None = None) -> str:
    typed = forms.text(request.values, "who", 100)
    with reading() as session:
        people = people_called(session, asker(), typed, most=_CHOICES) if refusal and typed else ()
    return render_template("absences/new.html", refusal=refusal, people=people, shown=request.values)


def _one(number: int, refusal: Refusal | None = None) -> str:
    with reading() as session:
        view = absence_views.one(session, asker(), number)
        hits = absence_views.foreseen(session, [view]).get(number, ())
        open_ = seen_of(session, asker(), {hit.roster for hit in hits})
        past = absence_history.history(session, asker(), number)
        planned = {unit.code for unit in plannable(session, asker()).units}
    return render_template(
        "absences/one.html",
        one=view,
        hits=hits,
        open=open_,
        past=past,
        may_edit=view.unit in planned and view.state in LIVE,
        seen=_seen(view),
        shown=request.form if refusal else _typed(view),
        refusal=refusal,
    )


def _seen(view: AbsenceView) -> str:
    return f"{view.state.value}/{view.starts_at.isoformat()}/{view.ends_at.isoformat()}/{view.reason}"


def _span() -> tuple[datetime, datetime]:
    """From the first day on, or from an hour of it, to the end of the last, or an hour of that."""
    first = forms.day(request.form, "first")
    last = forms.day(request.form, "last") if request.form.get("last") else first
    start, end = _minutes("from"), _minutes("until")
    return at(first, start), at(last, end) if end else at(last + timedelta(days=1), 0)


def _minutes(name: str) -> int:
    """After midnight; 0 where no hour is named."""
    text = forms.text(request.form, name, 20)
    try:
        hour = time.fromisoformat(text) if text else time()
    except ValueError as error:
        raise Invalid(say("应为时刻，如 08:30：{value}", value=text)) from error
    return hour.hour * 60 + hour.minute


def _typed(view: AbsenceView) -> Mapping[str, str]:
    """The same as it stands in the form: a whole day says no hours."""
    start, end = view.starts_at.astimezone(TOWN), view.ends_at.astimezone(TOWN)
    whole = end.hour == end.minute == 0 and end > start
    last = end.date() - timedelta(days=1) if whole else end.date()
    return {
        "first": start.date().isoformat(),
        "from": "" if start.hour == start.minute == 0 else f"{start:%H:%M}",
        "last": last.isoformat(),
        "until": "" if whole else f"{end:%H:%M}",
        "reason": view.reason,
    }
