"""The drawing of a town's day: where each of its places is drawn, in which shape, and the grids around them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import hypot
from statistics import median, quantiles

from api.pages.plane import Frame, Plane, Spot, frame, hull, plane
from scheduler.services.coverage.boundaries import Boundary
from scheduler.services.coverage.day import Cover, Coverage, Place
from scheduler.store.points import middle

SHAPES = 8
"""Shapes that kinds are told apart by; there are more kinds in a long list, and their names are beside it."""

_FEW = 8
"""Places of which none is called far."""

_FAR = 3
"""Times as far from the middle as three in four are."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the sheet: its symbol at `at`, and its way where it is a line."""

    place: Place
    at: Spot
    way: tuple[Spot, ...]
    shape: int


@dataclass(frozen=True, slots=True)
class Area:
    """A grid: as its boundary says, by the `outline` of an SVG path, else drawn around its places, two or more."""

    name: str
    corners: tuple[Spot, ...]
    top: Spot
    outline: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """`frame` is what is seen of it first; `far` places lie outside of that. `unknown` places have no coordinates and
    are only in the table."""

    plane: Plane
    marks: tuple[Mark, ...]
    areas: tuple[Area, ...]
    frame: Frame
    far: int
    unknown: int


def draw(
    seen: Coverage, kinds: Iterable[str], boundaries: Sequence[Boundary] = (), *, short: bool = False
) -> Drawing | None:
    """The places on a sheet; `kinds` are codes in their order, each with its shape; `boundaries` the widest first. With
    `short` what lacks somebody is seen at first however far it lies. None where no place is known."""
    known = [place for place in seen.places if place.path]
    sheet = plane(pair for place in known for pair in place.path)
    if sheet is None:
        return None
    shapes = {kind: n % SHAPES for n, kind in enumerate(kinds)}
    # What is short lies on top of what is not.
    order = (Cover.NONE, Cover.FULL, Cover.SHORT, Cover.EMPTY)
    marks = [_mark(sheet, place, shapes.get(place.kind, 0)) for place in known]
    marks.sort(key=lambda mark: order.index(mark.place.cover))
    near = _together(marks, short=short)
    far, unknown = len(marks) - len(near), len(seen.places) - len(known)
    # What is drawn around places lies below what somebody drew: a boundary is seen whole.
    areas = (*_areas(marks, {one.name for one in boundaries}), *_outlined(sheet, boundaries))
    return Drawing(
        sheet, tuple(marks), areas, frame(spot for mark in near for spot in (mark.at, *mark.way)), far, unknown
    )


def _together(marks: list[Mark], *, short: bool) -> list[Mark]:
    """The places without the few that lie far from all others, which would leave a map empty."""
    if len(marks) < _FEW:
        return marks
    x, y = median(mark.at.x for mark in marks), median(mark.at.y for mark in marks)
    away = [hypot(mark.at.x - x, mark.at.y - y) for mark in marks]
    most = _FAR * quantiles(away, n=4)[-1]
    return [mark for mark, far in zip(marks, away, strict=True) if far <= most or (short and mark.place.missing > 0)]


def _mark(sheet: Plane, place: Place, shape: int) -> Mark:
    way = tuple(sheet.spot(pair) for pair in place.path) if len(place.path) > 1 else ()
    return Mark(place, sheet.spot(middle(place.path)), way, shape)


def _outlined(sheet: Plane, boundaries: Iterable[Boundary]) -> Iterator[Area]:
    for one in boundaries:
        rings = [[sheet.spot(pair) for pair in ring[:-1]] for polygon in one.polygons for ring in polygon]
        corners = tuple(spot for ring in rings for spot in ring)
        outline = "".join("M" + "L".join(f"{x} {y}" for x, y in ring) + "z" for ring in rings)
        yield Area(one.name, corners, min(corners, key=lambda spot: spot.y), outline)


def _areas(marks: Iterable[Mark], outlined: Collection[str]) -> tuple[Area, ...]:
    spots: dict[str, list[Spot]] = defaultdict(list)
    for mark in marks:
        if mark.place.grid_name and mark.place.grid_name not in outlined:
            spots[mark.place.grid_name].append(mark.at)
    around = {name: hull(there) for name, there in sorted(spots.items()) if len(there) > 1}
    return tuple(Area(name, corners, min(corners, key=lambda one: one.y)) for name, corners in around.items())
