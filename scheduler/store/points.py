"""Points 点位 where duty is done, and the editable list of their kinds 点位类别."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from itertools import pairwise
from math import cos, hypot, radians

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from scheduler.store.base import Base, Code, Id, Json, range_check
from scheduler.store.grids import Grid


class Shape(StrEnum):
    POINT = "point"
    LINE = "line"


class Datum(StrEnum):
    """The system that coordinates were given in."""

    WGS84 = "wgs84"
    GCJ02 = "gcj02"
    BD09 = "bd09"


class PointKind(Base):
    """A kind of point. `headcount` is its staffing formula; `category` its number, 1 to 23, in the
    list that civility campaigns visit, None for a kind of the town's own."""

    __tablename__ = "point_kind"
    __table_args__ = (range_check("category", 1, 23),)

    id: Mapped[Id]
    code: Mapped[Code]
    name: Mapped[str]
    headcount: Mapped[str]
    position: Mapped[int]
    category: Mapped[int | None]


class Point(Base):
    """A point or a line in the town.

    `path` is [[longitude, latitude], ...] in WGS-84 degrees, one pair for a point; `came_path` the pairs
    as they were given, in the system `came_in`. `length` is in metres, None for a point. `priority` 1 is
    ordinary, 9 the last to be left empty. `headcount` overrides the formula of its kind, None follows it.
    """

    __tablename__ = "point"
    __table_args__ = (range_check("priority", 1, 9),)

    id: Mapped[Id]
    code: Mapped[Code]
    name: Mapped[str]
    kind_id: Mapped[int] = mapped_column(ForeignKey("point_kind.id"), index=True)
    grid_id: Mapped[int | None] = mapped_column(ForeignKey("grid.id"), index=True)
    shape: Mapped[Shape] = mapped_column(default=Shape.POINT)
    path: Mapped[list[list[float]]] = mapped_column(Json)
    came_in: Mapped[Datum] = mapped_column(default=Datum.WGS84)
    came_path: Mapped[list[list[float]]] = mapped_column(Json)
    length: Mapped[float | None]
    priority: Mapped[int] = mapped_column(default=1)
    headcount: Mapped[str | None]
    ended_on: Mapped[date | None]

    kind: Mapped[PointKind] = relationship(lazy="raise")
    grid: Mapped[Grid | None] = relationship(lazy="raise")

    @property
    def longitude(self) -> float:
        """Of the middle, in degrees."""
        return middle(self.path)[0]

    @property
    def latitude(self) -> float:
        """Of the middle, in degrees."""
        return middle(self.path)[1]


def middle(path: Sequence[Sequence[float]]) -> tuple[float, float]:
    """The place halfway along the path of (longitude, latitude) in degrees, one pair or more."""
    # Over a street the earth is flat enough; only a degree of longitude is shorter than one of latitude.
    narrow = cos(radians(path[0][1]))
    legs = [hypot((b[0] - a[0]) * narrow, b[1] - a[1]) for a, b in pairwise(path)]
    left = sum(legs) / 2
    for (a, b), leg in zip(pairwise(path), legs, strict=True):
        if left <= leg and leg > 0:
            share = left / leg
            return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share
        left -= leg
    return path[-1][0], path[-1][1]
