"""Distances: the formula of the format by hand, and the same whole metres for many places at once."""

from random import Random

import numpy as np
import pytest

from solver.distance import metres, metres_from, nearest
from tests.solver import reference

HOME = (116.7, 39.52)


@pytest.mark.parametrize(
    ("to", "far"),
    [
        pytest.param(HOME, 0, id="here"),
        # pi * 6 371 008.8 / 180 = 111 195.08 metres are a degree of a great circle.
        pytest.param((116.7, 40.52), 111_195, id="a degree north"),
        pytest.param((-63.3, -39.52), 20_015_114, id="the other side of the earth"),
        pytest.param((-243.3 + 360, 39.52), 0, id="once around, as 116.7"),
    ],
)
def test_from_home(to: tuple[float, float], far: int) -> None:
    assert metres(HOME, to) == metres(to, HOME) == far


def test_a_degree_along_the_equator_is_as_long() -> None:
    assert metres((0.0, 0.0), (1.0, 0.0)) == 111_195
    assert metres((179.5, 0.0), (-179.5, 0.0)) == 111_195


def test_all_poles_are_one_place() -> None:
    assert metres((0.0, 90.0), (123.4, 90.0)) == 0


def test_the_nearest_place_counts_and_no_place_reaches_nothing() -> None:
    assert nearest(((116.7, 40.52), HOME), HOME) == 0
    assert nearest((), HOME) is None


@pytest.mark.parametrize("spread", [0.0001, 0.01, 1.0, 180.0])
def test_many_at_once_are_as_far_as_one_by_one(spread: float) -> None:
    random = Random(1)
    places = [_near(random, spread) for _ in range(3000)]

    together = metres_from(np.array(places), HOME).tolist()

    assert together == [metres(place, HOME) for place in places]
    assert together == [reference.metres(list(place), list(HOME)) for place in places]


def _near(random: Random, spread: float) -> tuple[float, float]:
    east, north = random.uniform(-spread, spread), random.uniform(-spread, spread)
    return max(-180.0, min(180.0, HOME[0] + east)), max(-90.0, min(90.0, HOME[1] + north))


def test_a_whole_metre_more_or_less_is_never_a_matter_of_rounding_noise() -> None:
    # Places whose distance lies within a millionth of a metre of n + 1/2, where the whole metres change.
    places = []
    for n in range(1, 400):
        north = float(np.degrees((n + 0.5) / 6_371_008.8))
        places += [(HOME[0], HOME[1] + north * (1 + step * 1e-12)) for step in range(-3, 4)]

    assert metres_from(np.array(places), HOME).tolist() == [metres(place, HOME) for place in places]
