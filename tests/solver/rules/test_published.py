"""Published: what people were told is dear to take back and to add to; drop-outs are not held against the roster."""

from typing import Any

import pytest

from tests.solver.reference import Pair
from tests.solver.rules.judging import charged
from tests.solver.towns import on_day, person, point, town

POLICY = {"dropped": 300, "added": 100}


@pytest.mark.parametrize(
    ("given", "duties", "dropped", "added"),
    [
        pytest.param({}, [("s1", "v1"), ("s2", "v2")], 0, 0, id="all as told"),
        pytest.param({}, [("s1", "v1")], 300, 0, id="one taken back"),
        pytest.param({}, [("s1", "v1"), ("s2", "v1")], 300, 100, id="one handed to somebody else"),
        pytest.param({}, [], 600, 0, id="nothing is left"),
        pytest.param({"barred": [["s1", "v1"]]}, [("s2", "v2")], 0, 0, id="barred since"),
        pytest.param({"published": []}, [("s1", "v1")], 0, 0, id="nothing was told, nothing is new"),
        pytest.param(
            {"pinned": [["s2", "v1"]]}, [("s1", "v1"), ("s2", "v2"), ("s2", "v1")], 0, 100, id="pins are new too"
        ),
    ],
)
def test_a_roster_of_two_duties_was_told(
    given: dict[str, Any], duties: list[Pair], *, dropped: int, added: int
) -> None:
    told = {"published": [["s1", "v1"], ["s2", "v2"]], **given}
    file = town([person("v1"), person("v2")], [on_day("s1", 0), on_day("s2", 1)], policy=POLICY, **told)

    assert charged("dropped", file, *duties) == dropped
    assert charged("added", file, *duties) == added


@pytest.mark.parametrize(
    ("away", "dropped"),
    [
        pytest.param([[500, 600]], 0, id="away for a part of it"),
        pytest.param([[510, 600]], 300, id="away right after it"),
        pytest.param([[1440, 2880]], 300, id="away another day"),
    ],
)
def test_who_is_away_is_not_missed(away: list[list[int]], dropped: int) -> None:
    file = town([person("v1", away=away)], [on_day("s1", 0)], policy=POLICY, published=[["s1", "v1"]])

    assert charged("dropped", file) == dropped


def test_who_may_not_come_for_another_reason_is_missed() -> None:
    file = town([person("v1", caps={"total": 0})], [on_day("s1", 0)], policy=POLICY, published=[["s1", "v1"]])
    beyond = {**file, "points": [point("p1", north=9)]}

    assert charged("dropped", file) == 300
    assert charged("dropped", beyond) == 300


def test_a_duty_that_a_pin_keeps_through_an_absence_is_neither() -> None:
    file = town([person("v1", away=[[0, 9000]])], [on_day("s1", 0)], policy=POLICY, published=[["s1", "v1"]])

    assert charged("dropped", {**file, "pinned": [["s1", "v1"]]}, ("s1", "v1")) == 0
    assert charged("added", {**file, "pinned": [["s1", "v1"]]}, ("s1", "v1")) == 0
