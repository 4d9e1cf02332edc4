"""What people type about rosters: months and days, policy, versions."""

import calendar
import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

import click

from scheduler import clock
from scheduler.exchange import words
from scheduler.language import say
from scheduler.services.year import FIRST, LAST

_MONTH = re.compile(r"(\d{4})[-./年]?(\d{1,2})月?")
_MONTH_DAY = re.compile(r"(\d{1,2})[-./月](\d{1,2})日?")
_DAY = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?")


def span_asked(start: str, days: int | None) -> tuple[date, int]:
    """First day and how many: "2026-12" is the month, "2026-12-07" from that day to the end of its month.

    Raises UsageError for what is no month and no day.
    """
    try:
        if found := _DAY.fullmatch(start.strip()):
            first = date(*map(int, found.groups()))
        elif found := _MONTH.fullmatch(start.strip()):
            first = date(int(found[1]), int(found[2]), 1)
        else:
            raise ValueError
    except ValueError:
        raise click.UsageError(say("应写月份或日期，如 2026-12 或 2026-12-07：{start}", start=start)) from None
    _require_reached(first)
    return first, days or calendar.monthrange(first.year, first.month)[1] - first.day + 1


def day_asked(text: str, start: date) -> date:
    """ "2026-12-07", or "12-07" in the year of `start` or the next. Raises UsageError for what is no day."""
    try:
        if found := _DAY.fullmatch(text.strip()):
            return _require_reached(date(*map(int, found.groups())))
        if found := _MONTH_DAY.fullmatch(text.strip()):
            month, day = map(int, found.groups())
            return date(start.year + (month < start.month), month, day)
    except ValueError:
        pass
    raise click.UsageError(say("不是日期：{day}，应如 2026-12-07 或 12-07", day=text))


def moment_asked(text: str, now: datetime, *, last: bool = False) -> datetime:
    """ "2026-12-1 14:00", "12月1日下午": where it starts, with `last` where it ends. Raises UsageError."""
    try:
        day, minute = words.moment(text, year=clock.today(now).year, last=last)
        return clock.at(_require_reached(day), minute)
    except words.Unreadable as unreadable:
        raise click.UsageError(unreadable.advice) from None


def _require_reached(day: date) -> date:
    """The same day. Raises UsageError where no calendar reaches it."""
    if not FIRST <= day.year <= LAST:
        raise click.UsageError(say("年份应在 {least} 到 {most} 之间", least=FIRST, most=LAST))
    return day


def span_text(starts_at: datetime, ends_at: datetime) -> str:
    """Whole days with the last one in it; else to the minute."""
    first, last = (one.astimezone(clock.TOWN) for one in (starts_at, ends_at))
    if first.time() == last.time() == time():
        last -= timedelta(days=1)
        return f"{first:%Y-%m-%d}" if first == last else f"{first:%Y-%m-%d} – {last:%Y-%m-%d}"
    return f"{first:%Y-%m-%d %H:%M} – {last:%Y-%m-%d %H:%M}"


def policy_asked(pairs: Iterable[str]) -> dict[str, int]:
    """["cap_week=5"] is {"cap_week": 5}. Raises UsageError."""
    policy = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not re.fullmatch(r"\s*\d{1,9}\s*", value):
            raise click.UsageError(say("--policy 应写成 名称=整数，如 cap_week=5：{pair}", pair=pair))
        policy[name.strip()] = int(value)
    return policy
