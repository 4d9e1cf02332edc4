"""Names, days, hours and lengths in the town's words; what each rule, reason and kind of reminder is called."""

from collections.abc import Mapping
from datetime import date

from scheduler.language import say

DAY = 1440

RULES: Mapping[str, str] = {
    "vacancy": "空岗",
    "role": "缺岗位角色",
    "fairness": "负担不均",
    "support": "跨单位支援",
    "travel": "路程",
    "wish": "个人意愿",
    "continuity": "换岗",
    "dropped": "撤下已发布的",
    "added": "新增未发布的",
    "breaches": "硬性规则例外",
}
"""What people read for each name of a roster's costs: the msgid."""

REASONS: Mapping[str, str] = {
    "barred": "本人已谢绝",
    "reach": "离得太远",
    "away": "那时不能来",
    "overlap": "同时另有值守",
    "rest": "休息时间不够",
    "caps": "次数已到上限",
    "office": "单位须留人在岗",
    "role": "不具备所缺的角色",
    "free": "可以来（只是代价更高）",
}
"""Why somebody is not on a shift: the msgid of each reason."""

MATTERS: Mapping[str, str] = {
    "published": "值守安排",
    "changed": "值守变动",
    "tomorrow": "明日值守",
    "groups": "单位群汇总",
    "soon": "值守将近",
    "vacancies": "空岗",
    "inspection": "日督导",
    "alarms": "故障",
}
"""What people read for each kind of reminder: the msgid."""


def day_text(day: date) -> str:
    """12月3日 周四."""
    return f"{say('{month}月{day}日', month=day.month, day=day.day)} {weekday_text(day)}"


def weekday_text(day: date) -> str:
    """周四."""
    week = (say("周一"), say("周二"), say("周三"), say("周四"), say("周五"), say("周六"), say("周日"))
    return week[day.weekday()]


def hours_text(start: int, end: int) -> str:
    """Minutes after midnight as 07:30–08:30; an end on the next day says so."""
    until = clock_text(end) if end <= DAY else say("次日") + clock_text(end - DAY)
    return f"{clock_text(start)}–{until}"


def clock_text(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def length_text(minutes: int) -> str:
    """90 minutes are 1 小时 30 分钟."""
    hours, rest = divmod(minutes, 60)
    parts = [say("{count} 小时", count=hours)] if hours else []
    return " ".join([*parts, *([say("{count} 分钟", count=rest)] if rest or not hours else [])])
