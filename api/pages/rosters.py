"""Rosters: the list with what needs doing now, and a new one."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from api.auth import allowed, asker, signed
from api.pages import forms
from api.pages.navigation import holds
from api.pages.todo import at_work, todo
from api.town import reading, town, transaction
from scheduler.clock import today
from scheduler.errors import Refusal
from scheduler.language import say
from scheduler.services import rosters, scopes
from scheduler.services.absence_views import AbsenceFilter
from scheduler.services.absence_views import page as absences
from scheduler.services.access import Right
from scheduler.services.editing.points import PointFilter, page
from scheduler.services.missed import missed
from scheduler.services.overview import overview
from scheduler.services.paging import Page
from scheduler.services.rosters import NewRoster
from scheduler.services.rosters_of_others import of_others
from scheduler.store.absences import AbsenceState

bp = Blueprint("roster_pages", __name__, url_prefix="/rosters")

_SIZE = 12
_MONTHS = 6
_LOOK_BACK = timedelta(days=366)


@bp.get("/")
@allowed(Right.SEE)
def rosters_() -> str:
    """The rosters that the asker may see, above them what waits to be done."""
    number = forms.whole(request.args, "page", least=1, most=100_000, default=1)
    waiting = AbsenceFilter(since=town().now, state=AbsenceState.ASKED)
    with reading() as session:
        found = overview(session, asker(), Page(number, _SIZE, "-start"))
        points = 1 if found.total else page(session, asker(), Page(1, 1), PointFilter(), today=today(town().now)).total
        others = of_others(session, asker(), since=today(town().now) - _LOOK_BACK)
        asked = absences(session, asker(), Page(1, 1), waiting).total if holds(signed(), Right.PLAN) else 0
        ours = at_work(found.items, today(town().now)) if number == 1 else ()
        gaps = missed(session, [one.roster.code for one in ours], now=town().now) if ours else ()
    todos = todo(ours, asked, gaps) if number == 1 else ()
    return render_template(
        "rosters/list.html",
        found=found,
        todos=todos,
        number=number,
        size=_SIZE,
        nowhere=points == 0,
        others=[one for one in others if one.last >= today(town().now)],
        over=[one for one in reversed(others) if one.last < today(town().now)],
    )


@bp.get("/new")
@allowed(Right.PLAN)
def new() -> str:
    """The form for a new roster."""
    return _form()


@bp.post("/new")
@allowed(Right.PLAN)
def create() -> Any:
    """A draft with the shifts of its month; on to its page."""
    try:
        asked = _asked()
        with transaction() as session:
            drafted = rosters.create(session, asker(), asked, now=town().now)
    except Refusal as refusal:
        return _form(refusal), 422
    told = say(
        "已建好：{shifts} 个班次，{seats} 个席位。下一步，点“排班”。", shifts=drafted.shifts, seats=drafted.seats
    )
    if drafted.why_nothing:
        flash(say("已建好，但一个班次也没有：{why}", why=drafted.why_nothing), "warn")
    else:
        flash(told, "good")
    if drafted.provisional:
        flash(say("有 {count} 天的放假安排还没有公布，先按推测排", count=len(drafted.provisional)), "warn")
    if drafted.doubled:
        flash(say("有 {count} 处被两个班次模板同时安排，请检查班次模板", count=drafted.doubled), "warn")
    return redirect(url_for("roster_page.roster", code=drafted.code))


def _form(refusal: Refusal | None = None) -> str:
    with reading() as session:
        found = scopes.plannable(session, asker())
    return render_template("rosters/new.html", scopes=found, months=_months(today(town().now)), refusal=refusal)


def _asked() -> NewRoster:
    start = forms.month(request.form, "month")
    kind, _, code = forms.text(request.form, "scope").partition(":")
    return NewRoster(
        start=start,
        days=monthrange(start.year, start.month)[1],
        unit=code if kind == "unit" else None,
        grid=code if kind == "grid" else None,
        name=forms.text(request.form, "name", 100) or None,
    )


def _months(day: date) -> list[tuple[str, str]]:
    """This month and the next ones, as (2026-12, 2026年12月); the next one is what people mostly come for."""
    count = day.year * 12 + day.month - 1
    months = [divmod(count + step, 12) for step in range(_MONTHS)]
    return [(f"{y}-{m + 1:02d}", say("{year}年{month}月", year=y, month=m + 1)) for y, m in months]
