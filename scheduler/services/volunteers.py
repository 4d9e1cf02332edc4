"""Volunteers as people look at them: in pages, one by one, and their phones, which only those read who may call."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, and_, or_, select, true
from sqlalchemy.orm import Session, contains_eager, selectinload

from scheduler.clock import at, today
from scheduler.errors import NotFound
from scheduler.geo import Spot
from scheduler.language import say
from scheduler.services.access import Asker, Right, require
from scheduler.services.audit import note
from scheduler.services.called import is_called
from scheduler.services.paging import Page, Paged, paged
from scheduler.services.people import people_seen
from scheduler.services.searching import speaks_of
from scheduler.store.duties import Duty
from scheduler.store.points import Point
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.shifts import Shift
from scheduler.store.snapshot.others import NOT_DONE
from scheduler.store.teams import Role, Team
from scheduler.store.units import Unit
from scheduler.store.vault import Vault, masked
from scheduler.store.volunteers import PlaceKind, Volunteer, VolunteerKind

_SHORTEST_PHONE = 7


@dataclass(frozen=True, slots=True)
class WeekTime:
    """Minutes [start, until) after midnight of a day of every week, 1 Monday to 7 Sunday."""

    weekday: int
    start: int
    until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VolunteerView:
    """A volunteer, what they refer to by code. `phone` is masked, `phone_index` tells one phone from another.

    None of caps, `rest` (minutes) and `reach` (metres): the town's own; no `availability`: at any time. Gone from
    `left_on` on. `home`, `birth_year` and `guardian_note` are None for an asker who does not plan the unit.
    """

    code: str
    name: str
    unit: str
    unit_name: str
    phone: str | None
    phone_index: str | None
    kind: VolunteerKind
    party_member: bool
    birth_year: int | None
    guardian_note: str | None
    teams: tuple[str, ...]
    roles: tuple[str, ...]
    usual: tuple[str, ...]
    availability: tuple[WeekTime, ...]
    office: Spot | None
    home: Spot | None
    cap_day: int | None
    cap_week: int | None
    cap_total: int | None
    cap_weekends: int | None
    rest: int | None
    reach: float | None
    joined_on: date | None
    left_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VolunteerFilter:
    """Which volunteers: of the subtree of `unit`, of `team`, with `role`, all by code; of that `kind`; party members or
    not; there on the day `on`; called as `search`: in code or name, as it sounds, or the whole phone. None is any."""

    unit: str | None = None
    team: str | None = None
    role: str | None = None
    kind: VolunteerKind | None = None
    party_member: bool | None = None
    on: date | None = None
    search: str | None = None


def page(session: Session, who: Asker, page: Page, which: VolunteerFilter, *, vault: Vault) -> Paged[VolunteerView]:
    """One page of the volunteers in the asker's scope, by code, name or unit.

    By phone only those are found whom the asker may call. Raises NotFound for a unit outside the scope.
    """
    seen = people_seen(session, who, unit=which.unit)
    wanted = _loaded().where(seen, *_conditions(which))
    if which.search is not None:
        wanted = wanted.where(or_(is_called(session, which.search, seen), _speaks_of(who, which.search, vault)))
    found = paged(session, wanted, page, {"name": Volunteer.name, "unit": Unit.code, "code": Volunteer.code})
    return Paged(tuple(_view(who, row, vault) for row in found.items), found.total)


def one(session: Session, who: Asker, code: str, *, vault: Vault) -> VolunteerView:
    """The volunteer of that code. Raises NotFound outside the asker's scope."""
    found = find(session, who, code, vault=vault)
    if found is None:
        raise _missing(code)
    return found


def find(session: Session, who: Asker, code: str, *, vault: Vault) -> VolunteerView | None:
    """The volunteer of that code, None where the asker sees none."""
    row = session.scalar(_loaded().where(Volunteer.code == code))
    return _view(who, row, vault) if row is not None and who.may(Right.SEE, unit=row.unit_id) else None


