"""Narrowing: which points, people and shifts of a roster somebody wants to see on its board."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, String, cast, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from scheduler.services.board.calling import called
from scheduler.store.duties import Duty, duties_in
from scheduler.store.grids import Grid
from scheduler.store.points import Point, PointKind
from scheduler.store.rosters import Roster
from scheduler.store.shifts import Shift
from scheduler.store.snapshot.scope import below, stewarded_in
from scheduler.store.stewardship import Stewardship
from scheduler.store.teams import Role, volunteer_role
from scheduler.store.units import Unit
from scheduler.store.volunteers import Volunteer


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """Codes of a grid and a unit, both with all below them, a point, a kind of points and a role; part of a name, its
    pinyin or a whole code in `person`; "" for any. `vacant`: only where somebody is missing."""

    grid: str = ""
    unit: str = ""
    point: str = ""
    kind: str = ""
    role: str = ""
    person: str = ""
    vacant: bool = False

    @property
    def any(self) -> bool:
        """Whether it leaves anything out."""
        return self != _ALL


_ALL = Narrowing()


def points_wanted(roster: Roster, which: Narrowing) -> ColumnElement[bool]:
    """The condition on Point. A unit's are those that it answers for."""
    wanted: ColumnElement[bool] = true()
    if which.point:
        wanted &= Point.code == which.point
    if which.grid:
        wanted &= Point.grid_id.in_(below(Grid, _number(Grid.id, Grid.code == which.grid)))
    if which.kind:
        wanted &= Point.kind_id == select(PointKind.id).where(PointKind.code == which.kind).scalar_subquery()
    if which.unit:
        units = below(Unit, _number(Unit.id, Unit.code == which.unit))
        held = select(Stewardship.point_id).where(Stewardship.unit_id.in_(units), stewarded_in(roster))
        wanted &= Point.id.in_(held)
    return wanted


def shifts_wanted(session: Session, roster: Roster, version: int, which: Narrowing) -> ColumnElement[bool]:
    """The condition on Shift, but for whether somebody is missing there."""
    wanted: ColumnElement[bool] = true()
    if which.role:
        # Kept as JSON, the same text on every database: {"leader": 1}.
        wanted &= cast(Shift.roles, String).contains(f'"{which.role}"', autoescape=True)
    if which.person:
        people = called(session, roster, which.person)
        held = select(Duty.shift_id).where(duties_in(roster.id, version), Duty.volunteer_id.in_(people))
        wanted &= Shift.id.in_(held)
    return wanted


def people_wanted(session: Session, roster: Roster, version: int, which: Narrowing) -> ColumnElement[bool]:
    """The condition on Volunteer. A unit's are its own; a grid's, a kind's and a point's are those who stand there."""
    wanted: ColumnElement[bool] = true()
    if which.unit:
        wanted &= Volunteer.unit_id.in_(below(Unit, _number(Unit.id, Unit.code == which.unit)))
    if which.role:
        held = select(volunteer_role.c.volunteer_id).join(Role, Role.id == volunteer_role.c.role_id)
        wanted &= Volunteer.id.in_(held.where(Role.code == which.role))
    if which.person:
        wanted &= Volunteer.id.in_(called(session, roster, which.person))
    if which.grid or which.kind or which.point:
        places = points_wanted(roster, Narrowing(grid=which.grid, kind=which.kind, point=which.point))
        there = select(Duty.volunteer_id).join(Shift, Shift.id == Duty.shift_id).join(Point, Point.id == Shift.point_id)
        wanted &= Volunteer.id.in_(there.where(duties_in(roster.id, version), places))
    return wanted


def _number(number: InstrumentedAttribute[int], condition: ColumnElement[bool]) -> ColumnElement[int]:
    return select(number).where(condition).scalar_subquery()
