"""Role: weight x priority x missing holders; a person counts for every role they hold."""

import pytest

from tests.solver.rules.judging import amounts, charged
from tests.solver.towns import on_day, person, point, town

CREW = [
    person("leader", roles=["leader"]),
    person("both", roles=["leader", "guide"]),
    person("guide", roles=["guide"]),
    person("none"),
]


@pytest.mark.parametrize(
    ("crew", "missing"),
    [
        pytest.param([], [1, 2], id="a leader and two guides"),
        pytest.param(["both"], [1], id="leader and guide in one person"),
        pytest.param(["none", "leader"], [2], id="whoever holds nothing is no help"),
        pytest.param(["guide", "both"], [], id="nobody is missing"),
        pytest.param(["guide", "leader", "both"], [], id="a second leader is no gain"),
    ],
)
def test_a_shift_that_needs_a_leader_and_two_guides(crew: list[str], missing: list[int]) -> None:
    shifts = [on_day("s1", 0, headcount=3, roles={"leader": 1, "guide": 2})]
    file = town(CREW, shifts, points=[point("p1", priority=2)], policy={"role": 600})
    duties = [("s1", who) for who in crew]

    assert amounts("role", file, *duties) == missing
    assert charged("role", file, *duties) == 600 * 2 * sum(missing)


def test_a_need_of_nobody_is_no_need() -> None:
    file = town(CREW, [on_day("s1", 0, roles={"leader": 0})], policy={"role": 600})

    assert amounts("role", file) == []
