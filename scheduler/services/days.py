"""What kind of day each day of a year is: by the published notice or, before there is one, provisionally."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import chinese_calendar  # type: ignore[import-untyped]

from scheduler.store.calendar import DayKind, DaySource

KINDS: Mapping[DayKind, str] = {
    DayKind.WORKDAY: "工作日",
    DayKind.REST: "休息日",
    DayKind.HOLIDAY: "节假日",
    DayKind.MAKEUP: "调休上班",
}
"""What people read for a kind of day: the msgid."""

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5
_FULL_NAMES = {"清明": "清明节", "端午": "端午节", "中秋": "中秋节", "农历除夕": "春节"}
_MOVED_HERE = re.compile(r"（由 .* 调休）")
_REMARK = re.compile(r"（.*）")


@dataclass(frozen=True, slots=True)
class Day:
    """One day: what kind it is, the holiday it belongs to (None on plain days), and how we know."""

    day: date
    kind: DayKind
    name: str | None
    source: DaySource


def days_of(year: int) -> tuple[Day, ...]:
    """Every day of `year`: official where its notice is published, else provisional. Never refuses a year.

    A holiday is every day of the block that the notice names, its weekend days too; a make-up workday bears
    the name of the holiday it pays for.
    """
    return _official(year) if is_official(year) else _provisional(year)


def days_from(start: date, count: int, edited: Mapping[date, Day] | None = None) -> dict[date, Day]:
    """The `count` days from `start`, in order; those in `edited`, the town's own table, as there."""
    wanted = [start + step * _ONE_DAY for step in range(count)]
    seed = {day.day: day for year in sorted({day.year for day in wanted}) for day in days_of(year)}
    return {day: (edited or {}).get(day, seed[day]) for day in wanted}


def is_official(year: int) -> bool:
    """Whether the notice for that year is known."""
    return int(min(chinese_calendar.holidays).year) <= year <= last_official_year()


def last_official_year() -> int:
    """The latest year whose notice is known; what lies after it is provisional."""
    return int(max(chinese_calendar.holidays).year)


@cache
def _official(year: int) -> tuple[Day, ...]:
    found = []
    for day in _dates(year):
        event = chinese_calendar.holidays.get(day)
        paid = chinese_calendar.workdays.get(day)
        kind = DayKind.HOLIDAY if event else DayKind.MAKEUP if paid else _plain(day)
        english = event or paid
        name = chinese_calendar.Holiday(english).chinese if english else None
        found.append(Day(day, kind, name and _FULL_NAMES.get(name, name), DaySource.OFFICIAL))
    return tuple(found)


@cache
def _provisional(year: int) -> tuple[Day, ...]:
    import holidays  # three tenths of a second that official years need not wait for

    guess = holidays.country_holidays("CN", years=year, language="zh_CN")
    found = []
    for day in _dates(year):
        makeup = day in guess.weekend_workdays
        off = not makeup and (day in guess or any(beside in guess for beside in _weekend(day)))
        kind = DayKind.MAKEUP if makeup else DayKind.HOLIDAY if off else _plain(day)
        found.append(Day(day, kind, _block(guess, day) if off else None, DaySource.PROVISIONAL))
    return tuple(found)


def _weekend(day: date) -> list[date]:
    """Friday to Monday around a weekend day: notices join its holiday to it. Nothing for other days."""
    if day.weekday() < _SATURDAY:
        return []
    friday = day - (day.weekday() - 4) * _ONE_DAY
    return [friday + step * _ONE_DAY for step in range(4)]


def _block(guess: Mapping[date, str], day: date) -> str | None:
    """The name of the holiday nearest to a day off, which may itself only have been moved beside it."""
    for step in range(8):
        for near in (day - step * _ONE_DAY, day + step * _ONE_DAY):
            written = guess.get(near, "")
            if written and not _MOVED_HERE.search(written):
                plain = _REMARK.sub("", written).replace("; ", "、")
                return _FULL_NAMES.get(plain, plain)
    return None


def _plain(day: date) -> DayKind:
    return DayKind.REST if day.weekday() >= _SATURDAY else DayKind.WORKDAY


def _dates(year: int) -> list[date]:
    return [date(year, 1, 1) + step * _ONE_DAY for step in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]
