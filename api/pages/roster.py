"""One roster: how it stands, and who is where, as matrix, day by day, by person; why seats are empty."""

from time import monotonic
from typing import Any

from flask import Blueprint, render_template, request

from api.auth import allowed, asker
from api.pages import forms, matrix
from api.pages.window import WHOLE_UP_TO, Choice, Window, frame, weeks_of, window
from api.town import reading, town
from scheduler.clock import today
from scheduler.errors import NotFound
from scheduler.language import say
from scheduler.services import explaining
from scheduler.services.access import Right
from scheduler.services.looking import look
from scheduler.services.mending import mendable
from scheduler.services.overview import standing
from scheduler.services.paging import Page
from scheduler.services.roster_parts import Part
from scheduler.services.views import RosterView

bp = Blueprint("roster_page", __name__, url_prefix="/rosters")

LAYOUTS = ("matrix", "days", "people")
_LINES = 80
_EXPLAINED = 40
_SHOWN = 200
_PATIENCE = 8.0


@bp.get("/<roster:code>")
@allowed(Right.SEE)
def roster(code: str) -> str:
    """The roster in the layout and with the filters that the query names."""
    layout = request.args.get("view", "matrix")
    if layout not in LAYOUTS:
        raise NotFound(say("没有这种看法：{layout}", layout=layout[:20]))
    choice = Choice.of(request.args)
    number = forms.whole(request.args, "page", least=1, most=100_000, default=1)
    with reading() as session:
        stands = standing(session, asker(), code, forms.optional_whole(request.args, "version"))
        framed = frame(stands, choice, today=today(town().now), by_day=layout == "days")
        view = look(session, asker(), code, stands.version, part=framed.part)
        mends = mendable(session, asker(), code, view.version)
    shown = window(view, framed, choice)
    lines = _lines(layout, view, shown, choice)
    return render_template(
        f"rosters/{layout}.html",
        stands=stands,
        roster=view,
        layout=layout,
        mendable=mends,
        choice=choice,
        frame=framed,
        window=shown,
        weeks=weeks_of(stands),
        large=stands.seats > WHOLE_UP_TO,
        lines=lines[(number - 1) * _LINES : number * _LINES],
        page=Page(number, _LINES),
        total=len(lines),
        **_choices(view),
    )


@bp.get("/<roster:code>/shifts/<code:shift>")
@allowed(Right.SEE)
def shift(code: str, shift: str) -> str:
    """One shift: its crew, and what is missing; as a part of a page for a dialog, or as a page of its own."""
    version = forms.optional_whole(request.args, "version")
    with reading() as session:
        view = look(session, asker(), code, version, part=Part(shift=shift))
        mends = mendable(session, asker(), code, view.version)
    if not view.shifts:
        raise NotFound(say("排班表 {code} 没有班次 {shift}", code=code, shift=shift))
    page = "rosters/shift_part.html" if request.args.get("part") else "rosters/shift.html"
    return render_template(page, roster=view, shift=view.shifts[0], mendable=mends)


@bp.get("/<roster:code>/shifts/<code:shift>/why")
@allowed(Right.SEE)
def why(code: str, shift: str) -> str:
    """Why a shift is not full, and what would fill it."""
    with reading() as session:
        gap = explaining.explain_shift(session, asker(), code, shift)
    page = "rosters/why_part.html" if request.args.get("part") else "rosters/why.html"
    return render_template(page, code=code, gap=gap)


@bp.get("/<roster:code>/vacancies")
@allowed(Right.SEE)
def vacancies(code: str) -> str:
    """Every empty seat; the dearest with their reasons."""
    ends = monotonic() + _PATIENCE
    with reading() as session:
        gaps = explaining.explain(session, asker(), code, most=_EXPLAINED, late=lambda: monotonic() > ends)
        stands = standing(session, asker(), code)
    return render_template("rosters/vacancies.html", roster=stands.roster, gaps=gaps[:_SHOWN], total=len(gaps))


def _lines(layout: str, view: RosterView, shown: Window, choice: Choice) -> tuple[Any, ...]:
    if layout == "people":
        return matrix.people(shown, choice.unit, choice.person)
    return tuple(matrix.by_day(shown).items()) if layout == "days" else matrix.posts(shown, view.shifts)


def _choices(view: RosterView) -> dict[str, list[tuple[str, str]]]:
    """The points and units that can be filtered by, as (code, name)."""
    points = {shift.point: shift.point_name for shift in view.shifts}
    units = {seat.unit: seat.unit_name for shift in view.shifts for seat in shift.crew}
    return {"points": sorted(points.items()), "units": sorted(units.items())}
