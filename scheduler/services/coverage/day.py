"""A day of the town: which places are staffed then, which are short, and which units answer for them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Row, Select, select, true
from sqlalchemy.orm import Session

from scheduler.services.access import Asker, Right
from scheduler.services.coverage.counting import Standing, counted
from scheduler.services.editing.grids import grid_id
from scheduler.services.editing.points import stewarded
from scheduler.services.editing.units import unit_id
from scheduler.services.paging import Page, Paged, paged
from scheduler.services.territory import sees_point
from scheduler.store.grids import Grid
from scheduler.store.points import Point, PointKind
from scheduler.store.snapshot.scope import below
from scheduler.store.stewardship import Part, Stewardship
from scheduler.store.units import Unit


class Cover(StrEnum):
    """How a place stands on a day: everybody is there, some are missing, all are, or nothing is asked of it."""

    FULL = "full"
    SHORT = "short"
    EMPTY = "empty"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Which:
    """Codes of a kind of points, of a grid and of a unit that answers for them, both with all below; None for any."""

    kind: str | None = None
    grid: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Steward:
    """A unit that answers for a place on the day."""

    unit: str
    name: str
    part: Part


@dataclass(frozen=True, slots=True)
class Place:
    """A point on the day: of `seats`, `missing` are empty. `path` is in WGS-84 degrees, empty where it is not known;
    of the stewards those that the asker sees."""

    code: str
    name: str
    kind: str
    kind_name: str
    grid: str | None
    grid_name: str | None
    path: list[list[float]]
    seats: int
    missing: int
    stewards: tuple[Steward, ...]

    @property
    def filled(self) -> int:
        return self.seats - self.missing

    @property
    def cover(self) -> Cover:
        if not self.seats:
            return Cover.NONE
        if not self.missing:
            return Cover.FULL
        return Cover.SHORT if self.filled else Cover.EMPTY


@dataclass(frozen=True, slots=True)
class Coverage:
    """The places that the asker sees and asked for, by code, as they stand on that day of the town."""

    day: date
    places: tuple[Place, ...]

    @property
    def seats(self) -> int:
        return sum(place.seats for place in self.places)

    @property
    def missing(self) -> int:
        return sum(place.missing for place in self.places)

    @property
    def filled(self) -> int:
        return self.seats - self.missing

    def count(self, cover: Cover) -> int:
        """How many places stand so."""
        return sum(place.cover is cover for place in self.places)


def coverage(session: Session, who: Asker, day: date, which: Which) -> Coverage:
    """How the places of the town stand on that day, by what people were told: of each roster its published version.

    Raises NotFound for a unit or grid that the asker does not see.
    """
    rows = session.execute(_places(session, who, day, which)).all()
    standing, stewards = counted(session, day), _stewards(session, who, day)
    return Coverage(day, tuple(_place(row, standing, stewards) for row in rows))


def page(session: Session, who: Asker, page: Page, day: date, which: Which) -> Paged[Place]:
    """One page of the same places, by code or name. Raises what `coverage` raises."""
    wanted = _places(session, who, day, which).order_by(None)
    found = paged(session, wanted.with_only_columns(Point.id), page, {"name": Point.name, "code": Point.code})
    rows = {row.id: row for row in session.execute(wanted.where(Point.id.in_(found.items)))}
    standing, stewards = counted(session, day), _stewards(session, who, day)
    return Paged(tuple(_place(rows[number], standing, stewards) for number in found.items), found.total)


def _places(session: Session, who: Asker, day: date, which: Which) -> Select[*tuple[object, ...]]:
    held = select(Stewardship.point_id).where(stewarded(day))
    return (
        select(Point.id, Point.code, Point.name, Point.path)
        .add_columns(PointKind.code.label("kind"), PointKind.name.label("kind_name"))
        .add_columns(Grid.code.label("grid"), Grid.name.label("grid_name"))
        .join(PointKind, PointKind.id == Point.kind_id)
        .outerjoin(Grid, Grid.id == Point.grid_id)
        .where(
            sees_point(who),
            Point.ended_on.is_(None) | (Point.ended_on > day),
            true() if which.kind is None else PointKind.code == which.kind,
            true() if which.grid is None else Point.grid_id.in_(below(Grid, grid_id(session, who, which.grid))),
            true()
            if which.unit is None
            else Point.id.in_(held.where(Stewardship.unit_id.in_(below(Unit, unit_id(session, who, which.unit))))),
        )
        .order_by(Point.code)
    )


def _stewards(session: Session, who: Asker, day: date) -> Mapping[int, Iterable[Steward]]:
    """By point the units that answer for it: the asker's own, and all of them for a point in the asker's grids."""
    units, grids = who.units(Right.SEE), who.grids(Right.SEE)
    seen = true() if units is None or grids is None else Unit.id.in_(units) | Point.grid_id.in_(grids)
    wanted = (
        select(Stewardship.point_id, Unit.code, Unit.name, Stewardship.part)
        .join(Unit, Unit.id == Stewardship.unit_id)
        .join(Point, Point.id == Stewardship.point_id)
        .where(stewarded(day), Unit.ended_on.is_(None) | (Unit.ended_on > day), seen)
    )
    found: dict[int, list[Steward]] = defaultdict(list)
    for point, code, name, part in session.execute(wanted.order_by(Stewardship.part.desc(), Unit.code)):
        found[point].append(Steward(code, name, part))
    return found


def _place(
    row: Row[*tuple[object, ...]], standing: Mapping[int, Standing], stewards: Mapping[int, Iterable[Steward]]
) -> Place:
    seats, missing = standing.get(row.id, (0, 0))
    named = (row.code, row.name, row.kind, row.kind_name, row.grid, row.grid_name)
    return Place(*named, row.path or [], seats, missing, tuple(stewards.get(row.id, ())))
