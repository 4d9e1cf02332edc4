"""The ground around a place, drawn in metres: the place in the middle, the town's other points around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

from scheduler.geo import EARTH, Pair, Spot, metres
from scheduler.services.access import Asker
from scheduler.services.editing.points import everywhere
from scheduler.store.database import Session

_MOST = 150
_NAMED = 10
_NEAREST, _FARTHEST = 400, 5_000
PER_DEGREE = radians(1) * EARTH
"""Metres of a degree northward."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another point, `x` metres east and `y` metres south of the middle; `named` where its name has room."""

    name: str
    x: float
    y: float
    away: float
    named: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """What is drawn: `half` metres to every side of `middle`, in WGS-84, None where the town has no place at all.
    `path` are the corners of a line or the one place, in metres like the neighbours; () for none."""

    middle: Spot | None
    half: int
    path: tuple[tuple[float, float], ...]
    neighbours: tuple[Neighbour, ...]

    @property
    def eastward(self) -> float:
        """Metres of a degree eastward."""
        return PER_DEGREE * cos(radians(self.middle.latitude)) if self.middle else PER_DEGREE

    @property
    def nearest(self) -> Neighbour | None:
        return min(self.neighbours, key=lambda one: one.away, default=None)


def ground(session: Session, who: Asker, path: Sequence[Pair], *, but: str) -> Ground:
    """The ground around the places of `path`, WGS-84, of the point `but`; around the asker's points where there are
    none."""
    others = [(name, spot) for code, name, spot in everywhere(session, who) if code != but]
    middle = _middle(path or [spot for _, spot in others])
    if middle is None:
        return Ground(None, _NEAREST, (), ())
    found = sorted((metres(middle, spot), name, spot) for name, spot in others)[:_MOST]
    half = _half(middle, path, [away for away, _, _ in found])
    near = [(away, name, _from(middle, spot)) for away, name, spot in found if away <= half * 1.5]
    named = _named([place for _, _, place in near], half)
    around = tuple(Neighbour(name, *place, away, place in named) for away, name, place in near)
    return Ground(middle, half, tuple(_from(middle, pair) for pair in path), around)


def _named(places: Sequence[Pair], half: int) -> frozenset[Pair]:
    """The nearest whose names do not lie over one another."""
    found: list[Pair] = []
    for place in places:
        apart = all(abs(place[0] - x) > half * 0.9 or abs(place[1] - y) > half / 9 for x, y in found)
        if apart and abs(place[0]) < half and abs(place[1]) < half and len(found) < _NAMED:
            found.append(place)
    return frozenset(found)


def _middle(path: Sequence[Pair]) -> Spot | None:
    if not path:
        return None
    count = len(path)
    return Spot(round(sum(one[0] for one in path) / count, 7), round(sum(one[1] for one in path) / count, 7))


def _half(middle: Pair, path: Sequence[Pair], away: Sequence[float]) -> int:
    """So far that the line and some neighbours are seen."""
    line = max((metres(middle, pair) for pair in path), default=0) * 1.2
    some = away[min(5, len(away) - 1)] * 1.2 if away else 0
    return int(min(_FARTHEST, max(_NEAREST, line, some)))


def _from(middle: Spot, pair: Pair) -> tuple[float, float]:
    east = (pair[0] - middle.longitude) * PER_DEGREE * cos(radians(middle.latitude))
    return round(east, 1), round((middle.latitude - pair[1]) * PER_DEGREE, 1)
