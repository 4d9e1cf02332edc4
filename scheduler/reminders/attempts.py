"""Attempts: what became of a reminder that was handed to its channel, noted with what the channel answered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import random
from typing import cast

from sqlalchemy import Table, insert, select, update
from sqlalchemy.orm import Session

from scheduler.language import say
from scheduler.notify.channel import Undelivered
from scheduler.notify.retry import next_try
from scheduler.reminders.claiming import Held, again, in_hands_of, release
from scheduler.services.quiet import after_quiet
from scheduler.settings import Settings
from scheduler.settings.channels import IfUnsure
from scheduler.store.reminders import Delivery, Outcome, Reminder, ReminderState

ALARMS = "alarms"
_TABLE, _DELIVERY = cast(Table, Reminder.__table__), cast(Table, Delivery.__table__)
_COLUMNS = ("reminder_id", "channel", "at", "outcome", "detail")
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Attempt:
    """One reminder handed over at `at`; `fault` is why it did not arrive, None when it did."""

    held: Held
    at: datetime
    answer: str = ""
    fault: Undelivered | None = None


def note(session: Session, settings: Settings, channel: str, attempts: Sequence[Attempt], *, by: str) -> None:
    """Sent, due again later, or dead; and a delivery for each. What is in other hands by now keeps its state."""
    sent = [attempt.held.id for attempt in attempts if attempt.fault is None]
    done = {"state": ReminderState.SENT, "tries": Reminder.tries + 1}
    for start in range(0, len(sent), _AT_ONCE):
        some = Reminder.id.in_(sent[start : start + _AT_ONCE])
        session.execute(update(_TABLE).where(some, in_hands_of(by)).values(done))
    for attempt in attempts:
        if attempt.fault is not None:
            _failed(session, settings, attempt, attempt.fault, by=by)
    deliveries(session, [_noted(channel, attempt) for attempt in attempts])


def _failed(session: Session, settings: Settings, attempt: Attempt, fault: Undelivered, *, by: str) -> None:
    tries = attempt.held.tries + 1
    theirs = update(_TABLE).where(Reminder.id == attempt.held.id, in_hands_of(by)).values(tries=tries)
    later = None if fault.permanent else _later(settings, attempt, tries, fault)
    session.execute(again(theirs.values(due_at=later)) if later else theirs.values(state=ReminderState.DEAD))


def _later(settings: Settings, attempt: Attempt, tries: int, fault: Undelivered) -> datetime | None:
    """When it is tried again; None: no more. At night only alarms are, and what would be too late in the morning."""
    held = attempt.held
    later = next_try(tries, fault.wait, now=attempt.at, jitter=random(), most=settings.channels.tries)
    if later is None or held.kind == ALARMS:
        return later
    rested = after_quiet(later, settings.times.quiet, key=held.key)
    return later if held.expires_at and rested >= held.expires_at else rested


def settle(session: Session, settings: Settings, by: str, *, channel: str | None = None, now: datetime) -> int:
    """Deal with what `by` held, on that channel or on all, and will not note any more; gives how much that was.

    What was not begun is due again. What was, and may or may not have arrived, is sent again or given up, as its
    channel's setting says.
    """
    free = release(session, by=by, channel=channel)
    begun = select(Reminder.id, Reminder.channel).where(in_hands_of(by))
    found = session.execute(begun if channel is None else begun.where(Reminder.channel == channel)).all()
    for number, name in found:
        row = update(_TABLE).where(Reminder.id == number)
        if settings.channels.if_unsure(name) is IfUnsure.AGAIN:
            session.execute(again(row))
        else:
            session.execute(row.values(state=ReminderState.DEAD, tries=Reminder.tries + 1))
            detail = say("发送进程中断，不确定是否已送达，没有再发")
            deliveries(session, [(number, name, now, Outcome.FAILED, detail)])
    return free + len(found)


Noted = tuple[int, str, datetime, Outcome, str]
"""A delivery as it will stand: the reminder's id, the channel, when, how it went, and what was answered."""


def deliveries(session: Session, noted: Iterable[Noted]) -> None:
    """Write them down."""
    if rows := [dict(zip(_COLUMNS, one, strict=True)) for one in noted]:
        session.connection().execute(insert(_DELIVERY), rows)


def _noted(channel: str, attempt: Attempt) -> Noted:
    number, fault = attempt.held.id, attempt.fault
    if fault is None:
        return number, channel, attempt.at, Outcome.SENT, attempt.answer
    return number, channel, attempt.at, Outcome.FAILED, fault.reason
