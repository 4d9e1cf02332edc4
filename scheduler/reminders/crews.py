"""Crews: who stands where on which shift, as published; declined and handed over duties are not among them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute as Versioned
from sqlalchemy.orm import Session

from scheduler.clock import minute_of, today
from scheduler.services.looking import posts_of
from scheduler.services.wording import hours_text
from scheduler.store.duties import Duty, DutyState
from scheduler.store.points import Point
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.shifts import Shift
from scheduler.store.teams import Role, volunteer_role
from scheduler.store.volunteers import Volunteer

LEADER = "leader"
_STANDING = (DutyState.ASSIGNED, DutyState.CONFIRMED, DutyState.SEEKING, DutyState.SERVED)

Held = Mapping[int, frozenset[str]]
"""The codes of the roles that each volunteer id holds."""


@dataclass(frozen=True, slots=True)
class Member:
    """A volunteer on a shift; `role` is the code of the one they fill there, None for a plain hand."""

    volunteer_id: int
    code: str
    name: str
    unit_id: int
    has_phone: bool
    state: DutyState
    role: str | None


@dataclass(frozen=True, slots=True)
class Crew:
    """A shift [starts_at, ends_at) of a published roster with its members, by code; `hours` is 07:30–08:30, of the
    town. `missing` people and `missing_roles` {name: holders} are not there."""

    roster_id: int
    roster_unit: int | None
    roster: str
    shift: str
    point_id: int
    point: str
    grid_id: int | None
    starts_at: datetime
    ends_at: datetime
    hours: str
    missing: int
    missing_roles: Mapping[str, int]
    members: tuple[Member, ...]
    leader: Member | None


@dataclass(frozen=True, slots=True)
class Crews:
    """Those of some hours, by time and shift; `roles` {code: name}."""

    crews: tuple[Crew, ...]
    roles: Mapping[str, str]

    def role(self, member: Member) -> str:
        """（带班领导）, or nothing for a plain hand."""
        return f"（{self.roles.get(member.role, member.role)}）" if member.role else ""


def crews(session: Session, first: datetime, last: datetime) -> Crews:
    """The crews of the shifts that begin in [first, last), of published rosters in their published version."""
    roles = dict(session.execute(select(Role.code, Role.name).order_by(Role.position)).all())
    held, members = _held(session), _members(session, first, last)
    wanted = (
        select(Shift, Roster.code.label("roster"), Roster.unit_id, Point.name.label("point"), Point.grid_id)
        .join(Roster, Roster.id == Shift.roster_id)
        .join(Point, Point.id == Shift.point_id)
        .where(_published(Shift.added_in, Shift.cancelled_in), Shift.starts_at >= first, Shift.starts_at < last)
        .order_by(Shift.starts_at, Shift.code, Shift.id)
    )
    found = (_crew(row, members.get(row.Shift.id, []), held, roles) for row in session.execute(wanted))
    return Crews(tuple(found), roles)


def _crew(found: Any, members: list[Member], held: Held, roles: Mapping[str, str]) -> Crew:
    """`found` is a shift with its roster's code and unit and its point's name and grid."""
    shift: Shift = found.Shift
    needed = {role: min(need, shift.headcount) for role, need in shift.roles.items() if need}
    theirs = {member.code: held.get(member.volunteer_id, frozenset()) for member in members}
    posts = posts_of(theirs, needed) if needed else {}
    short = {roles.get(role, role): need - sum(role in has for has in theirs.values()) for role, need in needed.items()}
    crew = tuple(replace(member, role=posts.get(member.code)) for member in members) if posts else tuple(members)
    day = today(shift.starts_at)
    return Crew(
        roster_id=shift.roster_id,
        roster_unit=found.unit_id,
        roster=found.roster,
        shift=shift.code,
        point_id=shift.point_id,
        point=found.point,
        grid_id=found.grid_id,
        starts_at=shift.starts_at,
        ends_at=shift.ends_at,
        hours=hours_text(minute_of(shift.starts_at, day), minute_of(shift.ends_at, day)),
        missing=max(0, shift.headcount - len(members)),
        missing_roles={role: missing for role, missing in short.items() if missing > 0},
        members=crew,
        leader=next((member for member in crew if member.role == LEADER), None),
    )


def _members(session: Session, first: datetime, last: datetime) -> Mapping[int, list[Member]]:
    """By shift id, in the order of codes; without their roles yet."""
    phone = Volunteer.phone_sealed.is_not(None)
    wanted = (
        select(Duty.shift_id, Volunteer.id, Volunteer.code, Volunteer.name, Volunteer.unit_id, phone, Duty.state)
        .join(Volunteer, Volunteer.id == Duty.volunteer_id)
        .join(Shift, Shift.id == Duty.shift_id)
        .join(Roster, Roster.id == Duty.roster_id)
        .where(_published(Duty.added_in, Duty.removed_in), Duty.state.in_(_STANDING))
        .where(Shift.starts_at >= first, Shift.starts_at < last)
        .order_by(Volunteer.code)
    )
    found: dict[int, list[Member]] = defaultdict(list)
    for shift, number, code, name, unit, has_phone, state in session.execute(wanted):
        found[shift].append(Member(number, code, name, unit, has_phone=has_phone, state=state, role=None))
    return found


def _held(session: Session) -> Held:
    found: dict[int, set[str]] = defaultdict(set)
    pairs = select(volunteer_role.c.volunteer_id, Role.code).join(Role, Role.id == volunteer_role.c.role_id)
    for volunteer, role in session.execute(pairs):
        found[volunteer].add(role)
    return {volunteer: frozenset(roles) for volunteer, roles in found.items()}


def _published(added: Versioned[int], ended: Versioned[int | None]) -> ColumnElement[bool]:
    """The condition on what was added and ended in some version: it is part of the published one."""
    told = Roster.published_version
    return and_(Roster.state == RosterState.PUBLISHED, added <= told, or_(ended.is_(None), ended > told))
