"""The rows of a screen as they go into a workbook: the words that stand in its cells, its numbers as numbers."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from api.pages import matrix
from api.pages.cause_words import CAUSES
from api.pages.charts import Step
from api.pages.city import COVERS
from api.pages.layers import Layer
from scheduler.exchange.roster_sheet import names_text
from scheduler.exchange.screen_sheet import Cell, Screen
from scheduler.language import say
from scheduler.services.board.people import Person
from scheduler.services.board.posts import Post
from scheduler.services.coverage.causes import Cause
from scheduler.services.coverage.day import Cover, Place
from scheduler.services.coverage.roster import Figures
from scheduler.services.explaining import Gap
from scheduler.services.exporting.sheet import LEADER
from scheduler.services.ours.cut import besides
from scheduler.services.views import RosterView, ShiftView
from scheduler.services.wording import hours_text, weekday_text

Days = Sequence[date]
Row = tuple[Cell, ...]

_WORST = (Cover.EMPTY, Cover.SHORT, Cover.FULL, Cover.NONE)


def of_board(layout: str, view: RosterView, rows: Any, days: Days) -> Screen:
    """The board in that layout; `rows` posts, people, or the codes of the shifts of a list."""
    if layout == "people":
        return _people(view, rows, days)
    if layout == "day":
        return _day(view, rows, days[0])
    return _list(view, rows) if layout == "days" else _matrix(view, rows, days)


def of_vacancies(gaps: Iterable[Gap]) -> Screen:
    """A row a shift that misses somebody."""
    titles = (say("班次"), say("缺人"), say("缺岗位角色"), say("原因"), say("怎样补上"))
    return Screen(say("空岗与原因"), titles, [_gap(gap) for gap in gaps])


def of_charts(found: Figures, causes: Iterable[Cause], spread: Iterable[Step]) -> list[Screen]:
    """A sheet a chart."""
    by_day = (say("日期"), say("席位"), say("到位"), say("空岗"))
    by_unit = (say("单位"), say("人均"), say("值守"), say("人数"))
    return [
        Screen(say("每天"), by_day, [(f"{one.day}", one.seats, one.filled, one.missing) for one in found.days]),
        Screen(
            say("空岗原因"),
            (say("原因"), say("空岗"), say("班次")),
            [(say(CAUSES[one.name]), one.vacancies, one.shifts) for one in causes],
        ),
        Screen(say("各单位"), by_unit, [(one.name, round(one.each, 1), one.duties, one.people) for one in found.units]),
        Screen(say("负担分布"), (say("负担"), say("排班前人数"), say("排班后人数")), list(spread)),
    ]


def of_places(places: Iterable[Place], over: Layer) -> Screen:
    """A row a point, what lacks most first; in the last column what the layer says of it, where it has one."""
    titles = (say("点位"), say("类别"), say("网格"), say("负责单位"), say("席位"), say("到位"), say("缺"), say("覆盖"))
    more = (over.heading,) if over.heading else ()
    rows = [
        (*_place(one), *((over.looks[one.code].cell if one.code in over.looks else "",) if more else ()))
        for one in sorted(places, key=lambda one: (_WORST.index(one.cover), -one.missing, one.code))
    ]
    return Screen(say("点位"), (*titles, *more), rows)


def _place(place: Place) -> Row:
    stewards = say("、").join(one.name for one in place.stewards)
    counts = (place.seats, place.filled, place.missing)
    return place.name, place.kind_name, place.grid_name or "", stewards, *counts, say(COVERS[place.cover])


def _gap(gap: Gap) -> Row:
    roles = say("、").join(f"{name} {count}" for name, count in gap.roles.items())
    return gap.title, gap.missing, roles, gap.table, "\n".join(one.text for one in gap.suggestions)


def _matrix(view: RosterView, posts: Sequence[Post], days: Days) -> Screen:
    cells = matrix.by_post(view.shifts)
    rows = [
        (
            *(one.name, one.pattern, hours_text(one.start, one.end)),
            *(_crews(cells.get(one.key, {}).get(day, ()), one) for day in days),
        )
        for one in posts
    ]
    return Screen(say("按点位"), (say("点位"), say("班次"), say("时间"), *map(_head, days)), rows)


def _people(view: RosterView, people: Sequence[Person], days: Days) -> Screen:
    cells = matrix.by_person(view.shifts)
    rows: list[Row] = [
        (
            *(one.name, one.unit_name, one.count),
            *("\n".join(_where(shift) for shift in cells.get(one.volunteer, {}).get(day, ())) for day in days),
        )
        for one in people
    ]
    return Screen(say("按人"), (say("姓名"), say("单位"), say("次数"), *map(_head, days)), rows)


def _day(view: RosterView, posts: Sequence[Post], day: date) -> Screen:
    cells = matrix.by_post(view.shifts)
    held = ((one, next(iter(cells.get(one.key, {}).get(day, ())), None)) for one in posts)
    rows = [
        (one.name, one.pattern, shift.time, _crew(shift), shift.missing)
        for one, shift in held if shift is not None
    ]  # fmt: skip
    return Screen(_head(day).replace("/", "-"), (say("点位"), say("班次"), say("时间"), say("姓名"), say("缺")), rows)


def _list(view: RosterView, codes: frozenset[str]) -> Screen:
    shifts = sorted(view.shifts, key=lambda shift: (shift.starts_at, shift.point, shift.code))
    rows = [
        (f"{one.day}", weekday_text(one.day), one.time, one.point_name, one.pattern, _crew(one), one.missing)
        for one in shifts if one.code in codes
    ]  # fmt: skip
    titles = (say("日期"), say("星期"), say("时间"), say("点位"), say("班次"), say("姓名"), say("缺"))
    return Screen(say("列表"), titles, rows)


def _crews(shifts: Iterable[ShiftView], post: Post) -> str:
    """Who is there, and the hours where they are not the post's."""
    return "\n".join(
        (f"{one.time} " if (one.start, one.end) != (post.start, post.end) else "") + _crew(one) for one in shifts
    )


def _crew(shift: ShiftView) -> str:
    """Who is there; of a roster that others keep, how many who are not named."""
    named = names_text([(seat.name, seat.role == LEADER) for seat in shift.crew], shift.missing)
    return say("、").join(text for text in (named, besides(shift)) if text)


def _where(shift: ShiftView) -> str:
    return f"{shift.time} {shift.point_name}"


def _head(day: date) -> str:
    return f"{day.month}/{day.day} {weekday_text(day)}"
