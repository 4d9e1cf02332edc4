"""Overlap: two duties of one volunteer share no minute; touching is not sharing."""

import pytest

from solver.problem import DAY
from tests.solver.reference import Pair
from tests.solver.rules.judging import amounts, stopped_by
from tests.solver.towns import people, shift, town


@pytest.mark.parametrize(
    ("second", "shared"),
    [
        pytest.param((510, 600), [], id="starts when the first ends"),
        pytest.param((509, 600), [1], id="starts a minute before"),
        pytest.param((300, 420), [], id="ends when the first starts"),
        pytest.param((300, 421), [1], id="ends a minute after"),
        pytest.param((420, 510), [90], id="the same span"),
        pytest.param((430, 440), [10], id="within"),
        pytest.param((0, 3 * DAY), [90], id="three days around it"),
    ],
)
def test_beside_a_shift_from_7_to_half_past_8(second: tuple[int, int], shared: list[int]) -> None:
    file = town(people(2), [shift("s1", 420, 510), shift("s2", *second)])

    assert amounts("overlap", file, ("s1", "v1"), ("s2", "v1")) == shared
    assert amounts("overlap", file, ("s1", "v1"), ("s2", "v2")) == []
    assert stopped_by(file, ("s2", "v1"), ("s1", "v1")) == ({"overlap"} if shared else set())


def test_past_midnight_is_the_next_morning() -> None:
    file = town(people(1), [shift("night", DAY - 60, DAY + 60), shift("dawn", DAY + 59, DAY + 90)])

    assert amounts("overlap", file, ("night", "v1"), ("dawn", "v1")) == [1]


def test_three_at_once_are_three_pairs() -> None:
    file = town(people(1), [shift(name, 420, 510) for name in ("s1", "s2", "s3")])
    duties: list[Pair] = [("s1", "v1"), ("s2", "v1"), ("s3", "v1")]

    assert amounts("overlap", file, *duties) == [90, 90, 90]
