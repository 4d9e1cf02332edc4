"""The outbox: what was given up is sent again by hand."""

from contextlib import suppress
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from scheduler.errors import Conflict, Refusal
from scheduler.language import say
from scheduler.services import audit
from scheduler.services.access import Asker, Right, require
from scheduler.services.outbox_scope import not_there, to_people_seen
from scheduler.store.lifecycle import named, step
from scheduler.store.reminders import Reminder, ReminderState


def resend(session: Session, who: Asker, number: int, *, now: datetime) -> None:
    """Let the clock send a dead reminder again, with all its tries before it.

    Raises NotFound for none to somebody in the asker's scope, Forbidden for a unit they do not plan, Conflict for one
    that is not dead, that is of no use any more, or whose contact was switched off.
    """
    row = _dead(session, who, number, now=now)
    step(session, row, ReminderState.DUE, by=who.user_id, at=now, why=say("手工重发"))
    row.due_at, row.tries = now, 0
    row.claimed_at = row.claimed_by = row.begun_at = None
    audit.note(session, who, "resend", "reminder", number, now=now, channel=row.channel)


def may_resend(session: Session, who: Asker, number: int, *, now: datetime) -> bool:
    """Whether `resend` would do it."""
    with suppress(Refusal):
        return bool(_dead(session, who, number, now=now))
    return False


def _dead(session: Session, who: Asker, number: int, *, now: datetime) -> Reminder:
    """The reminder, which may be sent again by the asker. Raises what `resend` does."""
    loaded = joinedload(Reminder.volunteer), joinedload(Reminder.contact)
    wanted = select(Reminder).where(Reminder.id == number, to_people_seen(session, who))
    row = session.scalar(wanted.options(*loaded))
    if row is None:
        raise not_there(number)
    _require_plan(who, row)
    if row.state is not ReminderState.DEAD:
        raise Conflict(
            say("第 {number} 号提醒{state}，只有不再发送的才能重发", number=number, state=named("reminder", row.state))
        )
    if row.expires_at is not None and row.expires_at <= now:
        raise Conflict(say("第 {number} 号提醒已过期，不必再发", number=number))
    if row.contact is not None and not row.contact.active:
        raise Conflict(say("这个联系方式或它的渠道已停用"))
    return row


def _require_plan(who: Asker, row: Reminder) -> None:
    """Users' own reminders are theirs, and of those who rule them: whoever finds one may send it again."""
    if row.volunteer is not None:
        require(who, Right.PLAN, unit=row.volunteer.unit_id)
    elif row.contact is not None and row.contact.unit_id is not None:
        require(who, Right.PLAN, unit=row.contact.unit_id)
