"""Days of the town against the published notices of the State Council's office."""

from datetime import date

import pytest

from scheduler.services.days import Day, days_from, days_of, is_official, last_official_year
from scheduler.store.calendar import DayKind, DaySource

# The notice for 2026: the days off in one block each, and the weekend days on which offices work.
OFF_2026 = {
    "元旦": (date(2026, 1, 1), date(2026, 1, 3)),
    "春节": (date(2026, 2, 15), date(2026, 2, 23)),
    "清明节": (date(2026, 4, 4), date(2026, 4, 6)),
    "劳动节": (date(2026, 5, 1), date(2026, 5, 5)),
    "端午节": (date(2026, 6, 19), date(2026, 6, 21)),
    "中秋节": (date(2026, 9, 25), date(2026, 9, 27)),
    "国庆节": (date(2026, 10, 1), date(2026, 10, 7)),
}
MAKEUP_2026 = {(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)}


def test_2026_is_as_its_notice_says() -> None:
    days = days_of(2026)

    for name, (first, last) in OFF_2026.items():
        block = [day for day in days if first <= day.day <= last]
        assert {(day.kind, day.name) for day in block} == {(DayKind.HOLIDAY, name)}
    # 3 + 9 + 3 + 5 + 3 + 3 + 7 days off
    assert sum(day.kind == DayKind.HOLIDAY for day in days) == 33
    assert {(day.day.month, day.day.day) for day in days if day.kind == DayKind.MAKEUP} == MAKEUP_2026
    assert {day.source for day in days} == {DaySource.OFFICIAL}


def test_2026_has_as_many_workdays_as_arithmetic_says() -> None:
    kinds = [day.kind for day in days_of(2026)]

    # 1 January is a Thursday: 52 weeks and one more Thursday make 261 weekdays. Off on weekdays: 2 + 6 + 1 +
    # 3 + 1 + 1 + 5 = 19.
    assert kinds.count(DayKind.WORKDAY) == 261 - 19
    # 104 weekend days less 33 - 19 = 14 inside holidays and 6 on which offices work.
    assert kinds.count(DayKind.REST) == 104 - 14 - 6


@pytest.mark.parametrize(
    ("day", "kind", "name"),
    [
        pytest.param(date(2026, 5, 9), DayKind.MAKEUP, "劳动节", id="a Saturday on which offices work"),
        pytest.param(date(2026, 10, 10), DayKind.MAKEUP, "国庆节", id="the Saturday after National Day"),
        pytest.param(date(2026, 10, 11), DayKind.REST, None, id="a plain Sunday"),
        pytest.param(date(2026, 10, 12), DayKind.WORKDAY, None, id="a plain Monday"),
        pytest.param(date(2026, 10, 4), DayKind.HOLIDAY, "国庆节", id="a Sunday inside a holiday"),
        pytest.param(date(2019, 10, 12), DayKind.MAKEUP, "国庆节", id="2019, a Saturday paid for October"),
        pytest.param(date(2017, 10, 1), DayKind.HOLIDAY, "国庆节", id="2017, National Day on a Sunday"),
    ],
)
def test_a_day_is_of_its_published_kind(day: date, kind: DayKind, name: str | None) -> None:
    assert days_from(day, 1) == {day: Day(day, kind, name, DaySource.OFFICIAL)}


def test_a_year_without_a_notice_is_provisional_with_the_legal_holidays() -> None:
    days = {day.day: day for day in days_of(2030)}

    assert {day.source for day in days.values()} == {DaySource.PROVISIONAL}
    # 1-3 October 2030 are a Tuesday to a Thursday; nobody knows yet which weekend will pay for the rest.
    assert [days[date(2030, 10, day)].kind for day in (1, 2, 3)] == [DayKind.HOLIDAY] * 3
    assert days[date(2030, 10, 1)].name == "国庆节"
    assert days[date(2030, 10, 4)].kind == DayKind.WORKDAY
    assert not [day for day in days.values() if day.kind == DayKind.MAKEUP]


def test_a_provisional_holiday_on_a_friday_takes_its_weekend_along() -> None:
    days = {day.day: day for day in days_of(2030)}

    # Tomb-sweeping Day 2030 is Friday, 5 April.
    assert [days[date(2030, 4, day)].name for day in (5, 6, 7)] == ["清明节"] * 3
    assert days[date(2030, 4, 8)].kind == DayKind.WORKDAY


def test_a_year_beyond_every_library_has_its_weekends() -> None:
    kinds = [day.kind for day in days_of(2500)]

    # 1 January 2500 is a Friday: 52 weeks and one more Friday.
    assert (kinds.count(DayKind.WORKDAY), kinds.count(DayKind.REST)) == (261, 104)


@pytest.mark.parametrize("year", range(1990, 2101, 5))
def test_every_year_has_all_its_days_once_and_in_order(year: int) -> None:
    days = [day.day for day in days_of(year)]

    assert days == sorted(set(days))
    assert (days[0], days[-1]) == (date(year, 1, 1), date(year, 12, 31))
    assert len(days) == (366 if year % 4 == 0 and year != 2100 else 365)


def test_official_years_end_where_the_notices_do() -> None:
    assert is_official(2026)
    assert not is_official(last_official_year() + 1)
    assert not is_official(1990)


def test_what_the_town_edited_stands_before_the_notice() -> None:
    snow = Day(date(2026, 12, 31), DayKind.REST, "大雪停班", DaySource.EDITED)

    days = days_from(date(2026, 12, 30), 4, {snow.day: snow})

    assert list(days) == [date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 2)]
    assert days[date(2026, 12, 31)] == snow
    assert days[date(2026, 12, 30)].source == DaySource.OFFICIAL
    assert days[date(2027, 1, 1)].kind == DayKind.HOLIDAY
