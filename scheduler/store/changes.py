"""Change sets: every version of a roster came from one, before → after, with who, when and why."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from scheduler.store.base import AppendOnly, Id, Json


class ChangeKind(StrEnum):
    SOLVE = "solve"
    ADJUST = "adjust"
    REPAIR = "repair"
    PUBLISH = "publish"
    LOCK = "lock"


class Action(StrEnum):
    ADD = "add"
    REMOVE = "remove"
    LOCK = "lock"
    UNLOCK = "unlock"


class ChangeSet(AppendOnly):
    """What made `version` of the roster. `override`: a hard breach was accepted, `reason` says why.

    `cost`, `bound` and `costs` {rule: cost} are what the judge said of the new version, None where it was not
    asked. `run_id` is the solve it came from.
    """

    __tablename__ = "change_set"
    __table_args__ = (UniqueConstraint("roster_id", "version"),)

    id: Mapped[Id]
    roster_id: Mapped[int] = mapped_column(ForeignKey("roster.id"))
    version: Mapped[int]
    kind: Mapped[ChangeKind]
    by_user: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(default="")
    override: Mapped[bool] = mapped_column(default=False)
    cost: Mapped[int | None] = mapped_column(BigInteger)
    bound: Mapped[int | None] = mapped_column(BigInteger)
    costs: Mapped[dict[str, int] | None] = mapped_column(Json)
    run_id: Mapped[int | None] = mapped_column(ForeignKey("run.id"))

    changes: Mapped[list["Change"]] = relationship(lazy="raise", order_by="Change.id")


class Change(AppendOnly):
    """One duty added, removed, locked or unlocked."""

    __tablename__ = "change"

    id: Mapped[Id]
    change_set_id: Mapped[int] = mapped_column(ForeignKey("change_set.id"), index=True)
    action: Mapped[Action]
    shift_id: Mapped[int] = mapped_column(ForeignKey("shift.id"))
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id"))
