"""Runs: solves that were asked for, how far they are, and the best roster so far, should the process die."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from scheduler.store.base import Base, Id, Json
from scheduler.store.rosters import Roster


class RunState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


_LIVE = text("state IN ('queued', 'running')")


class Run(Base):
    """One solve of a roster, of at most `seconds` seconds. A roster has at most one queued or running.

    `claimed_by` is "host:pid:token" of the process at work, which renews `heartbeat_at`. `cost` and
    `bound` are the best so far, None before the first; `trace` lists how they came about. `checkpoint` is
    the best roster so far, gzipped JSON of its duties. `tries` counts the processes that took it up. `part` is what is
    solved anew while the rest stays, None for all of it; since `finish_asked_at` it is to end with the best it has.

    One that `proposes` keeps nothing: what people were told changes only when somebody says so. What it would change is
    its `proposal`: of which version, who would be gone and come, and whether that was taken, null before it is decided.
    """

    __tablename__ = "run"
    __table_args__ = (
        Index("uq_run_live", "roster_id", unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE),
        CheckConstraint("seconds > 0", name="seconds"),
    )

    id: Mapped[Id]
    roster_id: Mapped[int] = mapped_column(ForeignKey("roster.id"), index=True)
    state: Mapped[RunState] = mapped_column(default=RunState.QUEUED, index=True)
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    asked_at: Mapped[datetime]
    seconds: Mapped[float]
    seed: Mapped[int] = mapped_column(default=0)
    claimed_by: Mapped[str | None]
    heartbeat_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    cancel_asked_at: Mapped[datetime | None]
    finish_asked_at: Mapped[datetime | None]
    cost: Mapped[int | None] = mapped_column(BigInteger)
    bound: Mapped[int | None] = mapped_column(BigInteger)
    tries: Mapped[int] = mapped_column(default=0)
    trace: Mapped[list[Any]] = mapped_column(Json, default=list)
    progress: Mapped[str] = mapped_column(default="")
    checkpoint: Mapped[bytes | None] = mapped_column(LargeBinary)
    error: Mapped[str | None]
    part: Mapped[dict[str, Any] | None] = mapped_column(Json)
    proposes: Mapped[bool] = mapped_column(default=False)
    proposal: Mapped[dict[str, Any] | None] = mapped_column(Json)

    roster: Mapped[Roster] = relationship(lazy="raise")
