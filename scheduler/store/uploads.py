"""Uploads: files handed in to be imported, what comparing them with the town found, and how far each is."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.store.base import Base, Id, Json


class UploadState(StrEnum):
    QUEUED = "queued"
    READING = "reading"
    CHECKED = "checked"
    REFUSED = "refused"
    APPLYING = "applying"
    APPLIED = "applied"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


class Upload(Base):
    """One file, `size` bytes of it in `body`; None once it was applied, withdrawn or kept for long enough.

    `findings` is what comparing found, None before that, and `fingerprint` the digest of the plan it shows: only that
    plan is applied. `claimed_by` is "host:pid:token" of the process at work, which renews `heartbeat_at`; None while
    the file waits for one. `tries` counts the processes that took it up for the same work. `error` says why it
    failed, or why it was not applied and has to be looked at again. `language` is "zh" or "en", what whoever handed it
    in reads; None for one that is older than the column. `mends` is what people said of it in the page: what stands in
    cells instead, and how tables are to be read; None for nothing, and once there is no `body`.
    """

    __tablename__ = "upload"
    __table_args__ = (CheckConstraint("size >= 0", name="size"),)

    id: Mapped[Id]
    name: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    body: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    state: Mapped[UploadState] = mapped_column(default=UploadState.QUEUED, index=True)
    asked_by: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(index=True)
    claimed_by: Mapped[str | None]
    heartbeat_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    progress: Mapped[str] = mapped_column(default="")
    findings: Mapped[dict[str, Any] | None] = mapped_column(Json)
    fingerprint: Mapped[str | None]
    error: Mapped[str | None]
    language: Mapped[str | None]
    mends: Mapped[dict[str, Any] | None] = mapped_column(Json)
