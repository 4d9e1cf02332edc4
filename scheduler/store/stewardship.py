"""Stewardship 分包/包联: which unit answers for which point, from a day to a day."""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from scheduler.store.base import Base, Id, span_check
from scheduler.store.points import Point
from scheduler.store.units import Unit


class Part(StrEnum):
    """主责 lead or 协助 assist."""

    LEAD = "lead"
    ASSIST = "assist"


class Stewardship(Base):
    """One unit answers for one point on the town's days [from_day, until_day); None is open-ended.

    Several units on one point rotate: they are its pool.
    """

    __tablename__ = "stewardship"
    __table_args__ = (
        UniqueConstraint("unit_id", "point_id", "from_day"),
        span_check("from_day", "until_day"),
    )

    id: Mapped[Id]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    point_id: Mapped[int] = mapped_column(ForeignKey("point.id"), index=True)
    part: Mapped[Part] = mapped_column(default=Part.LEAD)
    from_day: Mapped[date]
    until_day: Mapped[date | None]

    unit: Mapped[Unit] = relationship(lazy="raise")
    point: Mapped[Point] = relationship(lazy="raise")
