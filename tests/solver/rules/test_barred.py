"""Barred: this person not on this shift; any other person and any other shift are free."""

import pytest

from tests.solver.reference import Pair
from tests.solver.rules.judging import amounts, stopped_by
from tests.solver.towns import on_day, people, town


@pytest.mark.parametrize(
    ("duty", "barred"),
    [
        pytest.param(("s1", "v1"), True, id="barred"),
        pytest.param(("s2", "v1"), False, id="the same person elsewhere"),
        pytest.param(("s1", "v2"), False, id="somebody else"),
    ],
)
def test_a_bar_holds_for_one_person_on_one_shift(duty: Pair, *, barred: bool) -> None:
    file = town(people(2), [on_day("s1", 0), on_day("s2", 1)], barred=[["s1", "v1"]])

    assert amounts("barred", file, duty) == [1] * barred
    assert stopped_by(file, duty) == ({"barred"} if barred else set())
