"""Duties 值守: a volunteer on a shift, and since which and until which version of the roster."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, and_, or_, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from scheduler.store.base import Base, Id
from scheduler.store.rosters import Roster
from scheduler.store.shifts import Shift
from scheduler.store.volunteers import Volunteer


class DutyState(StrEnum):
    ASSIGNED = "assigned"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    SEEKING = "seeking"
    HANDED_OVER = "handed_over"
    SERVED = "served"
    ABSENT = "absent"
    EXCUSED = "excused"


_STANDING = text("removed_in IS NULL")


class Duty(Base):
    """One volunteer on one shift. A locked duty is not moved by a solve.

    It is part of the versions from `added_in` on, up to but not with `removed_in`; None: it still stands.
    """

    __tablename__ = "duty"
    __table_args__ = (
        Index(
            "uq_duty_standing",
            "shift_id",
            "volunteer_id",
            unique=True,
            sqlite_where=_STANDING,
            postgresql_where=_STANDING,
        ),
        CheckConstraint("removed_in > added_in", name="versions"),
    )

    id: Mapped[Id]
    roster_id: Mapped[int] = mapped_column(ForeignKey("roster.id"), index=True)
    shift_id: Mapped[int] = mapped_column(ForeignKey("shift.id"), index=True)
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id"), index=True)
    state: Mapped[DutyState] = mapped_column(default=DutyState.ASSIGNED)
    locked: Mapped[bool] = mapped_column(default=False)
    added_in: Mapped[int]
    removed_in: Mapped[int | None]

    roster: Mapped[Roster] = relationship(lazy="raise")
    shift: Mapped[Shift] = relationship(lazy="raise")
    volunteer: Mapped[Volunteer] = relationship(lazy="raise")


def duties_in(roster_id: int, version: int) -> ColumnElement[bool]:
    """The condition on Duty: what the roster was made of in that version."""
    return and_(
        Duty.roster_id == roster_id,
        Duty.added_in <= version,
        or_(Duty.removed_in.is_(None), Duty.removed_in > version),
    )
