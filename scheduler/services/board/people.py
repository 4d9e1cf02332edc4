"""People of a roster's board: everybody it may call on or has called, and how often, without their cells."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from scheduler.services.access import Asker
from scheduler.services.board.narrowing import Narrowing, people_wanted
from scheduler.services.memory import kept
from scheduler.services.roster_parts import WHOLE, Part, shifts_of
from scheduler.services.rosters import find
from scheduler.store.arrival import arrived, joined
from scheduler.store.duties import Duty, duties_in
from scheduler.store.rosters import Roster
from scheduler.store.shifts import Shift
from scheduler.store.snapshot.others import NOT_DONE
from scheduler.store.snapshot.scope import people_of
from scheduler.store.units import Unit
from scheduler.store.volunteers import Volunteer


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with how many duties they have on the days that are looked at."""

    volunteer: str
    name: str
    unit: str
    unit_name: str
    count: int


def people(
    session: Session, who: Asker, code: str, version: int, which: Narrowing, *, part: Part = WHOLE
) -> tuple[Person, ...]:
    """Those who are wanted, by unit and code. Raises NotFound."""
    roster = find(session, who, code)

    def found() -> tuple[Person, ...]:
        return counted(session, roster, version, people_wanted(session, roster, version, which), part=part)

    return kept(session, roster, (people, version, which, part), found)


def counted(
    session: Session, roster: Roster, version: int, wanted: ColumnElement[bool], *, part: Part
) -> tuple[Person, ...]:
    """The same of a roster that somebody was let in to, and of those whom the condition on Volunteer names."""
    held = (
        select(Duty.volunteer_id, func.count().label("count"))
        .join(Shift, Shift.id == Duty.shift_id)
        .where(duties_in(roster.id, version), Duty.state.not_in(NOT_DONE), shifts_of(part, roster.id))
        .group_by(Duty.volunteer_id)
        .subquery()
    )
    staying = or_(Volunteer.left_on.is_(None), Volunteer.left_on > roster.start)
    rows = session.execute(
        select(Volunteer.code, Volunteer.name, Unit.code, Unit.name, func.coalesce(held.c.count, 0))
        .join(Unit, Unit.id == Volunteer.unit_id)
        .outerjoin(held, held.c.volunteer_id == Volunteer.id)
        .where(or_(held.c.count > 0, people_of(roster) & staying), wanted)
        .order_by(arrived(Unit), Unit.code, joined(), Volunteer.code)
    )
    return tuple(Person(*row) for row in rows)
