"""The ground of a made-up town: offices and points in its square, and which units answer for which point."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from solver.problem import At

_CENTRE = (116.70, 39.52)
_DEGREE = 111_195.0
_NARROWER = 0.7714
_SMALLEST, _LARGEST = 4, 400

Metres: TypeAlias = npt.NDArray[np.float64]
"""Rows of (east, north) from the south-west corner of the square."""
Numbers: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Ground:
    """`sizes`: people of each unit; `stewards`: by point the units that answer for it, by number, the nearest first;
    `close`: by unit the points it answers for, then some near its office."""

    side: float
    offices: Metres
    points: Metres
    sizes: Numbers
    stewards: tuple[tuple[int, ...], ...]
    close: tuple[tuple[int, ...], ...]


def ground(random: np.random.Generator, *, side: float, units: int, points: int, people: int) -> Ground:
    """Half of the offices and two in five points lie around the centre, the others anywhere."""
    sizes = _sizes(random, units, people)
    offices, places = _strewn(random, units, side, central=0.5), _strewn(random, points, side, central=0.4)
    stewards = tuple(_stewards(random, offices, places, sizes))
    return Ground(side, offices, places, sizes, stewards, _close(offices, places, stewards))


def near(random: np.random.Generator, around: Metres, metres: float, side: float) -> Metres:
    """A place near each of those, inside the square."""
    return np.clip(around + random.normal(0, metres, around.shape), 0, side)


def degrees(places: Metres, side: float) -> list[At]:
    """(longitude, latitude) of each, some metre exact; the middle of the square lies on the town's centre."""
    shift = (places - side / 2) / _DEGREE
    east, north = (_CENTRE[0] + shift[:, 0] / _NARROWER).round(5), (_CENTRE[1] + shift[:, 1]).round(5)
    return list(zip(east.tolist(), north.tolist(), strict=True))


def _sizes(random: np.random.Generator, units: int, people: int) -> Numbers:
    """A few large offices and many small ones, which together have all the people."""
    weights = random.lognormal(2.2, 0.8, units)
    shares = np.clip(weights * people / weights.sum(), min(_SMALLEST, people // units), _LARGEST)
    ends = np.rint(np.cumsum(shares) * (people / shares.sum())).astype(np.int64)
    sizes: Numbers = np.diff(ends, prepend=0)
    return sizes


def _strewn(random: np.random.Generator, count: int, side: float, *, central: float) -> Metres:
    middle, anywhere = random.normal(0.5, 0.19, (count, 2)), random.random((count, 2))
    return np.clip(np.where(random.random((count, 1)) < central, middle, anywhere), 0.01, 0.99) * side


def _stewards(random: np.random.Generator, offices: Metres, points: Metres, sizes: Numbers) -> list[tuple[int, ...]]:
    """Near units with few points for their size take the next; one point in seven is shared by two."""
    due, taken = len(points) * sizes / sizes.sum(), np.zeros(len(offices))
    found: dict[int, tuple[int, ...]] = {}
    for point in random.permutation(len(points)).tolist():
        strain = (np.hypot(*(offices - points[point]).T) + 300) * (1 + 2 * taken / (due + 0.15))
        first, second = np.argsort(strain)[:2].tolist() if len(offices) > 1 else (0, 0)
        shared = first != second and random.random() < 0.15
        taken[first] += 1
        taken[second] += 0.5 * shared
        found[point] = (first, second) if shared else (first,)
    return [found[point] for point in range(len(points))]


def _close(offices: Metres, points: Metres, stewards: tuple[tuple[int, ...], ...]) -> tuple[tuple[int, ...], ...]:
    own: list[list[int]] = [[] for _ in offices]
    for point, units in enumerate(stewards):
        for unit in units:
            own[unit].append(point)
    return tuple(
        tuple(dict.fromkeys([*theirs, *np.argsort(np.hypot(*(points - office).T))[:3].tolist()]))
        for theirs, office in zip(own, offices, strict=True)
    )
