"""Columns of the sheet 志愿者 for what somebody can be asked: how often, how far, when."""

from scheduler.exchange import words
from scheduler.exchange.town.column import Column


def _cap(value: object) -> int:
    return words.whole(value, most=1000)


LIMITS = (
    Column(
        title="每天上限",
        field="cap_day",
        read=_cap,
        note="一天最多值守几次，不填按全市统一设置。",
        width=10,
        example=1,
    ),
    Column(title="每周上限", field="cap_week", read=_cap, note="一周最多值守几次。", width=10, example=3),
    Column(
        title="每期上限",
        field="cap_total",
        read=_cap,
        aliases=("每月上限", "总上限", "总次数上限"),
        note="一张排班表里最多值守几次。",
        width=10,
        example=10,
    ),
    Column(
        title="周末上限",
        field="cap_weekends",
        read=_cap,
        aliases=("周末次数上限",),
        note="一张排班表里最多占用几个周末。",
        width=10,
        example=2,
    ),
    Column(
        title="间隔",
        field="rest",
        read=words.minutes,
        aliases=("值守间隔", "休息间隔", "最短间隔"),
        measured=True,
        note="两次值守之间至少隔多久，如 11小时；只写数字是分钟。",
        width=10,
        example="11小时",
    ),
    Column(
        title="到岗范围",
        field="reach",
        read=words.metres,
        aliases=("到岗距离", "最远距离", "范围"),
        measured=True,
        note="离办公地点或住处最远多少，如 3公里；只写数字是米。",
        width=12,
        example="3公里",
    ),
    Column(
        title="可值守时间",
        field="availability",
        read=words.availability,
        aliases=("可值守时段", "空闲时间", "可服务时间"),
        note="如 周一至周五 18:00-21:00；周末全天。不填表示随时可以。",
        width=30,
        example="周一至周五 7:00-19:00；周末全天",
    ),
)
