"""Reminders 提醒: the outbox of what people are to be told, and every attempt to deliver it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from scheduler.store.base import AppendOnly, Base, Id
from scheduler.store.contacts import Contact
from scheduler.store.users import User
from scheduler.store.volunteers import Volunteer

INBOX = "inbox"
"""The channel that is always there: Redvest's own pages."""


class ReminderState(StrEnum):
    DUE = "due"
    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"
    DEAD = "dead"
    EXPIRED = "expired"


class Outcome(StrEnum):
    SENT = "sent"
    FAILED = "failed"


class Reminder(Base):
    """One message to one volunteer, one user or one contact, over one channel.

    `key` names person and matter, so that nobody is told twice. Its receiver finds it in the inbox whatever the
    channel, and has read it at `read_at`. `kind` names the matter (published, changed, ...). It goes out at `due_at`,
    or is tried again then; from `expires_at` on it is not sent any more, None: never too late. `claimed_by` is
    "host:pid:token" of the sender at work, who handed it to the channel at `begun_at`; `tries` counts the attempts.
    """

    __tablename__ = "reminder"
    __table_args__ = (
        Index(None, "state", "due_at"),
        CheckConstraint("volunteer_id IS NOT NULL OR user_id IS NOT NULL OR contact_id IS NOT NULL", name="somebody"),
    )

    id: Mapped[Id]
    kind: Mapped[str]
    volunteer_id: Mapped[int | None] = mapped_column(ForeignKey("volunteer.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    roster_id: Mapped[int | None] = mapped_column(ForeignKey("roster.id"), index=True)
    channel: Mapped[str] = mapped_column(default=INBOX)
    key: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    body: Mapped[str]
    due_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    state: Mapped[ReminderState] = mapped_column(default=ReminderState.DUE)
    claimed_at: Mapped[datetime | None]
    claimed_by: Mapped[str | None]
    begun_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    read_at: Mapped[datetime | None]

    volunteer: Mapped[Volunteer | None] = relationship(lazy="raise")
    user: Mapped[User | None] = relationship(lazy="raise")
    contact: Mapped[Contact | None] = relationship(lazy="raise")


class Delivery(AppendOnly):
    """One attempt at one reminder over one channel; `detail` is what the channel answered."""

    __tablename__ = "delivery"

    id: Mapped[Id]
    reminder_id: Mapped[int] = mapped_column(ForeignKey("reminder.id"), index=True)
    channel: Mapped[str]
    at: Mapped[datetime]
    outcome: Mapped[Outcome]
    detail: Mapped[str] = mapped_column(default="")
