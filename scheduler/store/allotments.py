"""Allotments 分包方案: plans of who answers for which point in a season, asked for, made by the clock, then applied."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.store.base import Base, Id, Json
from scheduler.store.runs import RunState


class Allotment(Base):
    """One plan, searched for at most `seconds` seconds; what is asked is in `wanted`, what was found in `found`, None
    before that.

    `claimed_by` is "host:pid:token" of the process at work, which renews `heartbeat_at`; None while it waits for one.
    `tries` counts the processes that took it up. `worst` and `bound` are the largest load so far and what is proven of
    it, in thousandths of a duty a person and month. `error` says why it failed.
    """

    __tablename__ = "allotment"
    __table_args__ = (CheckConstraint("seconds > 0", name="seconds"),)

    id: Mapped[Id]
    name: Mapped[str]
    state: Mapped[RunState] = mapped_column(default=RunState.QUEUED, index=True)
    asked_by: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(index=True)
    seconds: Mapped[float]
    wanted: Mapped[dict[str, Any]] = mapped_column(Json)
    claimed_by: Mapped[str | None]
    heartbeat_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    cancel_asked_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    progress: Mapped[str] = mapped_column(default="")
    worst: Mapped[int | None]
    bound: Mapped[int | None]
    found: Mapped[dict[str, Any] | None] = mapped_column(Json, deferred=True)
    error: Mapped[str | None]
