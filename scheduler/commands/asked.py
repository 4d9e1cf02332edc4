"""What people type about rosters: months and days, policy, versions."""

import calendar
import re
from collections.abc import Iterable
from datetime import date

import click

from scheduler.language import say

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
        raise click.UsageError(say("--start 应是月份或日期，如 2026-12 或 2026-12-07：{start}", start=start)) from None
    return first, days or calendar.monthrange(first.year, first.month)[1] - first.day + 1


def day_asked(text: str, start: date) -> date:
    """ "2026-12-07", or "12-07" in the year of `start` or the next. Raises UsageError for what is no day."""
    try:
        if found := _DAY.fullmatch(text.strip()):
            return date(*map(int, found.groups()))
        if found := _MONTH_DAY.fullmatch(text.strip()):
            month, day = map(int, found.groups())
            return date(start.year + (month < start.month), month, day)
    except ValueError:
        pass
    raise click.UsageError(say("不是日期：{day}，应如 2026-12-07 或 12-07", day=text))


def policy_asked(pairs: Iterable[str]) -> dict[str, int]:
    """["cap_week=5"] is {"cap_week": 5}. Raises UsageError."""
    policy = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not re.fullmatch(r"\s*\d{1,9}\s*", value):
            raise click.UsageError(say("--policy 应写成 名称=整数，如 cap_week=5：{pair}", pair=pair))
        policy[name.strip()] = int(value)
    return policy
