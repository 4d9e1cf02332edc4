"""Claiming: a reminder that is due is in the hands of one sender, and comes back when that sender dies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import ColumnElement, Table, Update, and_, exists, func, or_, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.selectable import TypedReturnsRows

from scheduler.services.processes import is_gone
from scheduler.store.contacts import Contact
from scheduler.store.reminders import Reminder, ReminderState
from scheduler.store.volunteers import Volunteer

STALE = timedelta(minutes=10)
_TABLE = cast(Table, Reminder.__table__)


@dataclass(frozen=True, slots=True)
class Held:
    """A reminder in our hands. `sealed` is the receiver's phone, or their contact's address while that is in use;
    None where there is neither."""

    id: int
    key: str
    kind: str
    title: str
    body: str
    tries: int
    expires_at: datetime | None
    sealed: bytes | None


def claim(session: Session, channel: str, *, by: str, now: datetime, most: int) -> list[Held]:
    """Take what is due longest on that channel, `most` at a time; nobody else gets the same."""
    taken = take_due(channel, now, most).values(
        state=ReminderState.CLAIMED, claimed_at=now, claimed_by=by, begun_at=None
    )
    return _held(session, session.scalars(taken.returning(_TABLE.c.id)).all())


def take_due(channel: str, now: datetime, most: int) -> Update:
    """An UPDATE of what is to go out over that channel by `now`, the most urgent first; rows that another process is
    taking are left to it."""
    ids = select(Reminder.id).where(_due(channel, now)).order_by(Reminder.due_at, Reminder.id).limit(most)
    # By name, so that PostgreSQL cannot run it more than once and so take more than `most`.
    found = ids.with_for_update(skip_locked=True).cte("found")
    return update(_TABLE).where(_TABLE.c.id.in_(select(found.c.id)))


def anything(session: Session, channel: str, *, by: str, now: datetime) -> bool:
    """Whether that channel has anything to do: something is due, or `by` still holds something from before."""
    held = and_(in_hands_of(by), Reminder.channel == channel)
    return bool(session.scalar(select(exists().where(or_(_due(channel, now), held)))))


def _due(channel: str, now: datetime) -> ColumnElement[bool]:
    """The condition on Reminder: to go out over that channel by `now`, and not too late yet."""
    in_time = or_(Reminder.expires_at.is_(None), Reminder.expires_at > now)
    return and_(Reminder.state == ReminderState.DUE, Reminder.channel == channel, Reminder.due_at <= now, in_time)


def begin(session: Session, reminder_id: int, *, by: str, now: datetime) -> bool:
    """Write down that it is handed to its channel now; whether it is still ours to hand over."""
    begun = update(_TABLE).where(Reminder.id == reminder_id, in_hands_of(by)).values(begun_at=now)
    return session.scalar(begun.returning(_TABLE.c.id)) is not None


def postpone(session: Session, reminder_id: int, *, by: str, until: datetime) -> None:
    """Give one back that is not to go before that moment: nothing was attempted."""
    ours = update(_TABLE).where(Reminder.id == reminder_id, in_hands_of(by))
    session.execute(again(ours.values(due_at=until)))


def release(session: Session, *, by: str, channel: str | None = None) -> int:
    """Give back what `by` holds and has not begun, on that channel or, with None, on all; gives how many."""
    held = update(_TABLE).where(in_hands_of(by), Reminder.begun_at.is_(None))
    if channel is not None:
        held = held.where(Reminder.channel == channel)
    return len(session.scalars(again(held)).all())


def again(held: Update) -> TypedReturnsRows[tuple[int]]:
    """The rows are due again, and in nobody's hands; gives their ids."""
    free = held.values(state=ReminderState.DUE, claimed_at=None, claimed_by=None, begun_at=None)
    return free.returning(_TABLE.c.id)


def in_hands_of(by: str) -> ColumnElement[bool]:
    """The condition on Reminder: `by` has claimed it."""
    return and_(Reminder.claimed_by == by, Reminder.state == ReminderState.CLAIMED)


def left_behind(session: Session, now: datetime) -> list[str]:
    """Who holds reminders and is not there any more: a process of this machine that is gone, or one that has kept
    them for ten minutes."""
    held = select(Reminder.claimed_by, Reminder.claimed_at).where(Reminder.state == ReminderState.CLAIMED).distinct()
    return sorted({by for by, at in session.execute(held) if by and at and (now - at > STALE or is_gone(by))})


def _held(session: Session, ids: Sequence[int]) -> list[Held]:
    """By urgency."""
    columns = (Reminder.id, Reminder.key, Reminder.kind, Reminder.title, Reminder.body, Reminder.tries)
    wanted = (
        select(*columns, Reminder.expires_at, func.coalesce(Contact.address_sealed, Volunteer.phone_sealed))
        .outerjoin(Volunteer, Volunteer.id == Reminder.volunteer_id)
        .outerjoin(Contact, and_(Contact.id == Reminder.contact_id, Contact.active))
        .where(Reminder.id.in_(ids))
        .order_by(Reminder.due_at, Reminder.id)
    )
    return [Held(*row) for row in session.execute(wanted)]
