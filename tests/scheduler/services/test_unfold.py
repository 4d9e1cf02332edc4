"""Patterns unfolded over days, rule by rule, at their edges."""

from datetime import date
from typing import Any

import pytest

from scheduler.errors import Invalid
from scheduler.services.unfold import Unfolded, doubled
from tests.scheduler.services.plans import EVENING, MONDAY, MORNING, day_numbers, pattern, place, week


def test_a_shift_says_where_when_how_many_and_who() -> None:
    leading = pattern("peak", (22 * 60, 30 * 60), roles={"leader": 1}, load=2, counts_fairness=False)

    (shift,) = week(leading, count=1)

    assert shift == Unfolded(
        code="20261102-p01-2200", place="p01", pattern="peak", day=MONDAY, start=1320, end=1800, headcount=4,
        roles={"leader": 1}, load=2, counts_hours=True, counts_fairness=False,
    )  # fmt: skip


def test_a_point_that_has_ended_is_staffed_no_more() -> None:
    assert day_numbers(week(pattern(), places=[place(ended_on=date(2026, 11, 4))])) == [2, 3]


@pytest.mark.parametrize(
    ("given", "spot", "expected"),
    [
        pytest.param({"headcount": "5"}, {"headcount": "3"}, 5, id="the pattern's own first"),
        pytest.param({"headcount": None}, {"headcount": "3"}, 3, id="then the point's"),
        pytest.param({"headcount": None}, {}, 2, id="then its kind's"),
        pytest.param({"headcount": "length/50"}, {"length": 101.0}, 3, id="by the length of the point"),
    ],
)
def test_the_nearest_formula_gives_the_headcount(given: dict[str, Any], spot: dict[str, Any], expected: int) -> None:
    (shift,) = week(pattern(**given), places=[place(**spot)], count=1)

    assert shift.headcount == expected


def test_a_shift_for_nobody_is_none() -> None:
    assert week(pattern(headcount="0")) == ()


def test_rain_cancels_only_what_it_may() -> None:
    patterns = pattern("walk", MORNING, rain_cancels=True), pattern("guard", EVENING)

    shifts = week(*patterns, count=2, rainy={MONDAY})

    assert [(shift.day.day, shift.pattern) for shift in shifts] == [(2, "guard"), (3, "walk"), (3, "guard")]


def test_a_theme_adds_to_what_stands() -> None:
    extra = pattern("care", EVENING, theme=(date(2026, 11, 3), date(2026, 11, 4)))

    shifts = week(pattern("peak", MORNING), extra, count=3)

    assert [(shift.day.day, shift.pattern) for shift in shifts] == [(2, "peak"), (3, "peak"), (3, "care"), (4, "peak")]


def test_a_theme_replaces_on_its_days_and_at_its_points_only() -> None:
    instead = pattern(
        "care", EVENING, theme=(date(2026, 11, 3), date(2026, 11, 4)), replaces=("peak",), points=("p01",)
    )

    shifts = week(pattern("peak", MORNING), instead, places=[place("p01"), place("p02")], count=2)

    assert [(shift.day.day, shift.place, shift.pattern) for shift in shifts] == [
        (2, "p01", "peak"),
        (2, "p02", "peak"),
        (3, "p02", "peak"),
        (3, "p01", "care"),
    ]


def test_of_two_themes_that_replace_each_other_the_later_stands() -> None:
    early = pattern("early", theme=(date(2026, 11, 1), date(2026, 12, 1)), replaces=("late",))
    late = pattern("late", theme=(date(2026, 11, 3), date(2026, 11, 4)), replaces=("early",))

    shifts = week(early, late, count=3)

    assert [(shift.day.day, shift.pattern) for shift in shifts] == [(2, "early"), (3, "late"), (4, "early")]


def test_a_pattern_cancelled_by_rain_still_replaces() -> None:
    theme = (MONDAY, date(2026, 11, 3))
    walk = pattern("walk", theme=theme, replaces=("peak",), rain_cancels=True)

    assert week(pattern("peak"), walk, count=1, rainy={MONDAY}) == ()


def test_two_patterns_on_one_span_stay_two_shifts_and_are_reported() -> None:
    shifts = week(pattern("peak"), pattern("police", headcount="1"), pattern("late", EVENING), count=1)

    assert [shift.code for shift in shifts] == [
        "20261102-p01-0730",
        "20261102-p01-0730-0830-police",
        "20261102-p01-1700",
    ]
    assert [[shift.pattern for shift in group] for group in doubled(shifts)] == [["peak", "police"]]


def test_spans_that_start_together_have_codes_of_their_own() -> None:
    shifts = week(pattern("peak", (420, 480), (420, 540)), count=1)

    assert [shift.code for shift in shifts] == ["20261102-p01-0700", "20261102-p01-0700-0900-peak"]
    assert doubled(shifts) == ()


def test_a_headcount_that_cannot_be_worked_out_names_every_pattern_and_point() -> None:
    roads = [place("s01", kind_headcount="length/50"), place("s02", kind_headcount="length/50", length=50)]

    with pytest.raises(Invalid) as refusal:
        week(pattern("a", headcount=None), pattern("b", roles={"leader": 2}, headcount="1"), places=roads)

    faults = [(fault.where, fault.value) for fault in refusal.value.faults]
    assert faults == [
        ("班次模板 a，点位 s01", "length/50"),
        ("班次模板 b，点位 s01", "1"),
        ("班次模板 b，点位 s02", "1"),
    ]
