"""Sheets of paper: a roster's shifts by point, by unit and crew by crew, and cards by eight."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from api.pages import matrix
from scheduler.services.board.posts import Post
from scheduler.services.days import Day
from scheduler.services.exporting.cards import Card
from scheduler.services.exporting.paper import Paper
from scheduler.services.views import Seat, ShiftView

ON_A_PAGE = 8
"""Cards on a sheet of A4: two beside one another, four below."""

Row = tuple[Day, tuple[ShiftView | None, ...]]
Line = tuple[ShiftView, Seat]


@dataclass(frozen=True, slots=True)
class PointSheet:
    """What hangs at one point: a column a post, a row for each day on which anybody is wanted there."""

    name: str
    posts: tuple[Post, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class UnitSheet:
    """Who of one unit serves when, a line a duty, by time; how many `people` of it that are."""

    name: str
    lines: tuple[Line, ...]
    people: int


def of_points(made: Paper) -> list[PointSheet]:
    """A sheet a point, by code."""
    cells = matrix.by_post(made.view.shifts)
    sheets = []
    for _, group in groupby(made.posts, key=lambda post: post.point):
        posts = tuple(group)
        days = (
            (day, tuple(next(iter(cells.get(post.key, {}).get(day.day, ())), None) for post in posts))
            for day in made.view.days
        )
        sheets.append(PointSheet(posts[0].name, posts, tuple((day, row) for day, row in days if any(row))))
    return sheets


def of_units(made: Paper) -> list[UnitSheet]:
    """A sheet a unit, by code."""
    lines: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for shift in made.view.shifts:
        for seat in shift.crew:
            lines[seat.unit, seat.unit_name].append((shift, seat))
    return [
        UnitSheet(name, tuple(lines[unit, name]), len({seat.volunteer for _, seat in lines[unit, name]}))
        for unit, name in sorted(lines)
    ]


def of_crews(made: Paper) -> list[ShiftView]:
    """The shifts by day, time and point."""
    return sorted(made.view.shifts, key=lambda shift: (shift.starts_at, shift.point, shift.code))


def by_eight(cards: Sequence[Card], pictures: Sequence[str]) -> list[list[tuple[Card, str]]]:
    """The cards with their pictures, as many to a sheet as it holds."""
    return list(matrix.windows(list(zip(cards, pictures, strict=True)), ON_A_PAGE))
