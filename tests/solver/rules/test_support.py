"""Support: lending to a point that others answer for is priced; nobody's point is everybody's."""

import pytest

from tests.solver.rules.judging import charged
from tests.solver.towns import on_day, person, point, town, unit


@pytest.mark.parametrize(
    ("stewards", "cost"),
    [
        pytest.param([], 0, id="nobody answers for it"),
        pytest.param(["u1"], 0, id="the own unit does"),
        pytest.param(["u2", "u1"], 0, id="the own unit among others"),
        pytest.param(["u2"], 20, id="another unit does"),
        pytest.param(["u2", "u3"], 20, id="two others do: lent once"),
    ],
)
def test_a_point_and_who_answers_for_it(stewards: list[str], cost: int) -> None:
    units = [unit("u1"), unit("u2"), unit("u3")]
    points = [point("p1", stewards=stewards)]
    file = town([person("v1", unit="u1")], [on_day("s1", 0)], units=units, points=points, policy={"support": 20})

    assert charged("support", file, ("s1", "v1")) == cost
