"""On which days, at which points and at what times a pattern staffs anything, at the edges."""

from datetime import date
from typing import Any

import pytest

from scheduler.errors import Invalid
from tests.scheduler.services.plans import EVENING, MORNING, day_numbers, pattern, place, week


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param({}, [5, 6, 7, 8, 9, 10, 11, 12], id="every day"),
        pytest.param({"day_kinds": ("workday",)}, [8, 9, 12], id="workdays after the holiday"),
        pytest.param({"day_kinds": ("workday", "makeup")}, [8, 9, 10, 12], id="the make-up Saturday too"),
        pytest.param({"day_kinds": ("rest",)}, [11], id="the only day of rest"),
        pytest.param({"day_kinds": ("holiday",)}, [5, 6, 7], id="the last days of National Day"),
        pytest.param({"weekdays": (6, 7)}, [10, 11], id="Saturday and Sunday"),
        pytest.param({"weekdays": (6,), "day_kinds": ("rest",)}, [], id="no Saturday of rest"),
        pytest.param({"from_day": date(2026, 10, 7)}, [7, 8, 9, 10, 11, 12], id="from its first day"),
        pytest.param({"until_day": date(2026, 10, 7)}, [5, 6], id="up to before its last"),
        pytest.param({"theme": (date(2026, 10, 9), date(2026, 10, 11))}, [9, 10], id="inside its theme"),
    ],
)
def test_a_pattern_applies_on_its_days(given: dict[str, Any], expected: list[int]) -> None:
    # 5 to 7 October 2026 are the end of the holiday, 10 October is a Saturday on which offices work.
    assert day_numbers(week(pattern(**given), start=date(2026, 10, 5), count=8)) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param({}, ["p01", "p02", "s01"], id="everywhere"),
        pytest.param({"point_kinds": ("intersection",)}, ["p01", "p02"], id="at points of a kind"),
        pytest.param({"points": ("p02",)}, ["p02"], id="at a named point"),
        pytest.param({"point_kinds": ("segment",), "points": ("p02",)}, ["p02", "s01"], id="at both"),
        pytest.param({"points": ("elsewhere",)}, [], id="at none of these"),
    ],
)
def test_a_pattern_applies_at_its_points(given: dict[str, Any], expected: list[str]) -> None:
    places = [place("p01"), place("p02"), place("s01", kind="segment")]

    assert [shift.place for shift in week(pattern(**given), places=places, count=1)] == expected


@pytest.mark.parametrize(
    ("day", "until", "expected"),
    [
        pytest.param(date(2026, 5, 31), "10-01", MORNING, id="the day before summer"),
        pytest.param(date(2026, 6, 1), "10-01", EVENING, id="its first day"),
        pytest.param(date(2026, 9, 30), "10-01", EVENING, id="its last day"),
        pytest.param(date(2026, 10, 1), "10-01", MORNING, id="the day after"),
        pytest.param(date(2026, 12, 31), "03-01", EVENING, id="over the turn of the year"),
        pytest.param(date(2027, 2, 28), "03-01", EVENING, id="and into the next"),
        pytest.param(date(2027, 3, 1), "03-01", MORNING, id="up to its end there"),
    ],
)
def test_summer_has_its_own_times(day: date, until: str, expected: tuple[int, int]) -> None:
    seasonal = pattern("peak", MORNING, summer_spans=(EVENING,), summer_from="06-01", summer_until=until)

    (shift,) = week(seasonal, start=day, count=1)

    assert (shift.start, shift.end) == expected


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"spans": ()}, id="no time"),
        pytest.param({"day_kinds": ()}, id="no kind of day"),
        pytest.param({"spans": (MORNING, MORNING)}, id="a span twice"),
        pytest.param({"spans": ((510, 510),)}, id="an empty span"),
        pytest.param({"spans": ((510, 450),)}, id="a span backwards"),
        pytest.param({"spans": ((1440, 1500),)}, id="a start on the next day"),
        pytest.param({"spans": ((480, 1921),)}, id="more than a day long"),
        pytest.param({"weekdays": (0,)}, id="an eighth weekday"),
        pytest.param({"summer_spans": (EVENING,)}, id="a summer without dates"),
        pytest.param(
            {"summer_spans": (EVENING,), "summer_from": "6-1", "summer_until": "10-01"}, id="a summer from 6-1"
        ),
    ],
)
def test_a_pattern_that_contradicts_itself_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(Invalid, match="班次模板 peak"):
        pattern(**given)
