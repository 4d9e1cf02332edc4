"""Contacts: where a unit's group, or a user, is reached: a robot's address, a mailbox, a web hook."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from scheduler.store.base import Base, Id
from scheduler.store.units import Unit
from scheduler.store.users import User


class Contact(Base):
    """An address on a channel, of one unit's group or of one user. The address is sealed by `Vault`: who knows a
    robot's address may speak as it. `name` is what people call it."""

    __tablename__ = "contact"
    __table_args__ = (CheckConstraint("(unit_id IS NULL) <> (user_id IS NULL)", name="one_owner"),)

    id: Mapped[Id]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    channel: Mapped[str]
    name: Mapped[str]
    address_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    active: Mapped[bool] = mapped_column(default=True)
    added_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    added_at: Mapped[datetime]

    unit: Mapped[Unit | None] = relationship(lazy="raise")
    user: Mapped[User | None] = relationship(lazy="raise", foreign_keys=user_id)
