"""Recovering: what a dead sender held, what is too late, and what has no channel any more is seen to."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import ColumnElement, Table, and_, exists, or_, select, update
from sqlalchemy.orm import Session

from scheduler.language import say
from scheduler.reminders.attempts import deliveries, settle
from scheduler.reminders.claiming import left_behind
from scheduler.reminders.sending import Sender
from scheduler.store.database import reading, transaction
from scheduler.store.reminders import Outcome, Reminder, ReminderState

_TABLE = cast(Table, Reminder.__table__)


@dataclass(frozen=True, slots=True)
class Recovered:
    """How many reminders were freed from dead senders, were too late to be sent, or had no channel."""

    freed: int = 0
    expired: int = 0
    closed: int = 0

    def __bool__(self) -> bool:
        return bool(self.freed or self.expired or self.closed)


def recover(sender: Sender) -> Recovered:
    """See to all three. Writes only when there is something to write."""
    now = sender.clock()
    lost = or_(_too_late(now), _closed(sender, now))
    with reading(sender.sessions) as session:
        gone = left_behind(session, now)
        if not gone and not session.scalar(select(exists().where(lost))):
            return Recovered()
    with transaction(sender.sessions) as session:
        freed = sum(settle(session, sender.settings, by, now=now) for by in gone)
        return Recovered(freed, _expire(session, now), _give_up(session, sender, now))


def _expire(session: Session, now: datetime) -> int:
    expired = update(_TABLE).where(_too_late(now)).values(state=ReminderState.EXPIRED)
    return len(session.scalars(expired.returning(_TABLE.c.id)).all())


def _give_up(session: Session, sender: Sender, now: datetime) -> int:
    """What waits for a channel that was switched off: dead, so that the admin hears of it and may send it again."""
    dead = update(_TABLE).where(_closed(sender, now)).values(state=ReminderState.DEAD, tries=Reminder.tries + 1)
    found = session.execute(dead.returning(_TABLE.c.id, _TABLE.c.channel)).all()
    detail = say("这个渠道没有启用")
    deliveries(session, ((number, channel, now, Outcome.FAILED, detail) for number, channel in found))
    return len(found)


def _too_late(now: datetime) -> ColumnElement[bool]:
    return and_(Reminder.state == ReminderState.DUE, Reminder.expires_at <= now)


def _closed(sender: Sender, now: datetime) -> ColumnElement[bool]:
    due = and_(Reminder.state == ReminderState.DUE, Reminder.due_at <= now)
    return and_(due, Reminder.channel.not_in(list(sender.channels)))
