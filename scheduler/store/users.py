"""Users who may log in, and the roles they hold over a unit's subtree or a grid's."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from scheduler.store.base import Base, Id


class UserRole(StrEnum):
    ADMIN = "admin"
    COORDINATOR = "coordinator"
    INSPECTOR = "inspector"
    VIEWER = "viewer"


class User(Base):
    """A login; `volunteer_id` when they also serve. No `password_hash`: no way in by password."""

    __tablename__ = "user"

    id: Mapped[Id]
    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    volunteer_id: Mapped[int | None] = mapped_column(ForeignKey("volunteer.id"), index=True)
    password_hash: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)

    holdings: Mapped[list["Holding"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", foreign_keys="Holding.user_id", order_by="Holding.id"
    )


class Holding(Base):
    """A role held over one unit's subtree or one grid's; over everything when both are None."""

    __tablename__ = "holding"
    __table_args__ = (CheckConstraint("unit_id IS NULL OR grid_id IS NULL", name="one_scope"),)

    id: Mapped[Id]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    role: Mapped[UserRole]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    grid_id: Mapped[int | None] = mapped_column(ForeignKey("grid.id"), index=True)
    granted_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    granted_at: Mapped[datetime]
