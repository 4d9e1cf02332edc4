"""The town's rows as a season for the solver: needs from patterns, strength from people, reach and districts."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from scheduler.errors import Invalid, NotFound
from scheduler.geo import Pair
from scheduler.language import say
from scheduler.services.access import Asker, Right
from scheduler.services.allotting.contracts import Contracts, in_force
from scheduler.services.allotting.strength import people_of, reached
from scheduler.services.allotting.wanted import EVERY, Wanted
from scheduler.services.calendar import days_between
from scheduler.services.staffing import shifts_at
from scheduler.services.territory import plannable_points
from scheduler.store.grids import Grid, GridLevel
from scheduler.store.points import Point
from scheduler.store.snapshot.places import middle_of
from scheduler.store.snapshot.scope import below
from scheduler.store.units import Unit
from solver.allotment.season import Prices, Season, Site, Steward

_THOUSAND, _MONTH = 1000, 30


@dataclass(frozen=True, slots=True)
class Town:
    """The season, and what everything in it is called. `strength` is of all units, lost ones too, in hundredths of a
    person; `today` who answers for the points by now; `unplaced` counts points and units that nobody can place."""

    season: Season
    names: Mapping[str, str]
    titles: Mapping[str, str]
    strength: Mapping[str, int]
    today: Contracts
    unplaced: int


def town_of(session: Session, who: Asker, wanted: Wanted) -> Town:
    """Everything the asker rules, as it is in the season that is wanted.

    Points that units of others answer for are left out. Raises NotFound for a code that is none of theirs, Invalid
    where there is nothing to give out or nobody to give it to.
    """
    today = in_force(session, wanted.start)
    units = _units(session, who, wanted)
    points = _points(session, who, wanted, mine=frozenset(unit.code for unit in units), today=today)
    needs = _needs(session, points, wanted)
    places = _places(points, wanted)
    offices = _offices(units, places, today)
    caps = {unit.id: wanted.caps[unit.code] for unit in units if unit.code in wanted.caps}
    people = people_of(
        session, wanted.start, wanted.days, absence=wanted.absence, caps=caps, offices=offices
    )  # fmt: skip
    strength: dict[int, float] = defaultdict(float)
    for one in people:
        strength[one.unit] += one.strength
    strong = {unit.code: round(strength[unit.id]) for unit in units}
    stewards = tuple(
        Steward(unit.code, strong[unit.code])
        for unit in units
        if strong[unit.code] >= 1 and unit.code not in wanted.lost
    )
    if not stewards or not needs:
        raise Invalid(say("没有可分包的点位，或没有可分包的单位：请检查班次模板、点位和人员"))
    may = _may(session, units, wanted, places=places, reach=reached(people, places))
    whole = _whole(session, points, wanted)
    kept = {one.id for one in stewards}
    sites = tuple(
        Site(
            code,
            need,
            may=tuple(unit for unit in sorted(kept) if unit in may[code]),
            holds=today.get(code, ()),
            lead=today.get(code, (None,))[0],
            most=1 if code in whole else wanted.most,
            whole=whole.get(code),
        )
        for code, need in needs.items()
    )
    return Town(
        Season(stewards, sites, Prices(wanted.change, wanted.share)),
        names={unit.code: unit.name for unit in units},
        titles={**{point.code: point.name for point in points}, **{one.code: one.code for one in wanted.added}},
        strength=strong,
        today={code: units_ for code, units_ in today.items() if code in needs},
        unplaced=len(needs.keys() - places.keys()),
    )


def _units(session: Session, who: Asker, wanted: Wanted) -> list[Unit]:
    """Those that the asker rules and that are there when the season begins."""
    ruled = who.units(Right.RULE)
    there = or_(Unit.ended_on.is_(None), Unit.ended_on > wanted.start)
    found = [one for one in session.scalars(select(Unit).where(there).order_by(Unit.code)) if _in(one.id, ruled)]
    known = {one.code for one in found}
    for code in (*wanted.lost, *wanted.caps, *wanted.districts):
        if code not in known:
            raise NotFound(say("没有单位 {code}，或不在您的管理范围内", code=code))
    return found


def _points(
    session: Session, who: Asker, wanted: Wanted, *, mine: Collection[str], today: Contracts
) -> list[Point]:  # fmt: skip
    plannable = plannable_points(session, who)
    there = or_(Point.ended_on.is_(None), Point.ended_on > wanted.start)
    rows = session.scalars(select(Point).where(there).options(joinedload(Point.kind)).order_by(Point.code))
    found = [one for one in rows if _in(one.id, plannable) and set(today.get(one.code, ())) <= set(mine)]
    if taken := {one.code for one in found} & {one.code for one in wanted.added}:
        raise Invalid(say("已有点位 {code}，新增的请另取编号", code=min(taken)))
    return found


def _needs(session: Session, points: list[Point], wanted: Wanted) -> dict[str, int]:
    """By point the thousandths of a duty a month; without those that nobody is needed at."""
    people: dict[str, int] = defaultdict(int)
    for shift in shifts_at(session, points, days_between(session, wanted.start, wanted.days)):
        people[shift.place] += shift.headcount
    needs = {code: count * _THOUSAND * _MONTH // wanted.days for code, count in sorted(people.items())}
    return {**needs, **{one.code: one.need * _THOUSAND for one in wanted.added}}


def _places(points: list[Point], wanted: Wanted) -> dict[str, Pair]:
    known = {point.code: (point.longitude, point.latitude) for point in points if point.path}
    return {**known, **{one.code: one.at for one in wanted.added}}


def _offices(units: list[Unit], places: Mapping[str, Pair], today: Contracts) -> dict[int, Pair]:
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


def _may(
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


def _whole(session: Session, points: list[Point], wanted: Wanted) -> dict[str, str]:
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


def _in(id_: int, ids: frozenset[int] | None) -> bool:
    return ids is None or id_ in ids
