"""What somebody finds out about themselves: who Redvest takes them for, and what they may do where."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from scheduler.services.access import Right
from scheduler.services.credentials import Identity
from scheduler.services.inbox import count_unread
from scheduler.services.own_duties import OwnDuty, duties_of
from scheduler.services.users import Scope
from scheduler.store.credentials import CredentialKind
from scheduler.store.grids import Grid
from scheduler.store.units import Unit
from scheduler.store.users import Holding, UserRole
from scheduler.store.vault import Vault, masked
from scheduler.store.volunteers import Volunteer


@dataclass(frozen=True, slots=True)
class Held:
    """A role over a unit or a grid, by code and name; over the whole town where both are None."""

    role: UserRole
    unit: str | None
    grid: str | None
    scope: str


@dataclass(frozen=True, slots=True)
class WhoAmI:
    """`kind` of credential they came with; `login` None for a volunteer without an account, `volunteer` the code of
    whom they are when they serve. `rights` are held over some part of the town."""

    kind: CredentialKind
    name: str
    login: str | None
    volunteer: str | None
    roles: tuple[Held, ...]
    rights: tuple[Right, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """A volunteer by themselves; `phone` masked, None where none is known; `next` None where nothing is ahead."""

    volunteer: str
    name: str
    unit: str
    unit_name: str
    phone: str | None
    roles: tuple[str, ...]
    next: OwnDuty | None
    unread: int


def who_am_i(session: Session, who: Identity) -> WhoAmI:
    """Who Redvest takes them for."""
    asker = who.asker
    rights = tuple(right for right in Right if asker and (asker.units(right) != frozenset() or asker.grids(right)))
    login = asker.login if asker else None
    return WhoAmI(who.kind, who.name, login, who.volunteer, _held(session, who), rights)


def profile(session: Session, who: Identity, *, vault: Vault, now: datetime) -> Profile:
    """The volunteer who asks. Raises Misconfigured when the key does not open their phone."""
    loaded = [selectinload(Volunteer.unit), selectinload(Volunteer.roles)]
    person = session.get_one(Volunteer, who.volunteer_id, options=loaded)
    return Profile(
        person.code,
        person.name,
        person.unit.code,
        person.unit.name,
        masked(vault.open(person.phone_sealed)) if person.phone_sealed else None,
        tuple(role.name for role in person.roles),
        next(iter(duties_of(session, person.id, since=now, now=now)), None),
        count_unread(session, who, now=now),
    )


def _held(session: Session, who: Identity) -> tuple[Held, ...]:
    if who.user_id is None:
        return ()
    wanted = (
        select(Holding.role, Unit.code, Unit.name, Grid.code, Grid.name)
        .outerjoin(Unit, Unit.id == Holding.unit_id)
        .outerjoin(Grid, Grid.id == Holding.grid_id)
        .where(Holding.user_id == who.user_id)
        .order_by(Holding.id)
    )
    return tuple(
        Held(role, unit, grid, unit_name or grid_name or str(Scope()))
        for role, unit, unit_name, grid, grid_name in session.execute(wanted)
    )
