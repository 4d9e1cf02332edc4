"""Vacancy: weight x priority x missing people; more than enough is no gain."""

import pytest

from tests.solver.rules.judging import amounts, charged
from tests.solver.towns import on_day, people, point, town


@pytest.mark.parametrize(
    ("priority", "crew", "cost"),
    [
        pytest.param(1, 0, 3000, id="1000 x 1 x 3"),
        pytest.param(3, 0, 9000, id="1000 x 3 x 3"),
        pytest.param(3, 2, 3000, id="1000 x 3 x 1"),
        pytest.param(0, 0, 0, id="a priority of nothing"),
        pytest.param(3, 3, 0, id="nobody is missing"),
        pytest.param(3, 4, 0, id="one too many is no gain"),
    ],
)
def test_a_shift_of_three_seats(priority: int, crew: int, cost: int) -> None:
    points = [point("p1", priority=priority)]
    file = town(people(4), [on_day("s1", 0, headcount=3)], points=points, policy={"vacancy": 1000})

    assert charged("vacancy", file, *(("s1", f"v{n}") for n in range(1, crew + 1))) == cost


def test_every_shift_is_a_breach_of_its_own() -> None:
    file = town(people(2), [on_day("s1", 0, headcount=2), on_day("s2", 1), on_day("s3", 2)], policy={"vacancy": 1})

    assert amounts("vacancy", file, ("s2", "v1")) == [1, 2]
