"""Slots: what the clock does at a moment is done by the one process that writes its row; and who keeps the clock."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.store.base import Base, Id


class Slot(Base):
    """The moment `at` of `job` was taken by the process `claimed_by`, "host:pid:token", which wrote `made`
    reminders in the same transaction. `expired`: found too late to be of use, and nothing was written."""

    __tablename__ = "slot"
    __table_args__ = (UniqueConstraint("job", "at"),)

    id: Mapped[Id]
    job: Mapped[str]
    at: Mapped[datetime]
    claimed_at: Mapped[datetime]
    claimed_by: Mapped[str]
    made: Mapped[int] = mapped_column(default=0)
    expired: Mapped[bool] = mapped_column(default=False)


class ClockBeat(Base):
    """A process that keeps the clock: alive at `beat_at`, then `lag` seconds behind what was due."""

    __tablename__ = "clock_beat"

    id: Mapped[Id]
    by: Mapped[str] = mapped_column(unique=True)
    started_at: Mapped[datetime]
    beat_at: Mapped[datetime]
    lag: Mapped[float] = mapped_column(default=0.0)
