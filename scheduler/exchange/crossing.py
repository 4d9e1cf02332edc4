"""Rings that cross themselves or one another: found by a sweep from west to east."""

from collections.abc import Sequence
from itertools import pairwise

Pair = tuple[float, float]
Side = tuple[Pair, Pair]

NEAR = 0.000_002
"""Degrees, about 20 cm: sides that reach over one another by less only touch."""

MOST_LOOKS = 50
"""How many other sides each side is held against, on average: rings of 100 sides in full, larger ones as far as they
are like outlines of places, of which few sides lie above one another."""


def crossing(*rings: Sequence[Pair]) -> Pair | None:
    """Where two sides of closed rings of (longitude, latitude) cross, in one ring or in two; None where none is known.

    Sides that only touch, at a corner or along a stretch, do not cross.
    """
    sides = sorted((min(a, b), max(a, b)) for ring in rings for a, b in pairwise(ring) if a != b)
    passing: list[Side] = []
    looks = MOST_LOOKS * len(sides)
    for side in sides:
        passing = [other for other in passing if other[1][0] > side[0][0]]
        looks -= len(passing)
        if looks < 0:
            return None
        for other in passing:
            if _cross(side, other):
                return _meeting(side, other)
        passing.append(side)
    return None


def _cross(one: Side, other: Side) -> bool:
    """Whether the ends of each lie on both sides of the other."""
    return _parted(one, other) and _parted(other, one)


def _parted(line: Side, ends: Side) -> bool:
    first, last = (_off(line, end) for end in ends)
    return min(first, last) < -NEAR and max(first, last) > NEAR


def _off(line: Side, spot: Pair) -> float:
    """How many degrees the spot lies left of the line, below 0 right of it."""
    (a, b), (c, d) = line
    east, north = c - a, d - b
    return float((east * (spot[1] - b) - north * (spot[0] - a)) / (east * east + north * north) ** 0.5)


def _meeting(one: Side, other: Side) -> Pair:
    before, after = (_off(other, end) for end in one)
    part = before / (before - after)
    (west, south), (east, north) = one
    return west + part * (east - west), south + part * (north - south)
