"""The sheet 班次: which days, points and times are staffed, by how many and by whom."""

from scheduler.exchange import words
from scheduler.exchange.records import PatternRecord, Record
from scheduler.exchange.town.column import (
    CODE,
    Column,
    Misfit,
    Row,
    Sheet,
    all_or_several,
    coded,
    in_order,
    several,
)
from scheduler.exchange.town.times import DAYS_AND_TIMES, summer_is_whole
from scheduler.language import say


def _load(value: object) -> int:
    return words.whole(value, most=100)


def _records(row: Row) -> tuple[Record, ...]:
    in_order(row)
    summer_is_whole(row)
    if row.get("theme") and not (row.get("from_day") and row.get("until_day")):
        raise Misfit("theme", say("属于某个主题的班次，起始日期和截止日期都要填"))
    if row.get("replaces") and not row.get("theme"):
        raise Misfit("replaces", say("只有写明主题的班次才能替换别的班次"))
    return (row.record(PatternRecord, **coded(row)),)


PATTERNS = Sheet(
    "patterns",
    "班次",
    ("班次模板", "班次表", "值守时间", "时间安排", "patterns"),
    (
        CODE,
        Column(
            title="班次名称",
            field="name",
            read=words.name,
            aliases=("班次", "名称"),
            required=True,
            note="如 早高峰、周末执勤。",
            width=18,
            example="工作日早晚高峰",
        ),
        *DAYS_AND_TIMES,
        Column(
            title="点位类别",
            field="point_kinds",
            read=several,
            aliases=("适用类别", "类别"),
            note="适用于哪些类别的点位，如 路口、路段；与“点位”都不填为全部点位。",
            width=18,
            example="路口",
        ),
        Column(
            title="点位",
            field="points",
            read=all_or_several,
            aliases=("适用点位", "点位名称", "点位编号"),
            note="只适用于哪几个点位，名称或编号，用顿号隔开。",
            width=24,
        ),
        Column(
            title="人数",
            field="headcount",
            read=words.text,
            aliases=("每班人数", "每点人数", "需要人数"),
            note="一个数，或“每50米1人，至少8人”这样的算法；不填按点位和类别的标准。",
            width=18,
        ),
        Column(
            title="岗位",
            field="roles",
            read=words.roles,
            aliases=("岗位角色", "角色", "岗位要求"),
            note="人数之中要有谁，如 带班领导1、引导员2。",
            width=24,
            example="带班领导1、引导员1",
        ),
        Column(
            title="权重",
            field="load",
            read=_load,
            aliases=("负担", "工作量"),
            note="一次值守在均衡时算几次，不填为 1。",
            width=8,
        ),
        Column(
            title="雨天取消",
            field="rain_cancels",
            read=words.yes_no,
            aliases=("雨天不值守",),
            note="是或否，不填为否。",
            choices=("是", "否"),
            width=10,
            example="否",
        ),
        Column(
            title="计入时长",
            field="counts_hours",
            read=words.yes_no,
            note="是否计入志愿服务时长，不填为是。",
            choices=("是", "否"),
            width=10,
        ),
        Column(
            title="计入均衡",
            field="counts_fairness",
            read=words.yes_no,
            note="是否计入各人的负担，不填为是。",
            choices=("是", "否"),
            width=10,
        ),
        Column(
            title="主题",
            field="theme",
            read=words.name,
            aliases=("月主题",),
            note="属于哪个主题（一月一主题）；起始和截止日期要填全。",
            width=16,
        ),
        Column(
            title="替换班次",
            field="replaces",
            read=several,
            aliases=("替换",),
            note="主题期间替换哪些班次，名称或编号，用顿号隔开。",
            width=18,
        ),
        Column(
            title="启用",
            field="active",
            read=words.yes_no,
            aliases=("是否启用",),
            note="是或否，不填为是。",
            choices=("是", "否"),
            width=8,
        ),
    ),
    _records,
)
