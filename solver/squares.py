"""A square of a sum of yes/no loads, cut into straight steps that a linear solver can price.

(offset + L)^2 - offset^2 is convex in L, so steps of growing slope are taken in order by any minimum. Between two
neighbouring possible sums a and b of the loads the chord's slope is 2 offset + a + b: exact at every sum that can
occur. Where there are too many sums, tangents stand in: the tangents at a and b cross half-way between them, and
lie below the square everywhere, so the price is then a lower bound.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import gcd

Steps = list[tuple[int, int]]

MOST_SUMS = 128
TANGENTS = 32


def segments(loads: Sequence[int], offset: int, *, most: int) -> tuple[Steps, int]:
    """Steps (width, slope per unit) and a scale with: scale x L = what is used of the steps.

    `loads` are positive; at most `most` of them are taken together.
    """
    most = min(most, len(loads))
    sums = _sums(loads, most)
    if sums is None:
        return _tangents(sum(sorted(loads)[len(loads) - most :]), offset)
    return [(b - a, 2 * offset + a + b) for a, b in pairwise(sums)], 1


def _sums(loads: Sequence[int], most: int) -> list[int] | None:
    """All sums of at most `most` loads, ascending from 0; None if there are more than MOST_SUMS."""
    if len(set(loads)) == 1:
        return [n * loads[0] for n in range(most + 1)] if most < MOST_SUMS else None
    found = {0}
    for load in loads:
        found |= {load + total for total in found}
        if len(found) > MOST_SUMS:
            return _multiples(loads, most)
    return sorted(found)


def _multiples(loads: Sequence[int], most: int) -> list[int] | None:
    """Every multiple of the loads' common divisor up to the largest sum: a superset of the sums, as exact."""
    unit = gcd(*loads)
    largest = sum(sorted(loads)[len(loads) - most :])
    return list(range(0, largest + 1, unit)) if largest // unit <= MOST_SUMS else None


def _tangents(largest: int, offset: int) -> tuple[Steps, int]:
    touching = sorted({largest * n // TANGENTS for n in range(TANGENTS + 1)})
    crossings = [0, *(a + b for a, b in pairwise(touching)), 2 * largest]
    return [(b - a, offset + touch) for touch, (a, b) in zip(touching, pairwise(crossings), strict=True) if b > a], 2
