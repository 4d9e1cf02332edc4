"""Absences 请假, which bar a volunteer from duty, and wishes, which only ask."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from scheduler.store.base import Base, Id, span_check
from scheduler.store.volunteers import Volunteer


class AbsenceState(StrEnum):
    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Absence(Base):
    """A volunteer cannot serve in [starts_at, ends_at), once approved.

    `asked_by` is a user, None for a volunteer without an account, and when it came in a file; `reference` is the number
    it has elsewhere.
    """

    __tablename__ = "absence"
    __table_args__ = (Index(None, "volunteer_id", "starts_at"), span_check("starts_at", "ends_at"))

    id: Mapped[Id]
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(default="")
    state: Mapped[AbsenceState] = mapped_column(default=AbsenceState.ASKED)
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    reference: Mapped[str | None]

    volunteer: Mapped[Volunteer] = relationship(lazy="raise")


class Wish(Base):
    """A volunteer would rather not serve in [starts_at, ends_at). `weight` prices it; below 0 they would."""

    __tablename__ = "wish"
    __table_args__ = (Index(None, "volunteer_id", "starts_at"), span_check("starts_at", "ends_at"))

    id: Mapped[Id]
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    weight: Mapped[int]

    volunteer: Mapped[Volunteer] = relationship(lazy="raise")
