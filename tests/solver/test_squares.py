"""Squares in straight steps: exact at every sum that can occur, and where there are too many, never above."""

from collections.abc import Sequence
from itertools import combinations
from random import Random

import pytest

from solver.squares import MOST_SUMS, Steps, segments


def priced(steps: Steps, used: int) -> int:
    """The least that `used` units can cost: the cheapest steps first."""
    cost = 0
    for width, slope in sorted(steps, key=lambda step: step[1]):
        cost += min(width, used) * slope
        used -= min(width, used)
    assert used == 0, "the steps are too short"
    return cost


def rise(load: int, offset: int) -> int:
    return (offset + load) ** 2 - offset**2


def sums(loads: Sequence[int], most: int) -> set[int]:
    return {sum(some) for count in range(most + 1) for some in combinations(loads, count)}


@pytest.mark.parametrize(
    ("loads", "offset", "most", "steps"),
    [
        pytest.param([1, 1], 0, 2, [(1, 1), (1, 3)], id="0, 1, 4"),
        pytest.param([1, 1], -3, 2, [(1, -5), (1, -3)], id="9, 4, 1: below the share it pays"),
        pytest.param([2, 2], 1, 2, [(2, 4), (2, 8)], id="1, 9, 25: slopes 8/2 and 16/2"),
        pytest.param([1, 2], 0, 2, [(1, 1), (1, 3), (1, 5)], id="0, 1, 4, 9"),
        pytest.param([5, 1], 0, 2, [(1, 1), (4, 6), (1, 11)], id="0, 1, 25, 36"),
        pytest.param([1, 1, 1], 0, 1, [(1, 1)], id="only one of three may be taken"),
        pytest.param([3], 7, 0, [], id="none may be taken"),
    ],
)
def test_chords_by_hand(loads: list[int], offset: int, most: int, steps: Steps) -> None:
    assert segments(loads, offset, most=most) == (steps, 1)


@pytest.mark.parametrize("seed", range(60))
def test_chords_are_exact_at_every_sum(seed: int) -> None:
    random = Random(seed)
    loads = [random.choice((1, 2, 5, random.randint(1, 10**9))) for _ in range(random.randint(1, 7))]
    offset, most = random.randint(-(10**9), 10**9), random.randint(0, len(loads))

    steps, scale = segments(loads, offset, most=most)

    assert scale == 1
    assert [slope for _, slope in steps] == sorted(slope for _, slope in steps)
    for total in sums(loads, most):
        assert priced(steps, total) == rise(total, offset)


@pytest.mark.parametrize(
    ("loads", "most"),
    [
        pytest.param(tuple(2**n for n in range(8)), 8, id="256 sums"),
        pytest.param((1,) * MOST_SUMS, MOST_SUMS, id="129 sums of one load"),
        pytest.param((7, *(3 * 2**n for n in range(9))), 10, id="sums with gaps"),
        pytest.param(tuple(10**9 - 2**n for n in range(9)), 9, id="sums beyond 32 bits"),
    ],
)
@pytest.mark.parametrize("offset", [-1000, -7, 0, 12])
def test_tangents_lie_below_at_every_sum_and_touch_at_the_ends(loads: tuple[int, ...], most: int, offset: int) -> None:
    steps, scale = segments(loads, offset, most=most)
    largest = sum(loads)

    assert scale == 2
    assert sum(width for width, _ in steps) == 2 * largest
    for total in {*range(0, largest + 1, max(1, largest // 1000)), largest}:
        # Halves of units are bought at the slope of a whole unit's half.
        assert priced(steps, 2 * total) <= rise(total, offset)
    assert priced(steps, 0) == 0
    assert priced(steps, 2 * largest) == rise(largest, offset)


def test_tangents_are_close() -> None:
    # 32 pieces of 256 / 32 = 8 units: between two that touch, the square rises at most (8 / 2)^2 = 16 above them.
    steps, _ = segments([2**n for n in range(8)], 0, most=8)

    assert all(rise(total, 0) - priced(steps, 2 * total) <= 16 for total in range(256))


def test_many_sums_with_a_common_divisor_stay_exact() -> None:
    # Sums of 5, 10, … 640 are the multiples of 5 up to 1275; with at most four of them, up to 1200: too many. At most
    # one of them: up to 640, which is 128 multiples.
    loads = [5 * 2**n for n in range(8)]

    steps, scale = segments(loads, 3, most=1)

    assert scale == 1
    assert all(priced(steps, load) == rise(load, 3) for load in loads)
