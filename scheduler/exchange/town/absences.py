"""The sheet 请假: who cannot serve, from when to when."""

from datetime import date

from scheduler import clock
from scheduler.exchange import words
from scheduler.exchange.records import AbsenceRecord, Record
from scheduler.exchange.town.column import Column, Misfit, Row, Sheet
from scheduler.language import say

Moment = tuple[date, int]


def _first(value: object) -> tuple[Moment, Moment]:
    """Where the cell starts, and where it would end if it were all: 12月1日 is a whole day, 上午 half of it."""
    return words.moment(value), words.moment(value, last=True)


def _last(value: object) -> Moment:
    return words.moment(value, last=True)


def _records(row: Row) -> tuple[Record, ...]:
    starts, own_end = row["starts"]
    ends = row.get("ends") or own_end
    if ends == starts:
        raise Misfit("ends", say("开始写了钟点，请把结束时间也写上"))
    if clock.at(*ends) < clock.at(*starts):
        raise Misfit("ends", say("结束早于开始"))
    return (row.record(AbsenceRecord, starts=clock.at(*starts), ends=clock.at(*ends)),)


ABSENCES = Sheet(
    "absences",
    "请假",
    ("请假表", "请假名单", "absences"),
    (
        Column(
            title="姓名",
            field="volunteer",
            read=words.name,
            aliases=("志愿者", "请假人", "名字", "编号", "工号", "志愿者编号"),
            required=True,
            note="姓名或志愿者编号；同名的请写编号，或填上单位。",
            width=16,
            example="示例张三",
        ),
        Column(
            title="单位",
            field="unit",
            read=words.name,
            aliases=("单位名称", "所在单位", "部门", "单位编号", "单位代码"),
            note="有同名的人时用来分清是谁。",
            width=24,
            example="市住房和城乡建设局",
        ),
        Column(
            title="开始",
            field="starts",
            read=_first,
            aliases=("开始日期", "开始时间", "起始日期", "请假日期", "日期", "自"),
            required=True,
            note="2026-12-1 是从当天零点起；也可写 2026-12-1 14:00、2026年12月1日下午。",
            width=20,
            example="2026-12-01",
        ),
        Column(
            title="结束",
            field="ends",
            read=_last,
            aliases=("结束日期", "结束时间", "截止日期", "至"),
            note="只写日期的含当天；不填表示只请开始那一天（或那半天）。",
            width=20,
            example="2026-12-03",
        ),
        Column(
            title="事由",
            field="reason",
            read=words.text,
            aliases=("原因", "请假事由", "请假原因", "备注"),
            note="可不填。不要写病情等隐私。",
            width=24,
            example="出差",
        ),
    ),
    _records,
)
