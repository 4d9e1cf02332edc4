"""One roster: how it stands; who is where by points, by people, hour by hour and as a list; why seats are empty."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, render_template, request

from api.auth import allowed, asker
from api.pages import forms, matrix
from api.pages.board_words import board_words
from api.pages.window import WHOLE_UP_TO, Choice, Frame, frame, weeks_of
from api.town import reading, town
from scheduler.clock import today
from scheduler.errors import NotFound
from scheduler.language import say
from scheduler.services import explaining, resolving, withdrawing
from scheduler.services.access import Right
from scheduler.services.board.calling import answers
from scheduler.services.board.choices import choices
from scheduler.services.board.listing import listed
from scheduler.services.board.people import people
from scheduler.services.board.posts import posts
from scheduler.services.looking import look
from scheduler.services.mending import mendable
from scheduler.services.overview import standing
from scheduler.services.paging import Page
from scheduler.services.roster_parts import NOTHING, Part
from scheduler.services.views import Seat
from scheduler.store.database import Session

bp = Blueprint("roster_page", __name__, url_prefix="/rosters")

LAYOUTS = ("matrix", "people", "day", "days")
_LINES = 80
_WHOLE = 80
_EXPLAINED = 20


@bp.get("/<roster:code>")
@allowed(Right.SEE)
def roster(code: str) -> str:
    """The roster in the layout and with the filters that are asked for: all its rows, and the first of their cells."""
    layout, choice = layout_of(request.args.get("view", "matrix")), Choice.of(request.args)
    number = forms.whole(request.args, "page", least=1, most=100_000, default=1)
    with reading() as session:
        stands = standing(session, asker(), code, forms.optional_whole(request.args, "version"))
        by_day, single = layout in {"day", "days"}, layout == "day"
        framed = frame(stands, choice, today=today(town().now), by_day=by_day, single=single)
        shown = _shown(session, code, layout, stands.version, choice, framed, Page(number, _LINES))
        mends = mendable(session, asker(), code, stands.version)
        offered = choices(session, asker(), code)
        until = withdrawing.until(session, asker(), code)
        pending = resolving.pending(session, asker(), code) if mends else None
    return render_template(
        f"rosters/{layout}.html",
        stands=stands,
        layout=layout,
        mendable=mends,
        choice=choice,
        frame=framed,
        weeks=weeks_of(stands),
        pending=pending,
        large=stands.seats > WHOLE_UP_TO,
        offered=offered,
        withdrawable=until if mends and until and until > town().now else None,
        page=Page(number, _LINES),
        sought=sought(choice),
        words=board_words(),
        lines_of=matrix.lines_of,
        stretches=matrix.stretches,
        **shown,
    )


def layout_of(name: str) -> str:
    """Raises NotFound for a layout nobody knows."""
    if name not in LAYOUTS:
        raise NotFound(say("没有这种看法：{layout}", layout=name[:20]))
    return name


def sought(choice: Choice) -> Callable[[Seat], bool]:
    """Whether it is somebody whom the filter speaks of, to be marked among the others."""
    which = choice.which
    named = bool(which.person)
    return lambda seat: (named and answers(seat.volunteer, seat.name, which.person)) or seat.unit == which.unit


def _shown(
    session: Session, code: str, layout: str, version: int, choice: Choice, framed: Frame, page: Page
) -> dict[str, Any]:
    """What a layout shows: its rows by windows, and the cells of the first."""
    who, which, part = asker(), choice.which, framed.part
    if layout == "days":
        found = listed(session, who, code, version, which, part=part, page=page)
        view = look(session, who, code, version, part=Part(shifts=frozenset(found.items)))
        return {"roster": view, "lines": tuple(matrix.by_day(view.shifts).items()), "total": found.total}
    if layout == "people":
        rows: tuple[Any, ...] = people(session, who, code, version, which, part=part)
        read = frozenset(one.volunteer for one in rows[: _read(rows)])
        view = look(session, who, code, version, part=part.of(people=read) if read else NOTHING)
        cells: Any = matrix.by_person(view.shifts)
    else:
        rows = posts(session, who, code, version, which, part=part)
        read = frozenset(one.point for one in rows[: _read(rows)])
        view = look(session, who, code, version, part=part.of(points=read) if read else NOTHING)
        cells = matrix.by_post(view.shifts)
    hours = matrix.hours_of(rows) if layout == "day" else range(0)
    windows, read_windows = list(matrix.windows(rows)), -(-_read(rows) // matrix.WINDOW)
    shown = {"windows": windows, "read": read_windows, "cells": cells, "hours": hours}
    return {"roster": view, "total": len(rows), **shown}


def _read(rows: tuple[Any, ...]) -> int:
    """How many of the rows have their cells from the first: all of a street's, which is printed so as well."""
    return len(rows) if len(rows) <= _WHOLE else matrix.WINDOW


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
        stands = standing(session, asker(), code)
        mends = mendable(session, asker(), code, stands.version)
    page = "rosters/why_part.html" if request.args.get("part") else "rosters/why.html"
    return render_template(page, roster=stands.roster, code=code, gap=gap, mendable=mends)


@bp.get("/<roster:code>/vacancies")
@allowed(Right.SEE)
def vacancies(code: str) -> str:
    """Every empty seat with its reasons, by time, some at once."""
    number = forms.whole(request.args, "page", least=1, most=100_000, default=1)
    with reading() as session:
        found = explaining.page(session, asker(), code, Page(number, _EXPLAINED))
        stands = standing(session, asker(), code)
        mends = mendable(session, asker(), code, stands.version)
    return render_template(
        "rosters/vacancies.html",
        roster=stands.roster,
        code=code,
        found=found,
        page=Page(number, _EXPLAINED),
        mendable=mends,
    )
