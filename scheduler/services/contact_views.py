"""Contacts as people look at them: those in their scope, in pages, never with an address in full."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select, true
from sqlalchemy.orm import Session, joinedload

from scheduler.errors import NotFound
from scheduler.language import say
from scheduler.services.access import Asker, Right
from scheduler.services.addresses import shown
from scheduler.services.paging import Page, Paged, paged
from scheduler.store.contacts import Contact
from scheduler.store.units import Unit
from scheduler.store.users import Holding, User
from scheduler.store.vault import Vault


@dataclass(frozen=True, slots=True)
class ContactView:
    """A contact of the `unit` with that code, or of the `user` with that login; `owner` is its name. `address` is
    enough of it to tell it from another."""

    number: int
    unit: str | None
    user: str | None
    owner: str
    channel: str
    name: str
    address: str
    active: bool
    added_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactFilter:
    """Which contacts: of the unit with that code, of the user with that login, on that channel, in use or not; None
    is any."""

    unit: str | None = None
    user: str | None = None
    channel: str | None = None
    active: bool | None = None


def page(session: Session, who: Asker, page: Page, which: ContactFilter, *, vault: Vault) -> Paged[ContactView]:
    """One page of the contacts in the asker's scope, and their own, by number, name or channel."""
    wanted = _loaded().where(contact_seen(who))
    if which.unit is not None:
        wanted = wanted.where(Contact.unit_id.in_(select(Unit.id).where(Unit.code == which.unit)))
    if which.user is not None:
        wanted = wanted.where(Contact.user_id.in_(select(User.id).where(User.login == which.user)))
    if which.channel is not None:
        wanted = wanted.where(Contact.channel == which.channel)
    if which.active is not None:
        wanted = wanted.where(Contact.active.is_(which.active))
    found = paged(session, wanted, page, {"name": Contact.name, "channel": Contact.channel, "number": Contact.id})
    return Paged(tuple(view(row, vault) for row in found.items), found.total)


def one(session: Session, who: Asker, number: int, *, vault: Vault) -> ContactView:
    """The contact of that number. Raises NotFound."""
    return view(find(session, who, number), vault)


def find(session: Session, who: Asker, number: int) -> Contact:
    """Its row, with its owner. Raises NotFound for none that is theirs or in their scope."""
    row = session.scalar(_loaded().where(Contact.id == number, contact_seen(who)))
    if row is None:
        raise NotFound(say("没有第 {number} 号联系方式，或不在您的管理范围内", number=number))
    return row


def ruled(who: Asker) -> ColumnElement[bool]:
    """The condition on User: the asker, and those of whom they rule all that they hold."""
    units, grids = who.units(Right.RULE), who.grids(Right.RULE)
    if units is None or grids is None:
        return true()
    beyond_units = or_(Holding.unit_id.is_(None), Holding.unit_id.not_in(units))
    beyond_grids = or_(Holding.grid_id.is_(None), Holding.grid_id.not_in(grids))
    theirs = Holding.user_id == User.id
    within = and_(exists().where(theirs), ~exists().where(theirs, beyond_units, beyond_grids))
    return or_(User.id == who.user_id, within)


def view(row: Contact, vault: Vault) -> ContactView:
    """As people may see it; its owner must be loaded."""
    owner = row.unit or row.user
    return ContactView(
        number=row.id,
        unit=row.unit.code if row.unit else None,
        user=row.user.login if row.user else None,
        owner=owner.name if owner else "",
        channel=row.channel,
        name=row.name,
        address=shown(row.channel, vault.open(row.address_sealed)),
        active=row.active,
        added_at=row.added_at,
    )


def _loaded() -> Select[Contact]:
    return select(Contact).options(joinedload(Contact.unit), joinedload(Contact.user))


def contact_seen(who: Asker) -> ColumnElement[bool]:
    """The condition on Contact: of a unit in the asker's scope, or of a user whose contacts they look after."""
    units = who.units(Right.SEE)
    of_units = Contact.unit_id.is_not(None) if units is None else Contact.unit_id.in_(units)
    return or_(of_units, Contact.user_id.in_(select(User.id).where(ruled(who))))
