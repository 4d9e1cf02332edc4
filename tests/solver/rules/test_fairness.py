"""Fairness: weight x (carried + load - target)^2 over everybody, with or without duties."""

import pytest

from tests.solver.rules.judging import charged
from tests.solver.towns import on_day, person, town

SHIFTS = [on_day("one", 0, load=1), on_day("two", 1, load=2), on_day("none", 2, load=0)]


@pytest.mark.parametrize(
    ("carried", "target", "served", "cost"),
    [
        pytest.param(0, 0, [], 0, id="nothing owed, nothing done"),
        pytest.param(3, 12, [], 162, id="2 x (3 - 12)^2 without a duty"),
        pytest.param(3, 12, ["one", "two"], 72, id="2 x (3 + 3 - 12)^2"),
        pytest.param(0, 1, ["two"], 2, id="2 x (2 - 1)^2, above is as bad as below"),
        pytest.param(0, 0, ["none"], 0, id="a load of nothing"),
        pytest.param(-4, -2, ["one"], 2, id="2 x (-4 + 1 + 2)^2, owed and below"),
        pytest.param(10**9, -(10**9), ["one"], 2 * (2 * 10**9 + 1) ** 2, id="beyond 64 bits"),
    ],
)
def test_one_person(carried: int, target: int, served: list[str], cost: int) -> None:
    file = town([person("v1", carried=carried, target=target)], SHIFTS, policy={"fairness": 2})

    assert charged("fairness", file, *((shift, "v1") for shift in served)) == cost


def test_whoever_has_no_duty_counts_too() -> None:
    # v1 does all: (0 + 3 - 1)^2; v2 nothing: (0 - 1)^2.
    file = town([person("v1", target=1), person("v2", target=1)], SHIFTS, policy={"fairness": 1})

    assert charged("fairness", file, ("one", "v1"), ("two", "v1")) == 5
