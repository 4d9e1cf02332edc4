"""Moves: each step of a life cycle, with who took it, when and why."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.store.base import AppendOnly, Id


class Move(AppendOnly):
    """Row `row_id` of table `noun` went from state `before` to `after`; `by_user` None: the clock did it."""

    __tablename__ = "move"
    __table_args__ = (Index(None, "noun", "row_id"),)

    id: Mapped[Id]
    noun: Mapped[str]
    row_id: Mapped[int]
    before: Mapped[str]
    after: Mapped[str]
    by_user: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime]
    why: Mapped[str]
