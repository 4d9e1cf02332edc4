"""A roster in figures: how each of its days is covered, what each unit carries a head, and how load is spread."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import BigInteger, ColumnElement, case, cast, extract, func, or_, select
from sqlalchemy.orm import Session

from scheduler.clock import at
from scheduler.services.access import Asker
from scheduler.services.memory import kept
from scheduler.services.rosters import find
from scheduler.store.duties import Duty, duties_in
from scheduler.store.patterns import ShiftPattern
from scheduler.store.rosters import Roster
from scheduler.store.shifts import Shift, shifts_in
from scheduler.store.snapshot.others import NOT_DONE, loads_before
from scheduler.store.snapshot.scope import people_of, there_in
from scheduler.store.units import Unit
from scheduler.store.volunteers import Volunteer

_DAY = 86400


@dataclass(frozen=True, slots=True)
class DayCount:
    """Of the `seats` of a day, `missing` are empty."""

    day: date
    seats: int
    missing: int

    @property
    def filled(self) -> int:
        return self.seats - self.missing


@dataclass(frozen=True, slots=True)
class UnitLoad:
    """`duties` carried by the `people` of one unit; units may be compared, people are not."""

    unit: str
    name: str
    people: int
    duties: int

    @property
    def each(self) -> float:
        """Duties a head."""
        return self.duties / self.people


@dataclass(frozen=True, slots=True)
class Figures:
    """Of a roster's newest version. `before` and `after` say how many people carry which load: in the three months
    before it, and with it; nobody is named. Units the most loaded first."""

    code: str
    name: str
    days: tuple[DayCount, ...]
    units: tuple[UnitLoad, ...]
    before: Mapping[int, int]
    after: Mapping[int, int]


def figures(session: Session, who: Asker, code: str) -> Figures:
    """The figures of that roster. Raises NotFound where the asker sees none."""
    roster = find(session, who, code)
    return kept(session, roster, figures, lambda: _figures(session, roster))


def _figures(session: Session, roster: Roster) -> Figures:
    there = _there(roster)
    carried, loads = loads_before(session, roster), _loads(session, roster)
    people = session.scalars(select(Volunteer.id).where(there)).all()
    before = Counter(carried.get(one, 0) for one in people)
    after = Counter(carried.get(one, 0) + loads.get(one, 0) for one in people)
    return Figures(roster.code, roster.name, _days(session, roster), _units(session, roster, there), before, after)


def _days(session: Session, roster: Roster) -> tuple[DayCount, ...]:
    crews = select(Duty.shift_id, func.count().label("people"))
    crews = crews.where(duties_in(roster.id, roster.version), Duty.state.not_in(NOT_DONE)).group_by(Duty.shift_id)
    crew = crews.subquery()
    short = Shift.headcount - func.coalesce(crew.c.people, 0)
    # Days from the roster's first: the same arithmetic on every database.
    day = (cast(extract("epoch", Shift.starts_at), BigInteger) - int(at(roster.start, 0).timestamp())) // _DAY
    wanted = (
        select(day, func.sum(Shift.headcount), func.sum(case((short > 0, short), else_=0)))
        .outerjoin(crew, crew.c.shift_id == Shift.id)
        .where(shifts_in(roster.id, roster.version))
        .group_by(day)
    )
    found = {number: (int(seats), int(missing)) for number, seats, missing in session.execute(wanted)}
    return tuple(DayCount(roster.start + timedelta(days=n), *found.get(n, (0, 0))) for n in range(roster.days))


def _units(session: Session, roster: Roster, there: ColumnElement[bool]) -> tuple[UnitLoad, ...]:
    duties = (
        select(Volunteer.unit_id, func.count().label("duties"))
        .join(Duty, Duty.volunteer_id == Volunteer.id)
        .where(duties_in(roster.id, roster.version), Duty.state.not_in(NOT_DONE), there)
        .group_by(Volunteer.unit_id)
        .subquery()
    )
    wanted = (
        select(Unit.code, Unit.name, func.count(Volunteer.id), func.coalesce(func.max(duties.c.duties), 0))
        .join(Volunteer, Volunteer.unit_id == Unit.id)
        .outerjoin(duties, duties.c.unit_id == Unit.id)
        .where(there)
        .group_by(Unit.id, Unit.code, Unit.name)
    )
    found = [UnitLoad(unit, name, people, duties) for unit, name, people, duties in session.execute(wanted)]
    return tuple(sorted(found, key=lambda one: (-one.each, one.unit)))


def _loads(session: Session, roster: Roster) -> Mapping[int, int]:
    """The load that each volunteer id carries in the roster, of duties that count for fairness."""
    wanted = (
        select(Duty.volunteer_id, func.sum(Shift.load))
        .join(Shift, Shift.id == Duty.shift_id)
        .outerjoin(ShiftPattern, ShiftPattern.id == Shift.pattern_id)
        .where(duties_in(roster.id, roster.version), Duty.state.not_in(NOT_DONE))
        .where(or_(Shift.pattern_id.is_(None), ShiftPattern.counts_fairness))
    )
    return {one: int(load) for one, load in session.execute(wanted.group_by(Duty.volunteer_id))}


def _there(roster: Roster) -> ColumnElement[bool]:
    """The condition on Volunteer: the roster may call on them, on one of its days at least."""
    return people_of(roster) & there_in(roster)
