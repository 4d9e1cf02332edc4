"""Boundaries of grids 网格边界, as a map draws them."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.store.base import Base, Json
from scheduler.store.points import Datum

Ring = list[list[float]]
Polygons = list[list[Ring]]
"""Polygons, each an outer ring and then its holes; a ring is closed: its first [longitude, latitude] is its last."""


class GridBoundary(Base):
    """Where one grid lies, `polygons` in WGS-84 degrees; `came_in` is the system that they were given in."""

    __tablename__ = "grid_boundary"

    grid_id: Mapped[int] = mapped_column(ForeignKey("grid.id", ondelete="CASCADE"), primary_key=True)
    polygons: Mapped[Polygons] = mapped_column(Json)
    came_in: Mapped[Datum]
