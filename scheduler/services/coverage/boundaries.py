"""Boundaries of grids: what the asker sees of them, on a map and as a list."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.services.access import Asker
from scheduler.services.editing import grids
from scheduler.services.editing.grids import GridFilter, GridView, sees_grid
from scheduler.services.paging import Page, Paged
from scheduler.store.boundaries import GridBoundary, Polygons
from scheduler.store.grids import Grid, GridLevel


@dataclass(frozen=True, slots=True)
class Boundary:
    """Where a grid lies, in WGS-84 degrees."""

    code: str
    name: str
    level: GridLevel
    polygons: Polygons


@dataclass(frozen=True, slots=True)
class Outlined:
    """A grid with where it lies; None where nobody said."""

    grid: GridView
    polygons: Polygons | None


def boundaries(session: Session, who: Asker) -> tuple[Boundary, ...]:
    """Of the grids that the asker sees those that have one, the widest level first."""
    wanted = select(Grid.code, Grid.name, Grid.level, GridBoundary.polygons)
    found = session.execute(wanted.join(GridBoundary, GridBoundary.grid_id == Grid.id).where(sees_grid(who))).all()
    depth = {level: n for n, level in enumerate(GridLevel)}
    return tuple(Boundary(*row) for row in sorted(found, key=lambda row: (depth[row.level], row.code)))


def page(session: Session, who: Asker, page: Page, which: GridFilter) -> Paged[Outlined]:
    """One page of the grids that the asker sees, with where they lie. Raises NotFound for a grid outside."""
    found = grids.page(session, who, page, which)
    codes = [one.code for one in found.items]
    wanted = select(Grid.code, GridBoundary.polygons).join(GridBoundary, GridBoundary.grid_id == Grid.id)
    rows = session.execute(wanted.where(Grid.code.in_(codes)))
    known = {row.code: row.polygons for row in rows}
    return Paged(tuple(Outlined(one, known.get(one.code)) for one in found.items), found.total)
