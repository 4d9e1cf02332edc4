"""Why there is nothing to staff on some days: no points, no patterns, patterns of other days or of other points."""

from collections import Counter
from collections.abc import Collection

from scheduler.language import say
from scheduler.services.days import KINDS, Day
from scheduler.services.patterns import Pattern
from scheduler.services.wording import day_text
from scheduler.store.rosters import Roster


def why_nothing(roster: Roster, patterns: Collection[Pattern], days: Collection[Day], *, points: int) -> str:
    """In a clause, why those patterns staff none of the roster's `points` points on its days."""
    if not points:
        return say("这些日子里没有分包的点位") if roster.unit_id is not None else say("范围里没有点位")
    if not patterns:
        return say("没有启用的班次模板")
    if not any(pattern.applies_on(day) for pattern in patterns for day in days):
        return say("没有班次模板安排这些日子：{days}", days=_told(days))
    return say("班次模板在这些日子安排的不是这里的点位")


def _told(days: Collection[Day]) -> str:
    """12月5日 周六 – 12月6日 周日，2 天休息日."""
    first, last = day_text(min(day.day for day in days)), day_text(max(day.day for day in days))
    kinds = Counter(day.kind for day in days)
    counted = [say("{count} 天{kind}", count=count, kind=say(KINDS[kind])) for kind, count in kinds.items()]
    return say("，").join([first if first == last else f"{first} – {last}", *counted])
