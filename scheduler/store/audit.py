"""The audit log: who did or read what, and when."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.store.base import AppendOnly, Id, Json


class AuditEntry(AppendOnly):
    """`user_id` did `verb` to the `noun` whose code or number is `ref`. `user_id` None: the clock did it."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index(None, "noun", "ref"),)

    id: Mapped[Id]
    at: Mapped[datetime] = mapped_column(index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    verb: Mapped[str]
    noun: Mapped[str]
    ref: Mapped[str]
    detail: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
