"""The town's rows as a season for the solver: needs from patterns, strength from people, who may from the ground."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from scheduler.errors import Invalid, NotFound
from scheduler.language import say
from scheduler.services.access import Asker, Right
from scheduler.services.allotting.contracts import Contracts, in_force
from scheduler.services.allotting.ground import allowed, offices_of, places_of, whole_of
from scheduler.services.allotting.strength import Person, people_of, reached
from scheduler.services.allotting.wanted import Wanted
from scheduler.services.calendar import days_between
from scheduler.services.staffing import shifts_at
from scheduler.services.territory import plannable_points
from scheduler.store.points import Point
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
    needs, places = _needs(session, points, wanted), places_of(points, wanted)
    caps = {unit.id: wanted.caps[unit.code] for unit in units if unit.code in wanted.caps}
    offices = offices_of(units, places, today)
    people = people_of(session, wanted.start, wanted.days, absence=wanted.absence, caps=caps, offices=offices)
    strength = _strength(units, people)
    stewards = tuple(Steward(code, all_) for code, all_ in strength.items() if all_ >= 1 and code not in wanted.lost)
    if not stewards or not needs:
        raise Invalid(say("没有可分包的点位，或没有可分包的单位：请检查班次模板、点位和人员"))
    may = allowed(session, units, wanted, places=places, reach=reached(people, places))
    sites = _sites(needs, wanted, today=today, stewards=stewards, may=may, whole=whole_of(session, points, wanted))
    return Town(
        Season(stewards, sites, Prices(wanted.change, wanted.share)),
        names={unit.code: unit.name for unit in units},
        titles={**{point.code: point.name for point in points}, **{one.code: one.code for one in wanted.added}},
        strength=strength,
        today={code: units_ for code, units_ in today.items() if code in needs},
        unplaced=len(needs.keys() - places.keys()),
    )


def _strength(units: list[Unit], people: Iterable[Person]) -> dict[str, int]:
    """By code of every unit the hundredths of a person that it has."""
    found: dict[int, float] = defaultdict(float)
    for one in people:
        found[one.unit] += one.strength
    return {unit.code: round(found[unit.id]) for unit in units}


def _sites(
    needs: Mapping[str, int], wanted: Wanted, *, today: Contracts, stewards: Iterable[Steward],
    may: Mapping[str, Collection[str]], whole: Mapping[str, str],
) -> tuple[Site, ...]:  # fmt: skip
    there = sorted(one.id for one in stewards)
    return tuple(
        Site(
            code,
            need,
            may=tuple(unit for unit in there if unit in may[code]),
            holds=today.get(code, ()),
            lead=today.get(code, (None,))[0],
            most=1 if code in whole else wanted.most,
            whole=whole.get(code),
        )
        for code, need in needs.items()
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
    known = {one.code for one in found}
    for code in wanted.staffed.keys() - known:
        raise NotFound(say("没有点位 {code}，或不在您的管理范围内", code=code))
    if taken := known & {one.code for one in wanted.added}:
        raise Invalid(say("已有点位 {code}，新增的请另取编号", code=min(taken)))
    return found


def _needs(session: Session, points: list[Point], wanted: Wanted) -> dict[str, int]:
    """By point the thousandths of a duty a month; without those that nobody is needed at."""
    people: dict[str, int] = defaultdict(int)
    for shift in shifts_at(session, points, days_between(session, wanted.start, wanted.days)):
        people[shift.place] += max(0, shift.headcount + wanted.staffed.get(shift.place, 0))
    needs = {code: count * _THOUSAND * _MONTH // wanted.days for code, count in sorted(people.items()) if count}
    return {**needs, **{one.code: one.need * _THOUSAND for one in wanted.added}}


def _in(id_: int, ids: frozenset[int] | None) -> bool:
    return ids is None or id_ in ids
