"""Shift patterns and themes, as pages show them."""

from api.pages.records.inputs import (
    CHECK,
    COUNTS,
    DAY,
    HEADCOUNT,
    LAST_DAY,
    LAST_MONTH_DAY,
    MONTH_DAY,
    SPANS,
    TEXT,
    WEEKDAYS,
    Input,
    boxes,
    choose,
    whole,
)
from api.pages.records.record import Field, Group, Record
from api.rest import patterns, themes

_DAYS = {"workday": "工作日", "makeup": "调休上班", "rest": "休息日", "holiday": "节假日"}
_LONG = Input(attributes={"maxlength": 100})
_SEARCH = Field("search", "编号或名称", TEXT)

PATTERNS = Record(
    noun="pattern",
    path="patterns",
    name="班次模板",
    about="哪些日子、哪些点位、几点到几点、要几个人。新建排班表时按模板展开成班次。",
    icon="clock",
    looks=patterns.LOOKS,
    edits=patterns.EDITS,
    columns=("code", "name", "day_kinds", "weekdays", "spans", "headcount", "theme", "active"),
    groups=(
        Group(
            "哪些日子",
            (
                Field("name", "班次名称", _LONG, "如 早高峰、周末执勤。", must=True),
                Field("active", "启用", CHECK, "不再用的停用，不删除；已经排好的不受影响。"),
                Field("day_kinds", "日子类型", boxes(**_DAYS), "调休上班日是放假前后要上班的周末。", must=True),
                Field("weekdays", "星期", WEEKDAYS, "只在其中几天的，如 周一至周五；不填为不限。"),
                Field("from_day", "起始日期", DAY, "从哪天起，不填为不限。"),
                Field("until_day", "截止日期", LAST_DAY, "到哪天止，含当天，不填为不限。"),
            ),
        ),
        Group(
            "几点、多少人",
            (
                Field("spans", "时段", SPANS, "如 7:15-8:00、17:00-18:30；每一段是一个班次。", must=True),
                Field("headcount", "人数", HEADCOUNT, "一个数，或“每50米1人，至少8人”这样的算法；不填按点位的标准。"),
                Field("roles", "岗位", COUNTS, "人数之中要有谁，各几个。"),
                Field("load", "权重", whole(0, 100), "一次值守在均衡时算几次。", must=True),
            ),
        ),
        Group(
            "哪些点位",
            (
                Field("point_kinds", "点位类别", boxes("kinds"), "与“点位”都不选为全部点位。"),
                Field("points", "点位", boxes("points"), "只适用于这几个点位。"),
            ),
        ),
        Group(
            "夏季、主题和其他",
            (
                Field("summer_spans", "夏季时段", SPANS, "夏季作息不同的写全部时段；与夏季起、夏季止一起填。"),
                Field("summer_from", "夏季起", MONTH_DAY, "每年的哪一天起，如 6月1日。"),
                Field("summer_until", "夏季止", LAST_MONTH_DAY, "每年的哪一天止，含当天，如 9月30日。"),
                Field("theme", "主题", choose("themes"), "只在这个主题期间。"),
                Field("replaces", "替换班次", boxes("patterns"), "主题期间替换哪些班次。"),
                Field("rain_cancels", "雨天取消", CHECK),
                Field("counts_hours", "计入时长", CHECK, "计入志愿服务时长。"),
                Field("counts_fairness", "计入均衡", CHECK, "计入各人的负担。"),
            ),
            folded=True,
        ),
    ),
    filters=(
        _SEARCH,
        Field("theme", "主题", choose("themes")),
        Field("active", "启用", choose(true="是", false="否")),
    ),
    extra="records/preview.html",
    script="js/preview.js",
)

THEMES = Record(
    noun="theme",
    path="themes",
    name="主题",
    about="一月一主题：口号和日子；可以有自己的班次模板。",
    icon="bell",
    looks=themes.LOOKS,
    edits=themes.EDITS,
    columns=("code", "name", "from_day", "until_day"),
    groups=(
        Group(
            "",
            (
                Field("name", "名称", _LONG, must=True),
                Field("from_day", "第一天", DAY, must=True),
                Field("until_day", "最后一天", LAST_DAY, must=True),
            ),
        ),
    ),
    filters=(_SEARCH, Field("on", "这一天所在的", DAY)),
)
