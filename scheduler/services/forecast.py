"""What the stewardship asks of each unit before anybody is rostered, and whom to pool with where it is too much.

Every shift of a point is shared out among all the people of the units that answer for the point that day, as plans of
stewardship count it (docs/allotment.md).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from scheduler.errors import Invalid
from scheduler.language import say
from scheduler.services.access import Asker, Right
from scheduler.services.calendar import days_between, provisional
from scheduler.services.demand import Demand, Offices
from scheduler.services.staffing import shifts_at
from scheduler.services.territory import visible_points
from scheduler.store.points import Point
from scheduler.store.units import Unit

MOST_A_MONTH = 8
"""Duties a person a month, two a week: what is above is too much beside an office job."""

NEAR = 5000.0
"""Metres between two offices whose units may share a point."""

_LONGEST = 366
_MONTH = (28, 31)


@dataclass(frozen=True, slots=True)
class Load:
    """What one unit will carry: `demand` person-shifts by `people`, `each` a month; None where there is nobody.

    `partners` are codes of the least loaded units to pool with, for an overloaded one; `advice` says so in words,
    "" where nothing is to be done.
    """

    unit: str
    name: str
    points: int
    demand: Fraction
    people: int
    each: Fraction | None
    overloaded: bool
    partners: tuple[str, ...] = ()
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A point that nobody answers for on some days, with the person-shifts of these days."""

    point: str
    name: str
    demand: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """The units the asker may see, the heaviest first; `provisional` days have no notice yet."""

    start: date
    days: int
    loads: tuple[Load, ...]
    uncovered: tuple[Uncovered, ...]
    provisional: tuple[date, ...]


def forecast(session: Session, who: Asker, *, start: date, days: int, most: int = MOST_A_MONTH) -> Forecast:
    """What [start, start + days) asks of every unit; more than `most` duties a person a month is too much.

    A period that is no month is counted as 30 days are to it. Raises Invalid for impossible days, and for headcounts
    that cannot be worked out.
    """
    if not 1 <= days <= _LONGEST:
        raise Invalid(say("天数应在 1 到 {most} 之间，现在是 {days}", most=_LONGEST, days=days))
    visible, known = visible_points(session, who), days_between(session, start, days)
    points = [one for one in _points(session) if visible is None or one.id in visible]
    asked: Counter[tuple[str, date]] = Counter()
    for shift in shifts_at(session, points, known):
        asked[shift.place, shift.day] += shift.headcount
    demand = Demand(session, start, days, asked)
    offices = Offices(session, points)
    seen = who.units(Right.SEE)
    loads = [
        _load(unit, demand, days=days, most=most)
        for unit in demand.units.values()
        if (seen is None or unit.id in seen) and (demand.people[unit.id] or demand.of[unit.id])
    ]
    free = sorted((one for one in loads if one.each is not None and not one.overloaded), key=_lightest)
    advised = [_advised(load, free, demand, offices) if load.overloaded else load for load in loads]
    heaviest = sorted(advised, key=lambda load: (load.each is not None, -(load.each or load.demand), load.unit))
    uncovered = [Uncovered(one.code, one.name, demand.uncovered[one.code]) for one in points]
    return Forecast(start, days, tuple(heaviest), tuple(one for one in uncovered if one.demand), provisional(known))


def _points(session: Session) -> Iterable[Point]:
    return session.scalars(select(Point).options(joinedload(Point.kind)).order_by(Point.code)).all()


def _load(unit: Unit, demand: Demand, *, days: int, most: int) -> Load:
    asked, people = demand.of[unit.id], demand.people[unit.id]
    each = asked / people if people else None
    if each is not None and not _MONTH[0] <= days <= _MONTH[1]:
        each = each * 30 / days
    overloaded = (each is None and asked > 0) or (each is not None and each > most)
    return Load(unit.code, unit.name, len(demand.points[unit.id]), asked, people, each, overloaded)


def _lightest(load: Load) -> tuple[Fraction, str]:
    return load.each or Fraction(), load.unit


def _advised(load: Load, free: Iterable[Load], demand: Demand, offices: Offices) -> Load:
    """The load with whom to pool: the first two of those who are free, the lightest first, that are near and share no
    point with it."""
    mine = demand.units[load.unit]
    near = (
        one
        for one in free
        if demand.points[demand.units[one.unit].id].isdisjoint(demand.points[mine.id])
        and offices.apart(mine, demand.units[one.unit]) <= NEAR
    )
    best, known = list(islice(near, 2)), offices.known(mine)
    return replace(load, partners=tuple(one.unit for one in best), advice=_advice(load, best, known=known))


def _advice(load: Load, partners: Iterable[Load], *, known: bool) -> str:
    if load.each is None:
        start = say("本单位没有可值守的人，却包了 {points} 个点位", points=load.points)
    else:
        start = say("本单位人均 {each} 班/月", each=f"{float(load.each):.1f}")
    names = [say("{name}（人均 {each} 班/月）", name=one.name, each=f"{float(one.each or 0):.1f}") for one in partners]
    if not known:
        return start + say("；单位和点位都没有坐标，看不出可与哪些单位轮流")
    if not names:
        return start + say("，5 公里内没有较空闲的单位，请减少点位或班次")
    return start + say("，建议与 {names} 轮流", names=say("、").join(names))
