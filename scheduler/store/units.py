"""Units 单位 and the commands 指挥部 above them: one tree."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from scheduler.store.base import Base, Code, Id, range_check


class Unit(Base):
    """A unit; a command when others name it as their parent.

    `longitude` and `latitude` are of its office in WGS-84 degrees. `most_out_percent` is the share of its
    people that may be on duty at the same time, None for the town's default. From `ended_on` on it is no
    more.
    """

    __tablename__ = "unit"
    __table_args__ = (
        range_check("longitude", -180, 180),
        range_check("latitude", -90, 90),
        range_check("most_out_percent", 1, 100),
    )

    id: Mapped[Id]
    code: Mapped[Code]
    name: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    longitude: Mapped[float | None]
    latitude: Mapped[float | None]
    most_out_percent: Mapped[int | None]
    contact: Mapped[str | None]
    ended_on: Mapped[date | None]

    parent: Mapped["Unit | None"] = relationship(remote_side="Unit.id", lazy="raise")
