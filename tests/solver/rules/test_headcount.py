"""Headcount: as many people as a shift has seats, and not one more."""

import pytest

from tests.solver.rules.judging import amounts, charged, stopped_by
from tests.solver.towns import on_day, people, town


@pytest.mark.parametrize(
    ("crew", "too_many"),
    [
        pytest.param(0, [], id="nobody"),
        pytest.param(2, [], id="every seat is taken"),
        pytest.param(3, [1], id="one too many"),
        pytest.param(5, [3], id="three too many are one breach of the shift"),
    ],
)
def test_a_shift_of_two_seats(crew: int, too_many: list[int]) -> None:
    file = town(people(5), [on_day("s1", 0, headcount=2), on_day("s2", 1, headcount=2)])

    assert amounts("headcount", file, *(("s1", f"v{n}") for n in range(1, crew + 1))) == too_many


@pytest.mark.parametrize(
    ("crew", "stops"),
    [
        pytest.param(1, set(), id="a seat is free"),
        pytest.param(2, {"headcount"}, id="full"),
        pytest.param(3, {"headcount"}, id="pins are over already"),
    ],
)
def test_one_more_comes_only_where_a_seat_is_free(crew: int, stops: set[str]) -> None:
    file = town(people(5), [on_day("s1", 0, headcount=2)])

    assert stopped_by(file, ("s1", "v5"), *(("s1", f"v{n}") for n in range(1, crew + 1))) == stops


def test_pins_above_the_headcount_are_one_breach_of_10_000() -> None:
    pins = [["s1", f"v{n}"] for n in (1, 2, 3)]
    file = town(people(5), [on_day("s1", 0)], pinned=pins)

    assert charged("breaches", file, ("s1", "v1"), ("s1", "v2"), ("s1", "v3")) == 10_000
