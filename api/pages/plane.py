"""A plane: the places of a town on a flat sheet of 1,000 by 640, north upwards, as a map draws them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import NamedTuple

WIDTH, HEIGHT = 1000, 640
MARGIN = 60
_NORTHWARD = 111_195.0
"""Metres of a degree of latitude, on a round earth: over a town it is flat enough."""
_LEAST = 600.0
"""Metres that a sheet shows at least: a single place is not blown up to nothing but itself."""

_CLOSEST = 0.1
"""Of the sheet is seen at least."""


class Spot(NamedTuple):
    """A place on the sheet."""

    x: float
    y: float


class Frame(NamedTuple):
    """A part of the sheet, of its proportions."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Plane:
    """Of the place in the middle of the sheet, and how much of the sheet a metre is."""

    longitude: float
    latitude: float
    metre: float

    def spot(self, pair: Sequence[float]) -> Spot:
        """Where a (longitude, latitude) lies on the sheet."""
        east = (pair[0] - self.longitude) * _NORTHWARD * cos(radians(self.latitude))
        north = (pair[1] - self.latitude) * _NORTHWARD
        return Spot(round(WIDTH / 2 + east * self.metre, 1), round(HEIGHT / 2 - north * self.metre, 1))

    def place(self, spot: Spot) -> tuple[float, float]:
        """The (longitude, latitude) that lies there."""
        east, north = (spot.x - WIDTH / 2) / self.metre, (HEIGHT / 2 - spot.y) / self.metre
        degree = _NORTHWARD * cos(radians(self.latitude))
        return self.longitude + east / degree, self.latitude + north / _NORTHWARD


def plane(pairs: Iterable[Sequence[float]]) -> Plane | None:
    """The plane that shows all these (longitude, latitude); None of none."""
    known = list(pairs)
    if not known:
        return None
    longitudes, latitudes = [pair[0] for pair in known], [pair[1] for pair in known]
    middle = (min(longitudes) + max(longitudes)) / 2, (min(latitudes) + max(latitudes)) / 2
    wide = (max(longitudes) - min(longitudes)) * _NORTHWARD * cos(radians(middle[1]))
    high = (max(latitudes) - min(latitudes)) * _NORTHWARD
    scale = min((WIDTH - 2 * MARGIN) / max(wide, _LEAST), (HEIGHT - 2 * MARGIN) / max(high, _LEAST))
    return Plane(*middle, scale)


def frame(spots: Iterable[Spot]) -> Frame:
    """The part of the sheet that shows those, at least one, with the margin that the sheet itself has."""
    there = list(spots)
    (left, right), (top, bottom) = ((min(ends), max(ends)) for ends in zip(*there, strict=True))
    share = max((right - left) / (WIDTH - 2 * MARGIN), (bottom - top) / (HEIGHT - 2 * MARGIN), _CLOSEST)
    width, height = WIDTH * min(1, share), HEIGHT * min(1, share)
    x, y = (left + right - width) / 2, (top + bottom - height) / 2
    inside = min(max(x, 0), WIDTH - width), min(max(y, 0), HEIGHT - height)
    return Frame(*(round(value, 1) for value in (*inside, width, height)))


def hull(spots: Iterable[Spot]) -> tuple[Spot, ...]:
    """The corners of the smallest area without dents that holds them all, going round; by Andrew's monotone chain."""
    ordered = sorted(set(spots))
    if len(ordered) < 3:
        return tuple(ordered)
    return (*_half(ordered), *_half(ordered[::-1]))


def _half(ordered: Iterable[Spot]) -> list[Spot]:
    found: list[Spot] = []
    for spot in ordered:
        while len(found) > 1 and _turn(found[-2], found[-1], spot) <= 0:
            found.pop()
        found.append(spot)
    return found[:-1]


def _turn(a: Spot, b: Spot, c: Spot) -> float:
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
