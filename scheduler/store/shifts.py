"""Shifts 班次: one point, one span of time, a headcount and the roles inside it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, UniqueConstraint, and_, or_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from scheduler.store.base import Base, Id, Json, span_check
from scheduler.store.patterns import ShiftPattern
from scheduler.store.points import Point
from scheduler.store.rosters import Roster


class Shift(Base):
    """One shift of one roster, in [starts_at, ends_at). `pattern_id` is None when it was made by hand.

    It is part of the versions from `added_in` on, up to but not with `cancelled_in`; None: not cancelled.
    """

    __tablename__ = "shift"
    __table_args__ = (
        UniqueConstraint("roster_id", "code"),
        Index(None, "roster_id", "starts_at"),
        span_check("starts_at", "ends_at"),
        CheckConstraint("headcount >= 0", name="headcount"),
        CheckConstraint("cancelled_in > added_in", name="versions"),
    )

    id: Mapped[Id]
    roster_id: Mapped[int] = mapped_column(ForeignKey("roster.id"))
    code: Mapped[str]
    point_id: Mapped[int] = mapped_column(ForeignKey("point.id"), index=True)
    pattern_id: Mapped[int | None] = mapped_column(ForeignKey("shift_pattern.id"), index=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    headcount: Mapped[int]
    load: Mapped[int] = mapped_column(default=1)
    roles: Mapped[dict[str, int]] = mapped_column(Json, default=dict)
    added_in: Mapped[int] = mapped_column(default=0)
    cancelled_in: Mapped[int | None]

    roster: Mapped[Roster] = relationship(lazy="raise")
    point: Mapped[Point] = relationship(lazy="raise")
    pattern: Mapped[ShiftPattern | None] = relationship(lazy="raise")


def shifts_in(roster_id: int, version: int) -> ColumnElement[bool]:
    """The condition on Shift: what had to be staffed in that version of the roster."""
    return and_(
        Shift.roster_id == roster_id,
        Shift.added_in <= version,
        or_(Shift.cancelled_in.is_(None), Shift.cancelled_in > version),
    )
