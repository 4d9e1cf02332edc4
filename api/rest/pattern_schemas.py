"""What REST takes and gives of a shift pattern."""

import re
from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate

from api.rest.door import Asked, Day, Text, Whole, YesNo
from api.rest.edits import Kept, told
from api.rest.times import Clock
from scheduler.services.pattern_views import DaySpan
from scheduler.store.calendar import DayKind

_DAY_KINDS = "哪些日子：workday 工作日，rest 休息日，holiday 节假日，makeup 调休上班"
_WEEKDAYS = "只在星期几，1 周一 到 7 周日；空：都可以"
_POINTS = "只在这些点位，写编号；与 point_kinds 都为空：所有点位"
_KINDS = "只在这些类别的点位，写编号"
_HEADCOUNT = "一个数，或算法如 max(8, length/50)、每50米1人，至少8人；null：按点位和类别的标准"
_ROLES = '人数之中各岗位要几个，如 {"leader": 1}'
_MONTH_DAY = "(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"


class DaySpanSchema(Asked):
    start = Clock(required=True, data_key="from")
    until = Clock(48, required=True, metadata={"description": "不含这一刻；次日的钟点加 24，如 26:00"})

    @post_load
    def _span(self, found: Mapping[str, int], **_: Any) -> DaySpan:
        return DaySpan(**found)


def _month_day(what: str) -> Any:
    return fields.String(
        load_default=None,
        allow_none=True,
        validate=_is_month_day,
        metadata={"description": what, "pattern": f"^{_MONTH_DAY}$"},
    )


def _is_month_day(text: str) -> None:
    if not re.fullmatch(_MONTH_DAY, text):
        raise ValidationError("应为月-日，如 06-01")


def _spans(what: str, *, least: int, **given: Any) -> Any:
    return fields.List(
        fields.Nested(DaySpanSchema), validate=validate.Length(least, 20), metadata={"description": what}, **given
    )


def _codes(what: str) -> Any:
    return fields.List(
        Text(least=1), load_default=list, validate=validate.Length(max=500), metadata={"description": what}
    )


class PatternBodySchema(Kept):
    code = told()
    name = Text(100, least=1, required=True)
    active = YesNo(load_default=True, metadata={"description": "false：停用；班次模板不删除"})
    day_kinds = fields.List(
        fields.Enum(DayKind, by_value=True),
        required=True,
        validate=validate.Length(1, 10),
        metadata={"description": _DAY_KINDS},
    )
    weekdays = fields.List(
        Whole(1, 7), load_default=list, validate=validate.Length(max=7), metadata={"description": _WEEKDAYS}
    )
    from_day = Day(load_default=None, allow_none=True, metadata={"description": "从这一天起"})
    until_day = Day(load_default=None, allow_none=True, metadata={"description": "到这一天之前"})
    theme = Text(least=1, load_default=None, allow_none=True, metadata={"description": "只在这个主题期间，写编号"})
    replaces = _codes("在它适用的点位和日子，代替哪些班次模板；只有属于主题的可以")
    point_kinds, points = _codes(_KINDS), _codes(_POINTS)
    spans = _spans("每一段是一个班次", least=1, required=True)
    summer_spans = _spans("夏季改用的时段；空：全年一样", least=0, load_default=list)
    summer_from, summer_until = _month_day("夏季从这一天起"), _month_day("夏季到这一天之前")
    headcount = Text(least=1, load_default=None, allow_none=True, metadata={"description": _HEADCOUNT})
    roles = fields.Dict(
        keys=Text(least=1),
        values=Whole(1, 1000),
        load_default=dict,
        validate=validate.Length(max=50),
        metadata={"description": _ROLES},
    )
    load_ = Whole(
        0, 100, data_key="load", attribute="load", load_default=1, metadata={"description": "一次值守在均衡时算几次"}
    )
    rain_cancels = YesNo(load_default=False, metadata={"description": "下雨就取消"})
    counts_hours = YesNo(load_default=True, metadata={"description": "计入志愿服务时长"})
    counts_fairness = YesNo(load_default=True, metadata={"description": "计入均衡"})


class PatternSchema(Schema):
    code = fields.String(required=True)
    name = fields.String(required=True)
    active = fields.Boolean(required=True)
    day_kinds = fields.List(fields.String(), required=True, metadata={"description": _DAY_KINDS})
    weekdays = fields.List(fields.Integer(), required=True, metadata={"description": _WEEKDAYS})
    from_day = fields.Date(required=True, allow_none=True)
    until_day = fields.Date(required=True, allow_none=True, metadata={"description": "不含这一天"})
    theme = fields.String(required=True, allow_none=True)
    replaces = fields.List(fields.String(), required=True)
    point_kinds = fields.List(fields.String(), required=True, metadata={"description": _KINDS})
    points = fields.List(fields.String(), required=True, metadata={"description": f"{_POINTS}；只列出管理范围内的"})
    spans = fields.List(fields.Nested(DaySpanSchema), required=True)
    summer_spans = fields.List(fields.Nested(DaySpanSchema), required=True)
    summer_from = fields.String(required=True, allow_none=True, metadata={"description": "月-日"})
    summer_until = fields.String(required=True, allow_none=True, metadata={"description": "月-日，不含这一天"})
    headcount = fields.String(required=True, allow_none=True, metadata={"description": _HEADCOUNT})
    roles = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True, metadata={"description": _ROLES})
    load_ = fields.Integer(data_key="load", attribute="load", required=True)
    rain_cancels = fields.Boolean(required=True)
    counts_hours = fields.Boolean(required=True)
    counts_fairness = fields.Boolean(required=True)


class PreviewDaySchema(Schema):
    day = fields.Date(required=True)
    kind = fields.Enum(DayKind, by_value=True, required=True)
    name = fields.String(required=True, allow_none=True, metadata={"description": "节日名称"})
    shifts = fields.Integer(required=True, metadata={"description": "几个班次"})
    seats = fields.Integer(required=True, metadata={"description": "共要几人次"})


class PreviewSchema(Schema):
    days = fields.List(fields.Nested(PreviewDaySchema), required=True)
    shifts = fields.Integer(required=True)
    seats = fields.Integer(required=True)
    doubled = fields.Integer(required=True, metadata={"description": "其中几个班次与别的模板在同一点位同一时段重复"})
