"""Tiles beneath a map: which pictures of the world, as Web Mercator cuts it, cover what is seen, and where they lie."""

from dataclasses import dataclass
from math import asinh, atan, ceil, degrees, floor, log2, pi, radians, sinh, tan

from api.pages.plane import Frame, Plane, Spot

_ACROSS = 4
"""Tiles that the part seen first is wide, about: 256 pixels each on a desk's screen."""

_CLOSEST = 18
_MOST = 80


@dataclass(frozen=True, slots=True)
class Tile:
    """A picture at `href`, drawn from its upper left corner on."""

    href: str
    at: Spot
    width: float
    height: float


def tiles(address: str | None, plane: Plane, seen: Frame) -> tuple[Tile, ...]:
    """The tiles of the address, which has {z}, {x} and {y}, under that part of the sheet; () of None."""
    if address is None:
        return ()
    west, north = plane.place(Spot(seen.x, seen.y))
    east, south = plane.place(Spot(seen.x + seen.width, seen.y + seen.height))
    zoom = min(_CLOSEST, max(0, round(log2(360 * _ACROSS / (east - west)))))
    columns = range(floor(_column(west, zoom)), ceil(_column(east, zoom)))
    rows = range(floor(_row(north, zoom)), ceil(_row(south, zoom)))
    cells = [(x, y) for y in rows for x in columns][:_MOST]
    return tuple(_tile(address, plane, zoom, x, y) for x, y in cells)


def _tile(address: str, plane: Plane, zoom: int, x: int, y: int) -> Tile:
    at, end = (plane.spot((_longitude(x + n, zoom), _latitude(y + n, zoom))) for n in (0, 1))
    href = address.replace("{z}", str(zoom)).replace("{x}", str(x)).replace("{y}", str(y))
    return Tile(href, at, round(end.x - at.x, 1), round(end.y - at.y, 1))


def _column(longitude: float, zoom: int) -> float:
    return float((longitude + 180) / 360 * 2**zoom)


def _row(latitude: float, zoom: int) -> float:
    return float((1 - asinh(tan(radians(latitude))) / pi) / 2 * 2**zoom)


def _longitude(column: float, zoom: int) -> float:
    return float(column / 2**zoom * 360 - 180)


def _latitude(row: float, zoom: int) -> float:
    return degrees(atan(sinh(pi * (1 - 2 * row / 2**zoom))))
