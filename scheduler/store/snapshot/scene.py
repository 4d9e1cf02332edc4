"""What is to be staffed: the shifts of a roster's version, their points, and who answers for those."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, select, true
from sqlalchemy.orm import Session, selectinload

from scheduler.clock import today
from scheduler.store.patterns import ShiftPattern
from scheduler.store.points import Point
from scheduler.store.rosters import Roster
from scheduler.store.shifts import Shift, shifts_in
from scheduler.store.snapshot.away import minutes_of
from scheduler.store.snapshot.places import Whereabouts, office_of
from scheduler.store.snapshot.pools import Pool, holding, point_id, pools_of
from scheduler.store.units import Unit
from solver import problem as asked
from solver.problem import At, Span

_NOBODY = frozenset[int]()


@dataclass(frozen=True, slots=True)
class Scene:
    """Shifts and points for the solver; `stewards` are unit ids by its id of the point, `ids` those ids by code."""

    shifts: tuple[asked.Shift, ...]
    points: tuple[asked.Point, ...]
    stewards: Mapping[str, frozenset[int]]
    ids: Mapping[str, tuple[str, ...]]

    def office(self, unit: Unit) -> At:
        """Where the unit is, by its own word or by the points it answers for."""
        theirs = [point.at for point in self.points if unit.id in self.stewards[point.id]]
        return office_of(unit, theirs, [point.at for point in self.points])

    @property
    def units(self) -> frozenset[int]:
        """Everybody who answers for something here."""
        return frozenset[int]().union(*self.stewards.values())


def scene_of(session: Session, roster: Roster, version: int) -> Scene:
    """A shift for nobody is left out; a point whose stewards change within the roster is several."""
    pools, codes = pools_of(session, roster), dict(session.execute(select(Unit.id, Unit.code)).all())
    shifts, points = [], {}
    stewards, ids = {}, defaultdict(list)
    rows, places = _rows(session, roster, version), _places(session, roster, version)
    found = Whereabouts(session, places.values())
    for row in rows:
        place, here = places[row.point_id], pools.get(row.point_id, [Pool(roster.start, _NOBODY)])
        pool = holding(here, today(row.starts_at))
        id_ = point_id(place.code, here, pool)
        shifts.append(_shift(row, id_, roster))
        if id_ not in points:
            at = found.point(place, pool.units)
            points[id_] = _point(place, id_, at, sorted(codes[unit] for unit in pool.units))
            stewards[id_] = pool.units
            ids[place.code].append(id_)
    ordered = tuple(points[id_] for id_ in sorted(points))
    return Scene(tuple(shifts), ordered, stewards, {code: tuple(several) for code, several in ids.items()})


def _rows(session: Session, roster: Roster, version: int) -> Sequence[Row[*tuple[Any, ...]]]:
    """Columns, not rows of the mapper: a city's month has tens of thousands of shifts."""
    columns = (Shift.code, Shift.point_id, Shift.starts_at, Shift.ends_at, Shift.headcount, Shift.roles, Shift.load)
    wanted = select(*columns, func.coalesce(ShiftPattern.counts_fairness, true()).label("fair"))
    wanted = wanted.outerjoin(ShiftPattern, ShiftPattern.id == Shift.pattern_id).where(_staffed(roster, version))
    return session.execute(wanted.order_by(Shift.starts_at, Shift.code)).all()


def _places(session: Session, roster: Roster, version: int) -> dict[int, Point]:
    """The points of those shifts, by number."""
    there = select(Shift.point_id).where(_staffed(roster, version))
    wanted = select(Point).where(Point.id.in_(there)).options(selectinload(Point.kind))
    return {point.id: point for point in session.scalars(wanted)}


def _staffed(roster: Roster, version: int) -> ColumnElement[bool]:
    return and_(shifts_in(roster.id, version), Shift.headcount > 0)


def _shift(row: Any, point: str, roster: Roster) -> asked.Shift:
    span = Span(*minutes_of(row.starts_at, row.ends_at, roster.start))
    roles = {role: min(need, row.headcount) for role, need in row.roles.items() if need}
    return asked.Shift(row.code, point, span, row.headcount, roles, load=row.load if row.fair else 0)


def _point(row: Point, id_: str, at: At, stewards: list[str]) -> asked.Point:
    return asked.Point(id_, row.name, row.kind.code, at, priority=row.priority, stewards=tuple(stewards))
