"""What is to be staffed: the rows of patterns and points, unfolded over the town's days."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from scheduler.services.days import Day
from scheduler.services.patterns import Pattern, Place
from scheduler.services.unfold import Unfolded, unfold
from scheduler.store.patterns import ShiftPattern
from scheduler.store.points import Point


def shifts_at(session: Session, points: Iterable[Point], days: Mapping[date, Day]) -> tuple[Unfolded, ...]:
    """The shifts of those points by the active patterns; the kinds of the points must be loaded.

    Raises Invalid naming every pattern and point whose headcount cannot be worked out.
    """
    return unfold(active_patterns(session), [place_of(point) for point in points], days)


def active_patterns(session: Session) -> list[Pattern]:
    """Every pattern that is in use, by code."""
    wanted = select(ShiftPattern).where(ShiftPattern.active).options(joinedload(ShiftPattern.theme))
    return [pattern_of(row) for row in session.scalars(wanted.order_by(ShiftPattern.code))]


def pattern_of(row: ShiftPattern) -> Pattern:
    """The row as unfolding knows it; its theme must be loaded. Raises Invalid when it contradicts itself."""
    return Pattern(
        code=row.code,
        spans=_spans(row.spans),
        day_kinds=tuple(row.day_kinds),
        weekdays=tuple(row.weekdays or ()),
        from_day=row.from_day,
        until_day=row.until_day,
        theme=(row.theme.from_day, row.theme.until_day) if row.theme else None,
        replaces=tuple(row.replaces),
        point_kinds=tuple(row.point_kinds),
        points=tuple(row.points),
        summer_spans=_spans(row.summer_spans or ()),
        summer_from=row.summer_from,
        summer_until=row.summer_until,
        headcount=row.headcount,
        roles=row.roles,
        load=row.load,
        rain_cancels=row.rain_cancels,
        counts_hours=row.counts_hours,
        counts_fairness=row.counts_fairness,
    )


def place_of(row: Point) -> Place:
    """The row as unfolding knows it; its kind must be loaded."""
    return Place(row.code, row.kind.code, row.kind.headcount, row.headcount, row.length, row.ended_on)


def _spans(spans: Iterable[list[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in spans)
