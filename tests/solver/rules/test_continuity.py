"""Continuity 定岗: who is used to certain points is priced elsewhere; who is used to none is not."""

import pytest

from tests.solver.rules.judging import charged
from tests.solver.towns import on_day, person, point, town


@pytest.mark.parametrize(
    ("usual", "cost"),
    [
        pytest.param([], 0, id="used to nothing"),
        pytest.param(["p1"], 0, id="the usual point"),
        pytest.param(["p2", "p1"], 0, id="one of the usual points"),
        pytest.param(["p2"], 8, id="elsewhere, on both days"),
    ],
)
def test_two_duties_at_p1(usual: list[str], cost: int) -> None:
    points = [point("p1"), point("p2")]
    file = town(
        [person("v1", usual=usual)], [on_day("s1", 0), on_day("s2", 1)], points=points, policy={"continuity": 4}
    )

    assert charged("continuity", file, ("s1", "v1"), ("s2", "v1")) == cost
