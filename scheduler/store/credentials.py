"""Credentials: the secrets that let somebody in, of which only a digest is kept, and who has knocked in vain."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from scheduler.store.base import Base, Id
from scheduler.store.users import User
from scheduler.store.volunteers import Volunteer


class CredentialKind(StrEnum):
    """`session`: a browser that logged in. `token`: a program's. `link`: a volunteer's own way in, without a
    password. `feed`: the address of a volunteer's calendar, which shows their duties and nothing else."""

    SESSION = "session"
    TOKEN = "token"  # noqa: S105 (a word, not a secret)
    LINK = "link"
    FEED = "feed"


class Credential(Base):
    """A secret that stands for one user or one volunteer.

    `digest` is the SHA-256 of the secret, in hex. It opens nothing from `expires_at` on, None: it does not expire,
    nor once `revoked_at` is set. `name` is what its holder calls it.
    """

    __tablename__ = "credential"
    __table_args__ = (CheckConstraint("(user_id IS NULL) <> (volunteer_id IS NULL)", name="one_holder"),)

    id: Mapped[Id]
    kind: Mapped[CredentialKind]
    digest: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    volunteer_id: Mapped[int | None] = mapped_column(ForeignKey("volunteer.id"), index=True)
    name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    created_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    user: Mapped[User | None] = relationship(lazy="raise", foreign_keys=user_id)
    volunteer: Mapped[Volunteer | None] = relationship(lazy="raise")


class LoginFailure(Base):
    """How often in a row a login, or an address, was refused; nobody gets in by it before `locked_until`."""

    __tablename__ = "login_failure"

    key: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
    last_at: Mapped[datetime]
    locked_until: Mapped[datetime | None]
