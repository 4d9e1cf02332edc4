"""Ours: what of a roster that others keep is the reader's, by people, by points and day by day; nothing to change."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, render_template, request

from api.auth import allowed, asker
from api.pages import forms, matrix, screen_rows
from api.pages.screen_files import file_of
from api.pages.window import Choice, Frame, frame, weeks_of
from api.town import reading, town
from scheduler.clock import today
from scheduler.errors import NotFound
from scheduler.language import say
from scheduler.services.access import Right
from scheduler.services.exporting.sheet import note_of
from scheduler.services.ours import rows
from scheduler.services.ours.cut import Cut, besides, cut, seen
from scheduler.services.overview import Standing
from scheduler.services.paging import Page
from scheduler.services.roster_parts import NOTHING, Part
from scheduler.services.rosters_of_others import seen_of
from scheduler.services.views import RosterView, Seat
from scheduler.store.database import Session

bp = Blueprint("ours_pages", __name__, url_prefix="/rosters/<roster:code>")

LAYOUTS = {"people": "people", "points": "matrix", "days": "days"}
"""What the board calls the same."""
_LINES = 64
_MISSED = 10
_ALL = 100_000


@dataclass(frozen=True, slots=True)
class Shown:
    """What is looked at: the cut, how it stands, in which layout and on which days."""

    of: Cut
    stands: Standing
    figures: rows.Figures
    layout: str
    frame: Frame


@bp.get("/ours")
@allowed(Right.SEE)
def ours(code: str) -> str:
    """The part that is theirs in the layout that is asked for, some rows at once."""
    page = Page(forms.whole(request.args, "page", least=1, most=100_000, default=1), _LINES)
    with reading() as session:
        shown = _shown(session, code)
        found, total, view = _rows(session, shown, page)
        whole = bool(seen_of(session, asker(), [code]))
        missed = rows.missed(session, shown.of, now=town().now)
    return render_template(
        "rosters/ours.html",
        stands=shown.stands,
        figures=shown.figures,
        layout=LAYOUTS[shown.layout],
        looks=shown.layout,
        frame=shown.frame,
        weeks=weeks_of(shown.stands),
        roster=view,
        rows=found,
        cells=matrix.by_person(view.shifts) if shown.layout == "people" else matrix.by_post(view.shifts),
        lines=tuple(matrix.by_day(view.shifts).items()),
        total=total,
        page=page,
        whole=whole,
        missed=missed,
        most=_MISSED,
        from_where=_from_where(shown.of),
        besides=besides,
        sought=lambda _seat: False,
        lines_of=matrix.lines_of,
        stretches=matrix.stretches,
    )


@bp.get("/ours.xlsx")
@allowed(Right.SEE)
def file(code: str) -> Response:
    """The same as a file, every row of it."""
    with reading() as session:
        shown = _shown(session, code)
        found, _, view = _rows(session, shown, Page(1, _ALL))
        named = frozenset(shift.code for shift in view.shifts) if shown.layout == "days" else found
        screen = screen_rows.of_board(LAYOUTS[shown.layout], view, named, shown.frame.days)
    return file_of(view.name, [screen], ref=code, told=note_of(view, town().now))


def _shown(session: Session, code: str) -> Shown:
    of = cut(session, asker(), code)
    stands, found = rows.standing(session, asker(), of), rows.figures(session, of)
    layout = request.args.get("view") or ("points" if found.points and not found.duties else "people")
    if layout not in LAYOUTS:
        raise NotFound(say("没有这种看法：{layout}", layout=layout[:20]))
    framed = frame(stands, Choice.of(request.args), today=today(town().now), by_day=layout == "days")
    return Shown(of, stands, found, layout, framed)


def _rows(session: Session, shown: Shown, page: Page) -> tuple[tuple[Any, ...], int, RosterView]:
    """The rows of one page, how many there are in all, and the roster with their cells."""
    of, part = shown.of, shown.frame.part
    if shown.layout == "days":
        listed = rows.listed(session, of, part=part, page=page)
        few = part if page.size == _ALL else Part(shifts=frozenset(listed.items))
        return listed.items, listed.total, seen(session, of, part=few)
    if shown.layout == "people":
        people = rows.people(session, of, part=part)
        cut_out: tuple[Any, ...] = _of_page(people, page)
        few = part.of(people=frozenset(one.volunteer for one in cut_out)) if cut_out else NOTHING
        return cut_out, len(people), seen(session, of, part=few)
    posts = rows.posts(session, of, part=part)
    cut_out = _of_page(posts, page)
    few = part.of(points=frozenset(one.point for one in cut_out)) if cut_out else NOTHING
    return cut_out, len(posts), seen(session, of, part=few)


def _of_page(found: tuple[Any, ...], page: Page) -> tuple[Any, ...]:
    start = (page.number - 1) * page.size
    return found[start : start + page.size]


def _from_where(of: Cut) -> Callable[[Seat], str]:
    """The unit of whoever is not of theirs."""
    return lambda seat: "" if of.theirs is None or seat.unit in of.units else seat.unit_name
