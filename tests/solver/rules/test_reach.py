"""Reach: the whole metres from the nearest place, and not one more than the volunteer's reach."""

from typing import Any

import pytest

from tests.solver.rules.judging import amounts, stopped_by
from tests.solver.towns import HOME, on_day, person, point, town

FAR_AWAY = [HOME[0], HOME[1] + 1.0]
# From home to the point: 6 371 008.8 * radians(0.009) = 1000.76 metres, which is 1001 in whole metres.
A_KILOMETRE_NORTH = [point("p1", north=1.0)]


@pytest.mark.parametrize(
    ("volunteer", "beyond"),
    [
        pytest.param({"reach": 1001}, [], id="just within reach"),
        pytest.param({"reach": 1000}, [1], id="a metre too far"),
        pytest.param({"reach": 0}, [1001], id="no step"),
        pytest.param({}, [], id="3000 metres unless said otherwise"),
        pytest.param({"at": [FAR_AWAY, HOME], "reach": 1001}, [], id="the nearest place counts"),
        pytest.param({"at": [HOME, HOME], "reach": 1000}, [1], id="a place said twice is no nearer"),
        pytest.param({"at": [], "reach": 10**9}, [40_075_000], id="without a place nothing is reached"),
    ],
)
def test_a_point_a_kilometre_away(volunteer: dict[str, Any], beyond: list[int]) -> None:
    file = town([person("v1", **volunteer)], [on_day("s1", 0)], points=A_KILOMETRE_NORTH)

    assert amounts("reach", file, ("s1", "v1")) == beyond
    assert stopped_by(file, ("s1", "v1")) == ({"reach"} if beyond else set())


def test_somebody_at_the_very_point_needs_no_reach() -> None:
    file = town([person("v1", reach=0)], [on_day("s1", 0)])

    assert amounts("reach", file, ("s1", "v1")) == []
    assert stopped_by(file, ("s1", "v1")) == set()


def test_the_other_side_of_the_earth_is_half_its_circumference_away() -> None:
    # pi * 6 371 008.8 = 20 015 114.4 metres.
    shifts, antipode = [on_day("s1", 0)], {**point("p1"), "at": [HOME[0] - 180, -HOME[1]]}

    assert amounts("reach", town([person("v1", reach=20_015_114)], shifts, points=[antipode]), ("s1", "v1")) == []
    assert amounts("reach", town([person("v1", reach=20_015_113)], shifts, points=[antipode]), ("s1", "v1")) == [1]
