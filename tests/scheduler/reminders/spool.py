"""A channel that a test plays, and the outbox around it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.notify.channel import Channel, Message, Undelivered
from scheduler.notify.inbox import Inbox
from scheduler.notify.rates import Rate
from scheduler.reminders.sending import Sender
from scheduler.settings import Settings
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.reminders import Delivery, Reminder
from scheduler.store.vault import Vault
from tests.conftest import KEY
from tests.scheduler import rows
from tests.scheduler.rows import NOW, added

PHONE = "13800005678"
US = "host:1:us"


@dataclass
class Spool:
    """Keeps what it is given; `answers` are raised, one a message, while there are any."""

    name: str = "wecom"
    once: bool = False
    rates: tuple[Rate, ...] = ()
    answers: list[BaseException] = field(default_factory=list)
    sent: list[Message] = field(default_factory=list)
    meanwhile: Callable[[Message], None] = lambda _message: None

    def send(self, message: Message) -> str:
        self.meanwhile(message)
        if self.answers:
            raise self.answers.pop(0)
        self.sent.append(message)
        return "ok"


def a_sender(sessions: Sessions, settings: Settings, *channels: Channel, now: datetime = NOW, by: str = US) -> Sender:
    """One with these channels and the inbox, at that moment."""
    named: Mapping[str, Channel] = {channel.name: channel for channel in (Inbox(), *channels)}
    return Sender(sessions, settings, named, lambda: now, by, Event())


def outbox(sessions: Sessions, count: int = 1, **fields: Any) -> None:
    """So many reminders due at NOW, to one volunteer each who can be called, over wecom."""
    with transaction(sessions) as session:
        unit = rows.a_unit(session)
        for n in range(count):
            sealed = Vault([KEY]).seal(PHONE)
            person = rows.a_volunteer(session, unit, f"v{n}", phone_sealed=sealed)
            given = {"kind": "soon", "channel": "wecom", "title": "值守", "body": f"第{n}条", "due_at": NOW}
            added(session, Reminder(**{**given, "volunteer_id": person.id, "key": f"k{n}", **fields}))


def reminders(sessions: Sessions) -> list[Reminder]:
    with reading(sessions) as session:
        return list(session.scalars(select(Reminder).order_by(Reminder.id)))


def the_reminder(sessions: Sessions) -> Reminder:
    (only,) = reminders(sessions)
    return only


def delivered(sessions: Sessions) -> list[tuple[str, str]]:
    """Outcome and detail of every delivery."""
    with reading(sessions) as session:
        return [(one.outcome.value, one.detail) for one in session.scalars(select(Delivery).order_by(Delivery.id))]


def refused(reason: str = "忙", **how: Any) -> Undelivered:
    return Undelivered(reason, **how)


def change(session: Session, **fields: Any) -> None:
    """The only reminder."""
    row = session.scalars(select(Reminder)).one()
    for name, value in fields.items():
        setattr(row, name, value)
