"""Travel: weight x full 500 metres from the nearest place, even where only a pin could ask for the way."""

import pytest

from tests.solver.reference import metres
from tests.solver.rules.judging import charged
from tests.solver.towns import HOME, on_day, person, point, town

# 500 metres north are 500 / 6 371 008.8 radians = 0.0044966... degrees of latitude.
ALMOST_500, JUST_500 = 0.004492, 0.004497


@pytest.mark.parametrize(
    ("places", "cost"),
    [
        pytest.param([HOME], 0, id="at the point"),
        pytest.param([[HOME[0], HOME[1] + ALMOST_500]], 0, id="499 metres"),
        pytest.param([[HOME[0], HOME[1] + JUST_500]], 5, id="500 metres"),
        pytest.param([[HOME[0], HOME[1] - 0.018]], 20, id="2002 metres are four times 500"),
        pytest.param([[HOME[0], HOME[1] + 0.018], HOME], 0, id="from the nearest place"),
        pytest.param([], 0, id="no place, no way"),
    ],
)
def test_the_way_to_a_point(places: list[list[float]], cost: int) -> None:
    file = town([person("v1", at=places)], [on_day("s1", 0)], points=[point("p1")], policy={"travel": 5})

    assert charged("travel", file, ("s1", "v1")) == cost


def test_the_places_above_lie_as_far_as_they_say() -> None:
    assert [metres(HOME, [HOME[0], HOME[1] + step]) for step in (ALMOST_500, JUST_500, -0.018)] == [499, 500, 2002]


def test_out_of_reach_is_priced_all_the_same() -> None:
    # A degree of latitude is pi * 6 371 008.8 / 180 = 111 195 metres: 222 times 500.
    far = [HOME[0], HOME[1] + 1.0]
    file = town([person("v1", at=[far])], [on_day("s1", 0)], pinned=[["s1", "v1"]], policy={"travel": 5})

    assert charged("travel", file, ("s1", "v1")) == 5 * 222
