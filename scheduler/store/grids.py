"""Grids 网格: the town's own division, city → district → street → community."""

from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from scheduler.store.base import Base, Code, Id


class GridLevel(StrEnum):
    CITY = "city"
    DISTRICT = "district"
    STREET = "street"
    COMMUNITY = "community"


class Grid(Base):
    """One grid; its parent is of a higher level, None at the top."""

    __tablename__ = "grid"

    id: Mapped[Id]
    code: Mapped[Code]
    name: Mapped[str]
    level: Mapped[GridLevel]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("grid.id"), index=True)

    parent: Mapped["Grid | None"] = relationship(remote_side="Grid.id", lazy="raise")
