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

WEIGHTS: Mapping[str, str] = {
    "vacancy": "空一个席位的代价，点位越重要越高",
    "role": "缺一个岗位角色（如带班领导）的代价",
    "fairness": "偏离应得份额的代价，偏得越多越高",
    "support": "去别的单位负责的点位一次的代价",
    "travel": "路上每满 500 米的代价",
    "wish": "违背一个意愿的代价，乘以意愿的轻重",
    "continuity": "去一个不常去的点位一次的代价",
    "dropped": "撤下一次已经通知的值守的代价",
    "added": "新增一次没有通知过的值守的代价",
}
"""What one unit of each weight of a roster's policy prices: the msgid."""

LIMITS: Mapping[str, str] = {
    "cap_day": "每人每天最多几次",
    "cap_week": "每人每周最多几次",
    "cap_total": "每人整张表最多几次",
    "cap_weekends": "每人最多占几个周末",
    "rest": "两次之间至少休息（分钟）",
    "reach": "最远离单位或住处（米）",
    "most_out_percent": "单位同时外出不超过（%）",
}
"""What people read for each limit of a roster's policy: the msgid."""

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
    return say("{month}{day}日 {weekday}", month=_month_text(day), day=day.day, weekday=weekday_text(day))


def _month_text(day: date) -> str:
    first = (say("1月"), say("2月"), say("3月"), say("4月"), say("5月"), say("6月"))
    second = (say("7月"), say("8月"), say("9月"), say("10月"), say("11月"), say("12月"))
    return (*first, *second)[day.month - 1]


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


def signed_text(value: float, places: int = 0) -> str:
    """+5, −1,200 and 0: as many decimals as `places`, a minus as wide as the plus."""
    shown = round(value, places)
    return f"{shown:+,.{places}f}".replace("-", "−") if shown else "0"


def with_aside(text: str, aside: str) -> str:
    """张三（财政局）; the text alone where there is nothing to add."""
    return say("{text}（{aside}）", text=text, aside=aside) if aside else text


def told_of(subject: str, text: str) -> str:
    """日历：2026 年为官方安排."""
    return say("{subject}：{text}", subject=subject, text=text)
