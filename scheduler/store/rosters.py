"""Rosters 排班表: who stands where over some weeks, in versions that supersede one another."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from scheduler.store.base import Base, Code, Id, Json
from scheduler.store.grids import Grid
from scheduler.store.units import Unit


class RosterState(StrEnum):
    DRAFT = "draft"
    QUEUED = "queued"
    SOLVING = "solving"
    SOLVED = "solved"
    PUBLISHED = "published"
    ARCHIVED = "archived"


class Roster(Base):
    """A roster over `days` days of the town from `start` on, for one unit's subtree or one grid's; the whole
    town when both are None.

    `version` is the newest, 0 before the first change set; `published_version` the one people were told, None
    before that. `policy` overrides the town's weights and limits by name.
    """

    __tablename__ = "roster"
    __table_args__ = (
        CheckConstraint("days > 0", name="days"),
        CheckConstraint("unit_id IS NULL OR grid_id IS NULL", name="one_scope"),
    )

    id: Mapped[Id]
    code: Mapped[Code]
    name: Mapped[str]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    grid_id: Mapped[int | None] = mapped_column(ForeignKey("grid.id"), index=True)
    start: Mapped[date]
    days: Mapped[int]
    state: Mapped[RosterState] = mapped_column(default=RosterState.DRAFT)
    version: Mapped[int] = mapped_column(default=0)
    published_version: Mapped[int | None]
    policy: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    created_at: Mapped[datetime]

    unit: Mapped[Unit | None] = relationship(lazy="raise")
    grid: Mapped[Grid | None] = relationship(lazy="raise")
