"""What is to be staffed: the shifts of a roster's version, their points, and who answers for those."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, select, true
from sqlalchemy.orm import Session, selectinload

from scheduler.store.patterns import ShiftPattern
from scheduler.store.points import Point
from scheduler.store.rosters import Roster
from scheduler.store.shifts import Shift, shifts_in
from scheduler.store.snapshot.away import span_of
from scheduler.store.snapshot.places import Whereabouts, office_of
from scheduler.store.snapshot.pools import Pool, holding, point_id, pools_of
from scheduler.store.units import Unit
from solver import problem as asked
from solver.problem import DAY, At, Span

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
    points: dict[str, asked.Point] = {}
    stewards, ids = {}, defaultdict(list)
    rows, places = _rows(session, roster, version), _places(session, roster, version)
    found = Whereabouts(session, places.values())

    # A city's month has tens of thousands of shifts at a few hundred points in the same few spans.
    @cache
    def there(point: int, day: int) -> str:
        place, here = places[point], pools.get(point, [Pool(roster.start, _NOBODY)])
        pool = holding(here, roster.start + timedelta(days=day))
        id_ = point_id(place.code, here, pool)
        if id_ not in points:
            points[id_] = _point(place, id_, found.point(place, pool.units), sorted(codes[one] for one in pool.units))
            stewards[id_] = pool.units
            ids[place.code].append(id_)
        return id_

    spans = [span_of(row.starts_at, row.ends_at, roster.start) for row in rows]
    ids_there = [there(row.point_id, one.start // DAY) for row, one in zip(rows, spans, strict=True)]
    shifts = tuple(map(_shift, rows, ids_there, spans))
    ordered = tuple(points[id_] for id_ in sorted(points))
    return Scene(shifts, ordered, stewards, {code: tuple(several) for code, several in ids.items()})


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


def _shift(row: Any, point: str, span: Span) -> asked.Shift:
    roles = {role: min(need, row.headcount) for role, need in row.roles.items() if need}
    return asked.Shift(row.code, point, span, row.headcount, roles, load=row.load if row.fair else 0)


def _point(row: Point, id_: str, at: At, stewards: list[str]) -> asked.Point:
    return asked.Point(id_, row.name, row.kind.code, at, priority=row.priority, stewards=tuple(stewards))
