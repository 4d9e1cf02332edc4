"""Dates and moments as people type them or a spreadsheet stores them."""

from datetime import date, datetime

import pytest

from scheduler.exchange.words import Unreadable, dated_span, day, moment, month_day

FIRST_OF_DECEMBER = date(2026, 12, 1)
# For a spreadsheet 1 January 1900 is day 2 (it believes in a 29 February 1900). From there to 1 January 2026 are
# 126 × 365 days and 31 leap days, to 1 December 334 more: 2 + 45990 + 31 + 334.
SERIAL = 46357


@pytest.mark.parametrize(
    "typed",
    [
        "2026-12-1", "2026/12/1", "2026.12.1", "2026年12月1日", "2026年12月1号", "20261201", 20261201.0,
        "２０２６－１２－１", "2026 年 12 月 1 日", "2026-12-01 00:00:00", "2026年12月1日 周二", "2026-12-1（星期二）",
        "26年12月1日", date(2026, 12, 1), datetime(2026, 12, 1, 8), SERIAL, float(SERIAL), SERIAL + 0.5, str(SERIAL),  # noqa: DTZ001
        "12月1日", "12.1", "12/1", "12-1", "12.1日",
    ],
    ids=repr,
)  # fmt: skip
def test_the_first_of_december_is_read(typed: object) -> None:
    assert day(typed, year=2026) == FIRST_OF_DECEMBER


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("", "不能空着"), ("12月1日", "没有写年份"), ("2026-02-30", "没有 2026-02-30 这一天"), ("2026-13-1", "没有"),
        ("2026-12-1 周三", "是周二"), ("1989-12-31", "1990 到 2100"), ("2101-1-1", "1990 到 2100"),
        (12.1, "看不懂日期"), (True, "看不懂日期"), ("明天", "看不懂日期"), ("2026-12", "看不懂日期"),
        ("25/3/1", "年份请写四位，例如 2025/3/1"), ("25-03-01", "例如 2025/3/1"), ("26.12.1 周二", "例如 2026/12/1"),
        ("12.1-12.3", "没有写年份"),
        ("2026-12-1 8:00", "看不懂日期"), ("2026-12-1、2026-12-2", "看不懂日期"),
    ],
    ids=repr,
)  # fmt: skip
def test_what_names_no_day_is_refused(typed: object, advice: str) -> None:
    with pytest.raises(Unreadable, match=advice):
        day(typed)


@pytest.mark.parametrize("typed", ["6月1日", "6-1", "06-01", "6.1", "2026-6-1", date(2020, 6, 1)], ids=repr)
def test_a_day_of_every_year_is_read(typed: object) -> None:
    assert month_day(typed) == "06-01"


def test_the_leap_day_is_a_day_of_every_year() -> None:
    assert month_day("2月29日") == "02-29"


@pytest.mark.parametrize(
    ("typed", "starts", "ends"),
    [
        ("12月1日", 0, 1440), ("2026-12-1上午", 0, 720), ("12月1日 下午", 720, 1440), ("12月1日全天", 0, 1440),
        ("12月1日 14:00", 840, 840), ("2026-12-01 14:30:00", 870, 870), ("12月1日下午2点半", 870, 870),
        (date(2026, 12, 1), 0, 1440), (datetime(2026, 12, 1, 9, 30), 570, 570), (SERIAL, 0, 1440),  # noqa: DTZ001
        (SERIAL + 0.5, 720, 720),
    ],
    ids=repr,
)  # fmt: skip
def test_a_moment_starts_or_ends_an_absence(typed: object, starts: int, ends: int) -> None:
    assert moment(typed, year=2026) == (FIRST_OF_DECEMBER, starts)
    assert moment(typed, year=2026, last=True) == (FIRST_OF_DECEMBER, ends)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("7.27日16:00——17:30", (960, 1050)), ("7月27日（周一）16:00-17:30", (960, 1050)),
        ("2026-07-27 7:30-8:30", (450, 510)), ("7/27 早7点半到8点半", (450, 510)),
        ("20260727 0730-0830", (450, 510)), ("7.27 22:00-次日6:00", (1320, 1800)),
    ],
)  # fmt: skip
def test_a_dated_span_is_read(typed: str, expected: tuple[int, int]) -> None:
    assert dated_span(typed, year=2026) == (date(2026, 7, 27), *expected)


@pytest.mark.parametrize("typed", ["7.27日", "16:00-17:30", "7.27日16:00-17:30、18:00-19:00", "7.27日周二16:00-17:30"])
def test_what_is_not_one_dated_span_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable):
        dated_span(typed, year=2026)
