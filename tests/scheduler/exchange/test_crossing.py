"""Rings that cross themselves or one another, drawn by hand on squares of a tenth of a degree."""

from math import cos, pi, sin

import pytest

from scheduler.exchange.crossing import Pair, crossing


def a_ring(*spots: tuple[int, int]) -> list[Pair]:
    """Tenths of a degree from 116 east and 39 north; closed."""
    pairs = [(116 + east / 10, 39 + north / 10) for east, north in spots]
    return [*pairs, pairs[0]]


@pytest.mark.parametrize(
    ("ring", "there"),
    [
        pytest.param(a_ring((0, 0), (2, 2), (2, 0), (0, 2)), (116.1, 39.1), id="a bow tie"),
        pytest.param(a_ring((0, 0), (4, 0), (4, 2), (2, 2), (2, -2)), (116.2, 39.0), id="a side straight north"),
    ],
)
def test_a_ring_that_crosses_itself_says_where(ring: list[Pair], there: Pair) -> None:
    assert crossing(ring) == pytest.approx(there)
    assert crossing(ring[::-1]) == pytest.approx(there)


@pytest.mark.parametrize(
    "ring",
    [
        pytest.param(a_ring((0, 0), (2, 0), (2, 2), (0, 2)), id="a square"),
        pytest.param(a_ring((0, 0), (4, 0), (4, 4), (2, 1), (0, 4)), id="a concave ring"),
        pytest.param(a_ring((0, 0), (4, 0), (4, 2), (2, 0), (0, 2)), id="a corner that touches a side"),
        pytest.param(a_ring((0, 0), (1, 1), (0, 2), (2, 2), (1, 1), (2, 0)), id="two corners that touch"),
        pytest.param(a_ring((0, 0), (2, 0), (2, 2), (2, 0), (4, 0), (4, 3), (0, 3)), id="there and back again"),
    ],
)
def test_a_ring_that_does_not_cross_itself_is_let_be(ring: list[Pair]) -> None:
    assert crossing(ring) is None


def test_two_rings_that_cross_each_other_say_where() -> None:
    square, other = a_ring((0, 0), (2, 0), (2, 2), (0, 2)), a_ring((1, 1), (3, 1), (3, 3), (1, 3))

    assert crossing(square, other) in (pytest.approx((116.2, 39.1)), pytest.approx((116.1, 39.2)))


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(a_ring((1, 1), (2, 1), (2, 2), (1, 2)), id="a hole"),
        pytest.param(a_ring((0, 1), (2, 1), (2, 2)), id="a hole that touches the edge"),
        pytest.param(a_ring((4, 0), (6, 0), (6, 4), (4, 4)), id="a neighbour along the whole of a side"),
        pytest.param(a_ring((4, 1), (6, 1), (6, 3), (4, 3)), id="a neighbour along a part of a side"),
        pytest.param(a_ring((7, 0), (8, 0), (8, 2)), id="an island"),
    ],
)
def test_two_rings_that_do_not_cross_each_other_are_let_be(other: list[Pair]) -> None:
    assert crossing(a_ring((0, 0), (4, 0), (4, 4), (0, 4)), other) is None


def test_a_side_that_reaches_ten_centimetres_too_far_only_touches() -> None:
    ring = [(116.0, 39.0), (116.4, 39.0), (116.4, 39.2), (116.2, 38.999_999), (116.0, 39.2), (116.0, 39.0)]

    assert crossing(ring) is None


def test_of_a_large_outline_the_one_place_is_found() -> None:
    turns = [2 * pi * n / 10_000 for n in range(10_000)]
    ring = [(116.7 + cos(turn) / 10, 39.5 + sin(turn) / 10) for turn in turns]
    ring[1200] = (116.7 - cos(turns[1200]) / 8, 39.5 - sin(turns[1200]) / 8)  # out on the far side

    found = crossing([*ring, ring[0]])

    assert found == pytest.approx(ring[6200], abs=0.001)
