"""Load of units: what the published rosters of a month ask of each unit a head."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, or_, select, true
from sqlalchemy.orm import Session

from scheduler.services.access import Asker, Right
from scheduler.services.coverage.counting import begins_on, told
from scheduler.services.coverage.roster import UnitLoad
from scheduler.store.duties import Duty
from scheduler.store.rosters import Roster
from scheduler.store.shifts import Shift
from scheduler.store.snapshot.others import NOT_DONE
from scheduler.store.units import Unit
from scheduler.store.volunteers import Volunteer

LIGHT, EVEN, HEAVY = 0.75, 1.25, 1.75
"""Shares of what all carry a head, up to which a unit's load is light, even, heavy; above that it is too heavy."""

LEVELS = ("light", "even", "heavy", "over")


@dataclass(frozen=True, slots=True)
class Loads:
    """The units that the asker sees and that have people in the month, the most loaded first."""

    first: date
    units: tuple[UnitLoad, ...]

    @property
    def each(self) -> float:
        """Duties a head of all of them together."""
        people = sum(one.people for one in self.units)
        return sum(one.duties for one in self.units) / people if people else 0.0

    def level(self, unit: UnitLoad) -> str:
        """One of LEVELS, by how the unit's load compares with that of all."""
        share = unit.each / self.each if self.each else 0.0
        return LEVELS[sum(share > most for most in (LIGHT, EVEN, HEAVY))]


def loads_of_month(session: Session, who: Asker, day: date) -> Loads:
    """What the month of that day asks of each unit, by what people were told; who stands in two rosters at the same
    hours serves once."""
    first = day.replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    served = (
        select(Duty.volunteer_id)
        .join(Shift, Shift.id == Duty.shift_id)
        .join(Roster, Roster.id == Duty.roster_id)
        .where(begins_on(first, (after - first).days), told(Duty.added_in, Duty.removed_in))
        .where(Duty.state.not_in(NOT_DONE))
        .group_by(Duty.volunteer_id, Shift.starts_at, Shift.ends_at)
        .subquery()
    )
    units = who.units(Right.SEE)
    duties = select(served.c.volunteer_id, func.count().label("duties")).group_by(served.c.volunteer_id).subquery()
    wanted = (
        select(Unit.code, Unit.name, func.count(Volunteer.id), func.coalesce(func.sum(duties.c.duties), 0))
        .join(Volunteer, Volunteer.unit_id == Unit.id)
        .outerjoin(duties, duties.c.volunteer_id == Volunteer.id)
        .where(true() if units is None else Unit.id.in_(units))
        .where(or_(Volunteer.joined_on.is_(None), Volunteer.joined_on < after))
        .where(or_(Volunteer.left_on.is_(None), Volunteer.left_on > first))
        .group_by(Unit.id, Unit.code, Unit.name)
    )
    found = [UnitLoad(code, name, people, int(count)) for code, name, people, count in session.execute(wanted)]
    return Loads(first, tuple(sorted(found, key=lambda one: (-one.each, one.unit))))
