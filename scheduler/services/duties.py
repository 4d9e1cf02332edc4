"""Duties of a roster's newest version, as people and programs look for them: by person, unit, point, day and state."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, contains_eager

from scheduler.clock import at, today
from scheduler.services.access import Asker
from scheduler.services.paging import Page, Paged, paged
from scheduler.services.rosters import find
from scheduler.store.duties import Duty, DutyState, duties_in
from scheduler.store.points import Point
from scheduler.store.rosters import Roster
from scheduler.store.shifts import Shift
from scheduler.store.snapshot.scope import below
from scheduler.store.units import Unit
from scheduler.store.volunteers import Volunteer

_DAY = 1440


@dataclass(frozen=True, slots=True)
class DutyView:
    """A volunteer on a shift of the town's `day`."""

    number: int
    shift: str
    point: str
    point_name: str
    day: date
    starts_at: datetime
    ends_at: datetime
    volunteer: str
    name: str
    unit: str
    unit_name: str
    state: DutyState
    locked: bool


@dataclass(frozen=True, slots=True)
class DutyFilter:
    """Only the duties of that volunteer, of the people of that unit and those below it, at that point, on shifts that
    begin on that day of the town, in that state; codes, None for any."""

    volunteer: str | None = None
    unit: str | None = None
    point: str | None = None
    day: date | None = None
    state: DutyState | None = None


def page(session: Session, who: Asker, code: str, page: Page, which: DutyFilter) -> Paged[DutyView]:
    """One page of the duties. Raises NotFound for no such roster."""
    wanted = _filtered(session, _wanted(find(session, who, code)), which)
    orders = {"starts_at": Shift.starts_at, "volunteer": Volunteer.code, "point": Point.code, "number": Duty.id}
    found = paged(session, wanted, page, orders)
    return Paged(tuple(_view(row) for row in found.items), found.total)


def _wanted(roster: Roster) -> Select[Duty]:
    shift, person = contains_eager(Duty.shift), contains_eager(Duty.volunteer)
    return (
        select(Duty)
        .join(Duty.shift)
        .join(Shift.point)
        .join(Duty.volunteer)
        .join(Volunteer.unit)
        .where(duties_in(roster.id, roster.version))
        .options(shift.contains_eager(Shift.point), person.contains_eager(Volunteer.unit))
    )


def _filtered(session: Session, wanted: Select[Duty], which: DutyFilter) -> Select[Duty]:
    if which.volunteer is not None:
        wanted = wanted.where(Volunteer.code == which.volunteer)
    if which.unit is not None:
        root = session.scalar(select(Unit.id).where(Unit.code == which.unit)) or 0
        wanted = wanted.where(Volunteer.unit_id.in_(below(Unit, root)))
    if which.point is not None:
        wanted = wanted.where(Point.code == which.point)
    if which.day is not None:
        wanted = wanted.where(Shift.starts_at >= at(which.day, 0), Shift.starts_at < at(which.day, _DAY))
    return wanted if which.state is None else wanted.where(Duty.state == which.state)


def _view(row: Duty) -> DutyView:
    shift, person = row.shift, row.volunteer
    return DutyView(
        row.id, shift.code, shift.point.code, shift.point.name,
        day=today(shift.starts_at), starts_at=shift.starts_at, ends_at=shift.ends_at,
        volunteer=person.code, name=person.name, unit=person.unit.code, unit_name=person.unit.name,
        state=row.state, locked=row.locked,
    )  # fmt: skip