def phone(session: Session, who: Asker, code: str, *, vault: Vault, now: datetime) -> str | None:
    """Their phone in full, None where none is known; that it was read is in the audit.

    Who may call their unit reads it, and who may call a grid for as long as they serve at a point there: today.
    Raises NotFound outside the asker's scope, Forbidden for who may not call them.
    """
    row = session.scalar(select(Volunteer).where(Volunteer.code == code))
    if row is None:
        raise _missing(code)
    if not who.may(Right.CALL, unit=row.unit_id) and not _serves_near(session, who, row, now=now):
        if not who.may(Right.SEE, unit=row.unit_id):
            raise _missing(code)
        require(who, Right.CALL, unit=row.unit_id)
    if row.phone_sealed is None:
        return None
    note(session, who, "read-phone", "volunteer", code, now=now)
    return vault.open(row.phone_sealed)


def _serves_near(session: Session, who: Asker, person: Volunteer, *, now: datetime) -> bool:
    """Whether they have a duty today, as published, at a point in a grid that the asker may call."""
    day, told = today(now), Roster.published_version
    wanted = (
        select(Duty.id)
        .join(Duty.roster)
        .join(Duty.shift)
        .join(Shift.point)
        .where(Roster.state == RosterState.PUBLISHED)
        .where(Duty.added_in <= told, or_(Duty.removed_in.is_(None), Duty.removed_in > told))
        .where(Duty.volunteer_id == person.id, Duty.state.not_in(NOT_DONE))
        .where(Shift.starts_at < at(day, 1440), Shift.ends_at > at(day, 0))
        .where(Point.grid_id.in_(who.grids(Right.CALL) or ()))
    )
    return session.scalar(wanted.limit(1)) is not None


def _missing(code: str) -> NotFound:
    return NotFound(say("没有志愿者 {called}，或不在您的管理范围内", called=code))


def _loaded() -> Select[Volunteer]:
    hanging = (Volunteer.teams, Volunteer.roles, Volunteer.usual_points, Volunteer.availabilities, Volunteer.places)
    loaded = [selectinload(each) for each in hanging]
    return select(Volunteer).join(Volunteer.unit).options(contains_eager(Volunteer.unit), *loaded)


def _conditions(which: VolunteerFilter) -> list[ColumnElement[bool]]:
    return [
        true() if which.team is None else Volunteer.teams.any(Team.code == which.team),
        true() if which.role is None else Volunteer.roles.any(Role.code == which.role),
        true() if which.kind is None else Volunteer.kind == which.kind,
        true() if which.party_member is None else Volunteer.party_member.is_(which.party_member),
        true() if which.on is None else or_(Volunteer.left_on.is_(None), Volunteer.left_on > which.on),
    ]


def _speaks_of(who: Asker, text: str, vault: Vault) -> ColumnElement[bool]:
    """Trying out phones would unmask them, so a phone finds only those whom the asker may call."""
    named = speaks_of(text, Volunteer.code, Volunteer.name)
    if sum(map(str.isdecimal, text)) < _SHORTEST_PHONE:
        return named
    units = who.units(Right.CALL)
    callable_ = true() if units is None else Volunteer.unit_id.in_(units)
    return or_(named, and_(callable_, Volunteer.phone_index == vault.index(text)))


def _view(who: Asker, row: Volunteer, vault: Vault) -> VolunteerView:
    spots = {place.kind: Spot(place.longitude, place.latitude) for place in reversed(row.places)}
    week = sorted((one.weekday + 1, one.from_minute, one.until_minute) for one in row.availabilities)
    whole = VolunteerView(
        code=row.code, name=row.name, unit=row.unit.code, unit_name=row.unit.name,
        phone=None if row.phone_sealed is None else masked(vault.open(row.phone_sealed)),
        phone_index=row.phone_index, kind=row.kind, party_member=row.party_member,
        birth_year=row.birth_year, guardian_note=row.guardian_note,
        teams=tuple(team.code for team in row.teams),
        roles=tuple(sorted(role.code for role in row.roles)),
        usual=tuple(point.code for point in row.usual_points),
        availability=tuple(WeekTime(*one) for one in week),
        office=spots.get(PlaceKind.OFFICE), home=spots.get(PlaceKind.HOME),
        cap_day=row.cap_day, cap_week=row.cap_week, cap_total=row.cap_total, cap_weekends=row.cap_weekends,
        rest=row.rest, reach=row.reach, joined_on=row.joined_on, left_on=row.left_on,
    )  # fmt: skip
    plans = who.may(Right.PLAN, unit=row.unit_id)
    return whole if plans else replace(whole, home=None, birth_year=None, guardian_note=None)
