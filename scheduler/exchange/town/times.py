"""Columns of the sheet 班次 for when: kinds of day, weekdays, times, summer times, first and last day."""

from datetime import date, timedelta

from scheduler.exchange import words
from scheduler.exchange.town.column import Column, Misfit, Row, last_day
from scheduler.language import say


def _after(value: object) -> str:
    """The day after the last one of every year, "MM-DD"; a leap year, so that 29 February is one."""
    last = date.fromisoformat(f"2000-{words.month_day(value)}")
    return f"{last + timedelta(days=1):%m-%d}"


def _weekdays(value: object) -> tuple[int, ...] | None:
    return words.weekdays(value) or None


def summer_is_whole(row: Row) -> None:
    """Raises Misfit when only some of the three columns of summer are filled."""
    wanted = ("summer_spans", "summer_from", "summer_until")
    missing = [name for name in wanted if row.get(name) is None]
    if missing and len(missing) < len(wanted):
        raise Misfit(missing[0], say("夏季时段、夏季起、夏季止三格要么都填，要么都不填"))


DAYS_AND_TIMES = (
    Column(
        title="日子类型",
        field="day_kinds",
        read=words.day_kinds,
        aliases=("日期类型", "适用日", "日子"),
        required=True,
        note="工作日（含调休上班日）、休息日、节假日、调休上班日、每天；可写几种，用顿号隔开。",
        choices=("工作日", "休息日", "节假日", "休息日、节假日", "调休上班日", "每天"),
        width=16,
        example="工作日",
    ),
    Column(
        title="星期",
        field="weekdays",
        read=_weekdays,
        aliases=("周几", "星期几"),
        note="只在其中几天的，如 周一至周五、一三五；不填为不限。",
        width=14,
    ),
    Column(
        title="时段",
        field="spans",
        read=words.spans,
        aliases=("时间", "值守时间", "执勤时间", "值守时段", "起止时间"),
        required=True,
        note="如 7:15-8:00、17:00-18:30；每一段是一个班次。",
        width=26,
        example="7:15-8:00、17:00-18:30",
    ),
    Column(
        title="夏季时段",
        field="summer_spans",
        read=words.spans,
        aliases=("夏季时间", "夏令时段"),
        note="夏季作息不同的写全部时段；与夏季起、夏季止一起填。",
        width=26,
        example="7:00-8:00、17:30-19:00",
    ),
    Column(
        title="夏季起",
        field="summer_from",
        read=words.month_day,
        aliases=("夏季开始",),
        note="每年的哪一天起，如 6月1日。",
        example="6月1日",
    ),
    Column(
        title="夏季止",
        field="summer_until",
        read=_after,
        aliases=("夏季结束",),
        note="每年的哪一天止，含当天，如 9月30日。",
        example="9月30日",
    ),
    Column(
        title="起始日期",
        field="from_day",
        read=words.day,
        aliases=("开始日期", "自"),
        note="从哪天起，不填为不限。",
        width=14,
    ),
    Column(
        title="截止日期",
        field="until_day",
        read=last_day,
        aliases=("结束日期", "至"),
        note="到哪天止，含当天，不填为不限。",
        width=14,
    ),
)
