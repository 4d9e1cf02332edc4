"""Caps: days, weeks and weekends are those a duty starts in; a weekend is a run of rest days, whatever its length."""

from typing import Any

import pytest

from solver.problem import DAY
from tests.solver.reference import Pair, Town
from tests.solver.rules.judging import amounts, stopped_by
from tests.solver.towns import on_day, person, shift, town


def served(days: list[int], caps: dict[str, int], **given: Any) -> tuple[Town, list[Pair]]:
    """One person with a duty on each of the days, half an hour each, one after the other where a day stands twice."""
    shifts = [on_day(f"s{n:02}", day, 30 * n, 30 * n + 30) for n, day in enumerate(days)]
    return town([person("v1", caps=caps)], shifts, **given), [(shift["id"], "v1") for shift in shifts]


@pytest.mark.parametrize(
    ("caps", "days", "above"),
    [
        pytest.param({}, [0, 0, 0, 0], [], id="no caps at all"),
        pytest.param({"day": 2}, [3, 3], [], id="twice a day is allowed"),
        pytest.param({"day": 2}, [3, 3, 3, 4], [1], id="three times is one too many"),
        pytest.param({"day": 1}, [3, 3, 4, 4, 4], [1, 2], id="two days are two breaches"),
        pytest.param({"day": 0}, [3], [1], id="a cap of nothing"),
        pytest.param({"week": 2}, [5, 6, 7, 8], [], id="two weeks of two"),
        pytest.param({"week": 2}, [4, 5, 6, 7], [1], id="three before the week ends on day 6"),
        pytest.param({"total": 3}, [0, 9, 20], [], id="three in all"),
        pytest.param({"total": 1}, [0, 9, 20], [2], id="two too many in all"),
        pytest.param({"day": 1, "week": 1, "total": 1}, [0, 0], [1, 1, 1], id="each cap by itself"),
        pytest.param({"weekends": 1}, [5, 6, 5], [], id="one weekend, however often"),
        pytest.param({"weekends": 1}, [6, 12], [1], id="two weekends"),
        pytest.param({"weekends": 0}, [0, 7], [], id="workdays are no weekend"),
        pytest.param({"weekends": 0}, [5, 12, 19], [3], id="three weekends too many"),
    ],
)
def test_what_somebody_serves_beside_their_caps(caps: dict[str, int], days: list[int], above: list[int]) -> None:
    file, duties = served(days, caps)

    assert amounts("caps", file, *duties) == above


@pytest.mark.parametrize(
    ("rest_days", "days", "weekends"),
    [
        pytest.param([4, 5, 6], [4, 6], 1, id="three days in a row are one weekend"),
        pytest.param([6, 4, 5], [4, 6], 1, id="in whatever order they are listed"),
        pytest.param([4, 6], [4, 6], 2, id="a workday between makes two"),
        pytest.param([0, 5, 6], [0, 6], 2, id="the first is cut at the horizon's start"),
        pytest.param([5, 6, 7, 8], [5, 8], 1, id="a weekend may lie in two weeks"),
        pytest.param([], [5, 6], 0, id="make-up workdays"),
    ],
)
def test_a_weekend_is_a_run_of_rest_days(rest_days: list[int], days: list[int], weekends: int) -> None:
    fewer, duties = served(days, {"weekends": max(0, weekends - 1)}, rest_days=rest_days)
    enough, _ = served(days, {"weekends": weekends}, rest_days=rest_days)

    assert amounts("caps", enough, *duties) == []
    assert amounts("caps", fewer, *duties) == ([1] if weekends else [])


@pytest.mark.parametrize("cap", ["day", "week", "weekends"])
def test_a_duty_belongs_to_the_day_it_starts_in(cap: str) -> None:
    # Both nights run into the next day; day 6 is the Sunday, so day 7 is a workday and in another week.
    nights = [shift("sunday", 7 * DAY - 60, 7 * DAY + 60), shift("monday", 8 * DAY - 60, 8 * DAY + 60)]
    file = town([person("v1", caps={cap: 1})], nights)

    assert amounts("caps", file, ("sunday", "v1"), ("monday", "v1")) == []


def test_weeks_count_from_the_start_whatever_weekday_it_is() -> None:
    # 2 December 2026 is a Wednesday: week 0 still ends on day 6, the Tuesday after.
    file, duties = served([0, 6, 7, 13], {"week": 2}, start="2026-12-02")

    assert amounts("caps", file, *duties) == []


@pytest.mark.parametrize(
    ("caps", "days", "stops"),
    [
        pytest.param({"day": 2}, [3, 4], False, id="one that day, two are allowed"),
        pytest.param({"day": 1}, [3, 4], True, id="the day is full"),
        pytest.param({"week": 2}, [0, 6], True, id="the week is full"),
        pytest.param({"week": 2}, [0, 7], False, id="the other week is not this one"),
        pytest.param({"total": 2}, [9, 20], True, id="enough in all"),
        pytest.param({"weekends": 0}, [12], False, id="a workday is no weekend"),
    ],
)
def test_one_more_duty_on_day_3(caps: dict[str, int], days: list[int], *, stops: bool) -> None:
    file, (new, *held) = served([3, *days], caps)

    assert stopped_by(file, new, *held) == ({"caps"} if stops else set())


@pytest.mark.parametrize(
    ("held", "stops"),
    [
        pytest.param([12], True, id="another weekend is the one allowed"),
        pytest.param([6], False, id="the same weekend already counts"),
        pytest.param([6, 12], False, id="two are over the cap, this one among them"),
        pytest.param([12, 19], True, id="two others are over the cap already"),
    ],
)
def test_one_more_duty_on_saturday_with_one_weekend_allowed(held: list[int], *, stops: bool) -> None:
    file, (new, *others) = served([5, *held], {"weekends": 1})

    assert stopped_by(file, new, *others) == ({"caps"} if stops else set())
