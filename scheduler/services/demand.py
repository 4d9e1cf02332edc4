"""Person-shifts shared out among the units that answer for a point, and how far units lie from one another."""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import TypeVar

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from scheduler.geo import Pair, metres
from scheduler.store.points import Point
from scheduler.store.stewardship import Stewardship
from scheduler.store.units import Unit
from scheduler.store.volunteers import Volunteer

Key = TypeVar("Key", int, str)
"""A unit's number, or its code."""


class Demand:
    """What [start, start + days) asks of each unit.

    `units` by code; by unit id `of` are person-shifts, `points` the codes of those it serves, `people` the
    volunteers who are there on one of the days; `uncovered` person-shifts by point code on days without a steward.
    """

    def __init__(self, session: Session, start: date, days: int) -> None:
        end = start + timedelta(days=days)
        units = session.scalars(select(Unit).where(_there(Unit.ended_on, start)).order_by(Unit.code))
        self.units = {unit.code: unit for unit in units}
        self.people = _people(session, start, end)
        self.of: dict[int, Fraction] = defaultdict(Fraction)
        self.points: dict[int, set[str]] = defaultdict(set)
        self.uncovered: dict[str, int] = defaultdict(int)
        self._ended = {unit.id: unit.ended_on for unit in self.units.values()}
        self._stewards = _stewards(session)
        self._parts: dict[tuple[str, date], Mapping[int, Fraction]] = {}

    def add(self, point: str, day: date, people: int) -> None:
        """Share `people` person-shifts of a day out among whoever answers for the point then."""
        parts = self._shared(point, day)
        for unit, part in parts.items():
            self.of[unit] += people * part
            self.points[unit].add(point)
        if not parts:
            self.uncovered[point] += people

    def _shared(self, point: str, day: date) -> Mapping[int, Fraction]:
        if (point, day) not in self._parts:
            pool = {
                row.unit_id
                for row in self._stewards.get(point, ())
                if row.from_day <= day and (row.until_day is None or day < row.until_day)
                if row.unit_id in self._ended and self._open(row.unit_id, day)
            }
            self._parts[point, day] = shared(pool, self.people)
        return self._parts[point, day]

    def _open(self, unit: int, day: date) -> bool:
        ended = self._ended[unit]
        return ended is None or day < ended


def shared(pool: Collection[Key], strength: Mapping[Key, int]) -> dict[Key, Fraction]:
    """By unit of a pool the part of its point's duties that it takes: as much as it has of the pool's people, so that
    each of these carries the same. A unit without people takes nothing, unless none of the pool has any: then all
    take as much."""
    together = sum(strength[unit] for unit in pool)
    return {unit: Fraction(strength[unit], together) if together else Fraction(1, len(pool)) for unit in pool}


class Offices:
    """Where units are: their office, else the middle of the points they answer for."""

    def __init__(self, session: Session, points: Iterable[Point]) -> None:
        places = {point.code: (point.longitude, point.latitude) for point in points if point.path}
        self._of: dict[int, list[Pair]] = defaultdict(list)
        for point, rows in _stewards(session).items():
            for row in rows:
                if point in places:
                    self._of[row.unit_id].append(places[point])

    def apart(self, one: Unit, other: Unit) -> float:
        """Metres between the two; infinitely many where nobody knows."""
        here, there = self._place(one), self._place(other)
        return metres(here, there) if here and there else math.inf

    def known(self, unit: Unit) -> bool:
        """Whether it is known where the unit is."""
        return self._place(unit) is not None

    def _place(self, unit: Unit) -> Pair | None:
        if unit.longitude is not None and unit.latitude is not None:
            return unit.longitude, unit.latitude
        known = self._of.get(unit.id, [])
        if not known:
            return None
        return sum(lon for lon, _ in known) / len(known), sum(lat for _, lat in known) / len(known)


def _there(column: InstrumentedAttribute[date | None], start: date) -> ColumnElement[bool]:
    return or_(column.is_(None), column > start)


def _people(session: Session, start: date, end: date) -> Mapping[int, int]:
    there = (_there(Volunteer.left_on, start), or_(Volunteer.joined_on.is_(None), Volunteer.joined_on < end))
    counted = select(Volunteer.unit_id, func.count()).where(*there).group_by(Volunteer.unit_id)
    return defaultdict(int, dict(session.execute(counted).all()))


def _stewards(session: Session) -> Mapping[str, list[Stewardship]]:
    found: dict[str, list[Stewardship]] = defaultdict(list)
    for code, row in session.execute(select(Point.code, Stewardship).join(Point, Point.id == Stewardship.point_id)):
        found[code].append(row)
    return found
