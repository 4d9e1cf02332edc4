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

Answering = dict[str, list[tuple[int, date, date]]]
"""By point code who answers for it, each from a day on to before another."""


class Demand:
    """What [start, start + days) asks of each unit; `asked` are person-shifts {(point code, day): how many}.

    `units` by code; by unit id `of` are person-shifts, `points` the codes of those it serves, `people` the
    volunteers who are there on one of the days; `uncovered` person-shifts by point code on days without a steward.
    """

    def __init__(self, session: Session, start: date, days: int, asked: Mapping[tuple[str, date], int]) -> None:
        end = start + timedelta(days=days)
        units = session.scalars(select(Unit).where(_there(Unit.ended_on, start)).order_by(Unit.code))
        self.units = {unit.code: unit for unit in units}
        self.people = _people(session, start, end)
        self.of: dict[int, Fraction] = defaultdict(Fraction)
        self.points: dict[int, set[str]] = defaultdict(set)
        self.uncovered: dict[str, int] = defaultdict(int)
        self._share(_answering(session, self.units.values()), asked)

    def _share(self, answering: Answering, asked: Mapping[tuple[str, date], int]) -> None:
        """Share each pool's person-shifts, of all its points and days together, out among its units."""
        of_pool: dict[frozenset[int], int] = defaultdict(int)
        points: dict[frozenset[int], set[str]] = defaultdict(set)
        for (point, day), people in asked.items():
            pool = frozenset([unit for unit, first, until in answering.get(point, ()) if first <= day < until])
            of_pool[pool] += people
            points[pool].add(point)
            if not pool:
                self.uncovered[point] += people
        for pool, people in of_pool.items():
            for unit, part in shared(pool, self.people).items():
                self.of[unit] += people * part
                self.points[unit] |= points[pool]


def shared(pool: Collection[Key], strength: Mapping[Key, int]) -> dict[Key, Fraction]:
    """By unit of a pool the part of its point's duties that it takes: as much as it has of the pool's people, so that
    each of these carries the same. A unit without people takes nothing, unless none of the pool has any: then all
    take as much."""
    together = sum(strength[unit] for unit in pool)
    return {unit: Fraction(strength[unit], together) if together else Fraction(1, len(pool)) for unit in pool}


class Offices:
    """Where units are: their office, else the middle of the points they answer for."""

    def __init__(self, session: Session, points: Iterable[Point]) -> None:
        places = {point.id: (point.longitude, point.latitude) for point in points if point.path}
        self._of: dict[int, list[Pair]] = defaultdict(list)
        for unit, point in session.execute(select(Stewardship.unit_id, Stewardship.point_id)):
            if point in places:
                self._of[unit].append(places[point])

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


def _answering(session: Session, units: Iterable[Unit]) -> Answering:
    ended = {unit.id: unit.ended_on or date.max for unit in units}
    columns = (Stewardship.unit_id, Stewardship.from_day, Stewardship.until_day)
    found: Answering = defaultdict(list)
    for point, unit, first, until in session.execute(
        select(Point.code, *columns).join(Point, Point.id == Stewardship.point_id)
    ):
        if unit in ended:
            found[point].append((unit, first, min(until or date.max, ended[unit])))
    return found
