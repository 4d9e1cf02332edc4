"""Lacking: which shifts of a roster miss somebody: people, or, with every seat filled, whoever holds a role."""

from sqlalchemy import ColumnElement, SQLColumnExpression, false, func, or_, select, true
from sqlalchemy.orm import Session

from scheduler.store.duties import Duty, duties_in
from scheduler.store.rosters import Roster
from scheduler.store.shifts import Shift, shifts_in
from scheduler.store.snapshot.others import NOT_DONE
from scheduler.store.teams import Role, volunteer_role


def lacks_people(roster: Roster, version: int) -> ColumnElement[bool]:
    """The condition on Shift: fewer are there than it asks for."""
    return _short(roster, version, Shift.headcount, true())


def lacks_a_role(session: Session, roster: Roster, version: int) -> ColumnElement[bool]:
    """The condition on Shift: of those there, fewer hold some role than it asks for."""
    kinds = session.scalars(select(Shift.roles).where(shifts_in(roster.id, version)).distinct())
    asked = {role for roles in kinds for role, need in roles.items() if need}
    return or_(false(), *(_lacks(roster, version, role) for role in sorted(asked)))


def _lacks(roster: Roster, version: int, role: str) -> ColumnElement[bool]:
    held = select(volunteer_role.c.volunteer_id).join(Role, Role.id == volunteer_role.c.role_id)
    need = Shift.roles[role].as_integer()
    return _short(roster, version, need, Duty.volunteer_id.in_(held.where(Role.code == role)))


def _short(
    roster: Roster, version: int, need: SQLColumnExpression[int], who: ColumnElement[bool]
) -> ColumnElement[bool]:
    """Fewer of those people than needed. Counted for all shifts at once: one by one takes a city seconds."""
    held = select(Duty.shift_id, func.count().label("there"))
    held = held.where(duties_in(roster.id, version), Duty.state.not_in(NOT_DONE), who)
    there = held.group_by(Duty.shift_id).subquery()
    short = select(Shift.id).outerjoin(there, there.c.shift_id == Shift.id).where(shifts_in(roster.id, version))
    return Shift.id.in_(short.where(need > func.coalesce(there.c.there, 0)).correlate(None))
