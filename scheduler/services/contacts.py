"""Contacts: where a unit's group, or a user, is reached; added, changed, switched off, tried out.

Who plans a unit looks after its group; everybody looks after their own mailbox, and an admin after that of the users
they rule. Who knows a robot's address may speak as it, so nobody gets to see it again.
"""

from contextvars import copy_context
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Fault, Invalid, NotFound
from scheduler.language import choose, say
from scheduler.notify.channel import Undelivered
from scheduler.notify.channels import ADDRESSED, open_addressed
from scheduler.services import audit
from scheduler.services.access import Asker, Right, require
from scheduler.services.contact_views import ContactView, find, ruled, view
from scheduler.settings import Settings
from scheduler.store.contacts import Contact
from scheduler.store.reminders import Reminder, ReminderState
from scheduler.store.units import Unit
from scheduler.store.users import User
from scheduler.store.vault import Vault

TEST = "test"
"""The kind of a reminder that only tries a contact out."""

_TEST_LASTS = timedelta(minutes=10)
_WAITING = (ReminderState.DUE, ReminderState.CLAIMED)


@dataclass(frozen=True, slots=True)
class NewContact:
    """What is asked for: of the unit with that code, or the user with that login, of oneself where both are None.

    `secret` signs what is said to a robot that asks for it.
    """

    channel: str
    name: str
    address: str = field(repr=False)
    secret: str = field(default="", repr=False)
    unit: str | None = None
    user: str | None = None


def add(
    session: Session, who: Asker, asked: NewContact, *, vault: Vault, settings: Settings, now: datetime
) -> ContactView:
    """Keep a contact, its address sealed.

    Raises NotFound for no such unit or user in the asker's scope, Forbidden for a unit they do not plan, Invalid for
    a channel that is off or an address that it will not send to, Conflict for one that is kept already.
    """
    unit, user = _owner(session, who, asked)
    address = _checked(settings, asked.channel, asked.address, asked.secret)
    given = {"unit_id": unit.id if unit else None, "user_id": user.id if user else None, "channel": asked.channel}
    for other in session.scalars(select(Contact).filter_by(**given, active=True)):
        if vault.open(other.address_sealed) == address:
            raise Conflict(say("这个地址已经登记过：第 {number} 号 {name}", number=other.id, name=other.name))
    row = Contact(**given, name=asked.name, address_sealed=vault.seal(address), added_by=who.user_id, added_at=now)
    row.unit, row.user = unit, user
    session.add(row)
    session.flush()
    audit.note(session, who, "add", "contact", row.id, now=now, channel=row.channel, owner=_called(row))
    return view(row, vault)


@dataclass(frozen=True, slots=True)
class ContactChange:
    """What is to be different; None stays as it is. A new `address` comes with its `secret`."""

    name: str | None = None
    active: bool | None = None
    address: str | None = field(default=None, repr=False)
    secret: str = field(default="", repr=False)


def change(
    session: Session, who: Asker, number: int, to: ContactChange, *, vault: Vault, settings: Settings, now: datetime
) -> ContactView:
    """Change a contact, switch it off or on again. Raises what `add` raises."""
    row = _mine(session, who, number)
    changed: dict[str, list[Any]] = {}
    if to.name is not None and to.name != row.name:
        changed["name"], row.name = [row.name, to.name], to.name
    if to.active is not None and to.active != row.active:
        changed["active"], row.active = [row.active, to.active], to.active
    if to.address is not None:
        address = _checked(settings, row.channel, to.address, to.secret)
        if address != vault.open(row.address_sealed):
            # The log says that it changed; the address itself is a secret.
            changed["address"], row.address_sealed = [], vault.seal(address)
    if changed:
        audit.note(session, who, "change", "contact", number, now=now, **changed)
    session.flush()
    return view(row, vault)


def deactivate(session: Session, who: Asker, number: int, *, now: datetime) -> None:
    """Switch a contact off: nothing more goes there. Its past stays. Raises NotFound, Forbidden."""
    row = _mine(session, who, number)
    if row.active:
        row.active = False
        audit.note(session, who, "deactivate", "contact", number, now=now, channel=row.channel, owner=_called(row))


def try_out(session: Session, who: Asker, number: int, *, settings: Settings, now: datetime) -> int:
    """Put a message that says it is a test into the outbox, for the clock to send; the number of the reminder.

    Raises NotFound, Forbidden, Conflict for a contact or a channel that is off, or while another test waits.
    """
    row = _mine(session, who, number)
    if not row.active or row.channel not in settings.channels.on:
        raise Conflict(say("这个联系方式或它的渠道已停用"))
    same = (Reminder.contact_id == number, Reminder.kind == TEST, Reminder.state.in_(_WAITING))
    if session.scalar(select(Reminder.id).where(*same, Reminder.expires_at > now).limit(1)):
        raise Conflict(say("上一条测试消息还没有发出，请稍候"))
    title, body = copy_context().run(_words, row.name)
    reminder = Reminder(
        kind=TEST,
        contact_id=number,
        channel=row.channel,
        key=f"{TEST}:{number}:{now:%Y%m%dT%H%M%S}",
        title=title,
        body=body,
        due_at=now,
        expires_at=now + _TEST_LASTS,
    )
    session.add(reminder)
    session.flush()
    audit.note(session, who, TEST, "contact", number, now=now, reminder=reminder.id)
    return reminder.id


def _words(name: str) -> tuple[str, str]:
    """In the town's language, whoever asks."""
    choose("zh")
    return say("红马甲测试消息"), say("收到这条消息，说明“{name}”可以接收值守提醒。", name=name)


def _owner(session: Session, who: Asker, asked: NewContact) -> tuple[Unit | None, User | None]:
    if asked.unit is not None and asked.user is not None:
        raise Invalid(say("单位和账号只能填一个"))
    if asked.unit is not None:
        unit = session.scalar(select(Unit).where(Unit.code == asked.unit))
        if unit is None or not who.may(Right.SEE, unit=unit.id):
            raise NotFound(say("没有单位 {code}，或不在您的管理范围内", code=asked.unit))
        require(who, Right.PLAN, unit=unit.id)
        return unit, None
    login = who.login if asked.user is None else asked.user
    user = session.scalar(select(User).where(User.login == login, ruled(who)))
    if user is None:
        raise NotFound(say("没有账号 {login}，或不在您的管理范围内", login=login))
    return None, user


def _mine(session: Session, who: Asker, number: int) -> Contact:
    """The contact, if the asker may change it; of a user only those are found that they may."""
    row = find(session, who, number)
    if row.unit_id is not None:
        require(who, Right.PLAN, unit=row.unit_id)
    return row


def _checked(settings: Settings, channel: str, address: str, secret: str) -> str:
    """The address as it is kept, the secret behind a #. Raises Invalid."""
    if channel not in ADDRESSED or channel not in settings.channels.on:
        raise Invalid(say("渠道 {channel} 没有开启，请管理员在 REDVEST_CHANNELS 中加上", channel=channel))
    address, secret = address.strip(), secret.strip()
    whole = f"{address}#{secret}" if secret else address
    try:
        open_addressed(settings, channel).check(whole)
    except Undelivered as refused:
        fault = Fault(say("地址"), "…", refused.reason)
        raise Invalid(say("这个地址用不了：{reason}", reason=refused.reason), [fault]) from None
    return whole


def _called(row: Contact) -> str:
    return row.unit.code if row.unit else row.user.login if row.user else ""
