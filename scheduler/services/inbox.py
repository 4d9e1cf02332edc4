"""The inbox 收件箱: what somebody was told, whatever channel it went over, and whether they have read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, false, func, or_, select, true, update
from sqlalchemy.orm import Session

from scheduler.errors import NotFound
from scheduler.language import say
from scheduler.services.credentials import Identity
from scheduler.services.paging import Page, Paged, paged
from scheduler.store.reminders import Reminder, ReminderState


@dataclass(frozen=True, slots=True)
class Letter:
    """One message to the reader; `sent_at` is when it was due, `read_at` None until they have read it."""

    number: int
    kind: str
    title: str
    body: str
    sent_at: datetime
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class Inbox:
    """A page of it; `unread` of all `total` were not read yet."""

    items: tuple[Letter, ...]
    total: int
    unread: int


def page(session: Session, who: Identity, page: Page, *, unread: bool | None = None, now: datetime) -> Inbox:
    """One page of what they were told by now, by time; `unread` True: only what they have not read, False: only what
    they have."""
    mine = _mine(who, now=now)
    which = true() if unread is None else Reminder.read_at.is_(None) if unread else Reminder.read_at.is_not(None)
    found: Paged[Reminder] = paged(
        session, select(Reminder).where(mine, which), page, {"sent_at": Reminder.due_at, "number": Reminder.id}
    )
    return Inbox(tuple(map(_letter, found.items)), found.total, count_unread(session, who, now=now))


def count_unread(session: Session, who: Identity, *, now: datetime) -> int:
    """How many messages they have not read."""
    left = select(func.count(Reminder.id)).where(_mine(who, now=now), Reminder.read_at.is_(None))
    return session.scalar(left) or 0


def read(session: Session, who: Identity, number: int, *, now: datetime) -> Letter:
    """They have read it; the first time counts. Raises NotFound for a message that is not theirs."""
    row = session.scalar(select(Reminder).where(Reminder.id == number, _mine(who, now=now)))
    if row is None:
        raise NotFound(say("您没有第 {number} 号消息", number=number))
    if row.read_at is None:
        row.read_at = now
    session.flush()
    return _letter(row)


def read_all(session: Session, who: Identity, numbers: Iterable[int], *, now: datetime) -> None:
    """They have read those of these that are theirs; the first time counts."""
    unread = Reminder.id.in_(list(numbers)) & _mine(who, now=now) & Reminder.read_at.is_(None)
    session.execute(update(Reminder).where(unread).values(read_at=now).execution_options(synchronize_session=False))


def _mine(who: Identity, *, now: datetime) -> ColumnElement[bool]:
    to_me = or_(
        false() if who.volunteer_id is None else Reminder.volunteer_id == who.volunteer_id,
        false() if who.user_id is None else Reminder.user_id == who.user_id,
    )
    return to_me & (Reminder.due_at <= now) & (Reminder.state != ReminderState.EXPIRED)


def _letter(row: Reminder) -> Letter:
    return Letter(row.id, row.kind, row.title, row.body, row.due_at, row.read_at)
