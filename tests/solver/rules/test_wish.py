"""Wish: every wish that meets a duty counts its weight; touching is not meeting."""

import pytest

from tests.solver.rules.judging import charged
from tests.solver.towns import person, shift, town


@pytest.mark.parametrize(
    ("wishes", "cost"),
    [
        pytest.param([[0, 420, 8]], 0, id="ends when the duty starts"),
        pytest.param([[510, 600, 8]], 0, id="starts when the duty ends"),
        pytest.param([[0, 421, 8]], 24, id="3 x 8 for a minute"),
        pytest.param([[450, 460, -3]], -9, id="3 x -3, gladly"),
        pytest.param([[0, 600, 8], [0, 600, 8]], 48, id="the same wish twice counts twice"),
        pytest.param([[0, 600, 8], [430, 440, -10]], -6, id="3 x (8 - 10)"),
        pytest.param([[0, 600, 0]], 0, id="neither gladly nor not"),
        pytest.param([[-900, 10**9, 10**9]], 3 * 10**9, id="all the while, above all"),
    ],
)
def test_a_duty_from_7_to_half_past_8(wishes: list[list[int]], cost: int) -> None:
    file = town([person("v1", wishes=wishes)], [shift("s1", 420, 510)], policy={"wish": 3})

    assert charged("wish", file, ("s1", "v1")) == cost


def test_a_wish_counts_for_each_duty_it_meets() -> None:
    shifts = [shift("s1", 0, 10), shift("s2", 10, 20), shift("s3", 20, 30)]
    file = town([person("v1", wishes=[[5, 15, 4]])], shifts, policy={"wish": 1})

    assert charged("wish", file, ("s1", "v1"), ("s2", "v1"), ("s3", "v1")) == 8
