"""Where units may answer for points: places and offices, districts of commands, grids that are kept whole."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import NotFound
from scheduler.geo import Pair
from scheduler.language import say
from scheduler.services.allotting.contracts import Contracts
from scheduler.services.allotting.wanted import EVERY, Wanted
from scheduler.store.grids import Grid, GridLevel
from scheduler.store.points import Point
from scheduler.store.snapshot.places import middle_of
from scheduler.store.snapshot.scope import below
from scheduler.store.units import Unit


def places_of(points: list[Point], wanted: Wanted) -> dict[str, Pair]:
    """By point where it lies; one that nobody placed is not in it."""
    known = {point.code: (point.longitude, point.latitude) for point in points if point.path}
    return {**known, **{one.code: one.at for one in wanted.added}}


def offices_of(units: list[Unit], places: Mapping[str, Pair], today: Contracts) -> dict[int, Pair]:
    """By unit its office, else the middle of the points it answers for; a unit without either is not in it."""
    theirs: dict[str, list[Pair]] = defaultdict(list)
    for point, held in today.items():
        for code in held if point in places else ():
            theirs[code].append(places[point])
    offices: dict[int, Pair] = {}
    for unit in units:
        if unit.longitude is not None and unit.latitude is not None:
            offices[unit.id] = unit.longitude, unit.latitude
        elif theirs[unit.code]:
            offices[unit.id] = middle_of(theirs[unit.code])
    return offices


def allowed(
    session: Session, units: list[Unit], wanted: Wanted, *, places: Mapping[str, Pair],
    reach: Mapping[int, frozenset[str]],
) -> Mapping[str, set[str]]:  # fmt: skip
    """By point the units that may answer for it; one without a place may be answered for by anybody."""
    bounds = _bounds(session, wanted)
    grid_of = dict(session.execute(select(Point.code, Point.grid_id)).all())
    found: dict[str, set[str]] = defaultdict(set)
    for unit in units:
        inside = bounds.get(unit.id)
        everywhere = (grid_of.keys() | places.keys()) - places.keys()
        for code in reach.get(unit.id, frozenset()) | everywhere:
            if inside is None or grid_of.get(code) in inside:
                found[code].add(unit.code)
    return found


def _bounds(session: Session, wanted: Wanted) -> dict[int, frozenset[int]]:
    """By unit of a command that has a district the grids it stays in; of several commands above it the nearest."""
    bounds: dict[int, frozenset[int]] = {}
    told = sorted(wanted.districts.items(), key=lambda pair: len(_ids(session, Unit, pair[0])), reverse=True)
    for command, grid in told:
        inside = _ids(session, Grid, grid)
        if not inside:
            raise NotFound(say("没有网格 {code}，或不在您的管理范围内", code=grid))
        bounds |= dict.fromkeys(_ids(session, Unit, command), inside)
    return bounds


def _ids(session: Session, table: type[Unit] | type[Grid], code: str) -> frozenset[int]:
    root = session.scalar(select(table.id).where(table.code == code))
    return frozenset() if root is None else frozenset(session.scalars(below(table, root)))


def whole_of(session: Session, points: list[Point], wanted: Wanted) -> dict[str, str]:
    """By point the grid that it is kept together with."""
    every = select(Grid.code).where(Grid.level == GridLevel.COMMUNITY)
    codes = {*wanted.whole, *(session.scalars(every) if EVERY in wanted.whole else ())} - {EVERY}
    found: dict[str, str] = {}
    for code in sorted(codes):
        inside = _ids(session, Grid, code)
        within = {point.code: code for point in points if point.grid_id in inside}
        if not within and code in wanted.whole:
            raise NotFound(say("没有网格 {code}，或不在您的管理范围内", code=code))
        found |= within
    return found
