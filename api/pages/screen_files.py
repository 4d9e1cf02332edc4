"""Excel of what is on the screen: the board as it is narrowed, vacancies, charts and the map's table, every row."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, request

from api.auth import allowed, asker
from api.pages import forms, screen_rows
from api.pages.charts import spread
from api.pages.layers import asked_of_map, layer
from api.pages.roster import layout_of
from api.pages.window import Choice, frame
from api.town import reading, town, transaction
from scheduler.clock import today
from scheduler.exchange.whole import file_name
from scheduler.language import say
from scheduler.services import explaining
from scheduler.services.access import Right
from scheduler.services.board.listing import listed
from scheduler.services.board.people import people
from scheduler.services.board.posts import posts
from scheduler.services.coverage.causes import causes
from scheduler.services.coverage.day import Which, coverage
from scheduler.services.coverage.roster import figures
from scheduler.services.exporting.screens import Screen, screen_file
from scheduler.services.exporting.sheet import note_of
from scheduler.services.looking import look
from scheduler.services.overview import standing
from scheduler.services.paging import Page
from scheduler.services.roster_parts import NOTHING, Part
from scheduler.services.wording import day_text
from scheduler.store.database import Session

bp = Blueprint("screen_files", __name__)

_ALL = 100_000
_FEW = 500
"""Rows that are named one by one to the database; of more everything is read, and laid aside what is not shown."""
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/rosters/<roster:code>/board.xlsx")
@allowed(Right.SEE)
def board(code: str) -> Response:
    """The roster in the layout and with the filters of the screen; of a list all pages."""
    layout, choice = layout_of(request.args.get("view", "matrix")), Choice.of(request.args)
    with reading() as session:
        stands = standing(session, asker(), code, forms.optional_whole(request.args, "version"))
        single = layout == "day"
        framed = frame(stands, choice, today=today(town().now), by_day=layout in {"day", "days"}, single=single)
        given = (session, asker(), code, stands.version, choice.which)
        view, rows = _rows(session, code, layout, given, framed.part)
        screen = screen_rows.of_board(layout, view, rows, framed.days)
    return file_of(view.name, [screen], ref=code, told=note_of(view, town().now))


def _rows(session: Session, code: str, layout: str, given: Any, part: Part) -> tuple[Any, Any]:
    """The roster with the cells of every row of the layout, and those rows."""
    if layout == "days":
        rows: Any = frozenset(listed(*given, part=part, page=Page(1, _ALL)).items)
        few = replace(part, shifts=rows)
    elif layout == "people":
        rows = people(*given, part=part)
        few = part.of(people=frozenset(one.volunteer for one in rows))
    else:
        rows = posts(*given, part=part)
        few = part.of(points=frozenset(one.point for one in rows))
    return look(session, asker(), code, given[3], part=few if len(rows) <= _FEW else part), rows


@bp.get("/rosters/<roster:code>/vacancies.xlsx")
@allowed(Right.SEE)
def vacancies(code: str) -> Response:
    """Every empty seat with its reasons."""
    with reading() as session:
        view = look(session, asker(), code, part=NOTHING)
        found = explaining.page(session, asker(), code, Page(1, _ALL))
        screen = screen_rows.of_vacancies(found.items)
    return file_of(view.name, [screen], ref=code, told=note_of(view, town().now))


@bp.get("/rosters/<roster:code>/charts.xlsx")
@allowed(Right.SEE)
def charts(code: str) -> Response:
    """The numbers of every chart, a sheet each."""
    with reading() as session:
        view = look(session, asker(), code, part=NOTHING)
        found, due_to = figures(session, asker(), code), causes(session, asker(), code)
        screens = screen_rows.of_charts(found, due_to, spread(found.before, found.after))
    return file_of(view.name, screens, ref=code, told=note_of(view, town().now))


@bp.get("/map/table.xlsx")
@allowed(Right.SEE)
def places() -> Response:
    """The table beside the map, of the day, the filters and the layer that are looked at."""
    day, name, asked = asked_of_map()
    with reading() as session:
        seen = coverage(session, asker(), day, Which(**asked))
        screen = screen_rows.of_places(seen.places, layer(session, name, seen))
    return file_of(say("全市一览 {day}", day=day_text(day)), [screen], ref=str(day))


def file_of(title: str, screens: Sequence[Screen], *, ref: str, told: str = "") -> Response:
    """These tables as an .xlsx called after the first; `told` stands below the title, `ref` in the audit."""
    with transaction() as session:
        body = screen_file(session, asker(), title, screens, ref=ref, told=told, now=town().now)
    name = quote(file_name(f"{title}-{screens[0].name}"), safe="")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}.xlsx"}
    return Response(body, content_type=_XLSX, headers=headers)
