"""The shapes of /stewardships/plans: what is asked, what a plan says, what differs."""

from typing import Any

from marshmallow import Schema, fields, post_load

from api.rest.door import Asked, Day, Paging, Real, Text, Whole, order_by
from api.rest.edits import SpotSchema
from scheduler.services.allotting import plans
from scheduler.services.allotting.wanted import LONGEST, NewPoint
from scheduler.store.runs import RunState

_MOST = 500
_THOUSANDTHS = "千分之一班/人·月"


class PlanQuery(Paging):
    state = fields.Enum(RunState, by_value=True, metadata={"description": "只看这种状态"})
    order = order_by("-asked_at", "number")


class NewPointSchema(Asked):
    code = Text(60, least=1, required=True)
    need = Whole(0, 9999, required=True, metadata={"description": "每月几班"})
    at = fields.Nested(SpotSchema, required=True)

    @post_load
    def _point(self, said: dict[str, Any], **_: Any) -> NewPoint:
        return NewPoint(said["code"], said["need"], (said["at"].longitude, said["at"].latitude))


class PlanAskedSchema(Asked):
    start = Day(required=True, metadata={"description": "季的第一天"})
    days = Whole(1, LONGEST, required=True)
    name = Text(load_default="")
    most = Whole(1, 50, load_default=3, metadata={"description": "一个点位最多几个单位"})
    change = Whole(0, 1_000_000, load_default=500, metadata={"description": "每签或解除一份分包，算多千分之几班/月"})
    share = Whole(0, 1_000_000, load_default=0, metadata={"description": "每共包一个点位，算多千分之几班/月"})
    absence = Whole(0, 90, load_default=5, metadata={"description": "预计缺勤百分比"})
    whole = fields.List(
        Text(least=1), load_default=list, validate=lambda all_: len(all_) <= _MOST,
        metadata={"description": "整体由一个单位负责的网格编号；all 为所有社区"},
    )  # fmt: skip
    districts = fields.Dict(
        Text(least=1), Text(least=1), load_default=dict,
        metadata={"description": "指挥部的单位只包这个网格内的点位：指挥部编号 → 网格编号"},
    )  # fmt: skip
    added = fields.List(fields.Nested(NewPointSchema), load_default=list, metadata={"description": "假如新增这些点位"})
    lost = fields.List(Text(least=1), load_default=list, metadata={"description": "假如少了这些单位，写编号"})
    caps = fields.Dict(
        Text(least=1), Whole(0, 100), load_default=dict, metadata={"description": "假如单位的人每周最多几班"}
    )
    staffed = fields.Dict(
        Text(least=1), Whole(-100, 100), load_default=dict,
        metadata={"description": "假如点位每班多要几人，负的为少几人：点位编号 → 几人"},
    )  # fmt: skip
    seconds = Real(1, plans.MOST_SECONDS, load_default=30.0, metadata={"description": "最多算多少秒"})


class PlanWantedSchema(Schema):
    start = fields.Date(required=True)
    days = fields.Integer(required=True)
    most = fields.Integer(required=True)
    change = fields.Integer(required=True)
    share = fields.Integer(required=True)
    absence = fields.Integer(required=True)
    whole = fields.List(fields.String(), required=True)
    districts = fields.Dict(fields.String(), fields.String(), required=True)
    lost = fields.List(fields.String(), required=True)
    caps = fields.Dict(fields.String(), fields.Integer(), required=True)
    staffed = fields.Dict(fields.String(), fields.Integer(), required=True)


class PlanListedSchema(Schema):
    number = fields.Integer(required=True)
    name = fields.String(required=True)
    state = fields.Enum(RunState, by_value=True, required=True)
    wanted = fields.Nested(PlanWantedSchema, required=True)
    by = fields.String(required=True, metadata={"description": "谁要的"})
    asked_at = fields.AwareDateTime(required=True)
    ended_at = fields.AwareDateTime(required=True, allow_none=True)
    seconds = fields.Float(required=True, metadata={"description": "最多算多少秒"})
    progress = fields.String(required=True, metadata={"description": "给人看的进度"})
    worst = fields.Integer(required=True, allow_none=True, metadata={"description": f"最重的单位，{_THOUSANDTHS}"})
    bound = fields.Integer(required=True, allow_none=True, metadata={"description": "已证明最重的单位不会低于此数"})
    gap = fields.Float(required=True, allow_none=True, metadata={"description": "(worst − bound) / worst"})
    error = fields.String(required=True, allow_none=True)


class PlanProofSchema(Schema):
    reached = fields.Integer(required=True)
    bound = fields.Integer(required=True)
    gap = fields.Float(required=True)


class PlannedUnitSchema(Schema):
    unit = fields.String(required=True, metadata={"description": "单位编号"})
    name = fields.String(required=True)
    strength = fields.Integer(required=True, metadata={"description": "折合多少人，百分之一人"})
    points_before = fields.Integer(required=True)
    points = fields.Integer(required=True)
    before = fields.Integer(required=True, metadata={"description": f"现在，{_THOUSANDTHS}"})
    after = fields.Integer(required=True, metadata={"description": f"按方案，{_THOUSANDTHS}"})
    weighed = fields.Integer(required=True, metadata={"description": "按方案，加上改签和共包的折算"})
    without = fields.Integer(
        required=True, allow_none=True, metadata={"description": "不作假设时的方案；没有假设为 null"}
    )
    advice = fields.String(required=True, metadata={"description": "怎么办；不用做什么时为空"})


class PlannedPointSchema(Schema):
    point = fields.String(required=True, metadata={"description": "点位编号"})
    name = fields.String(required=True)
    need = fields.Integer(required=True, metadata={"description": "每月千分之几班"})
    before = fields.List(fields.String(), required=True, metadata={"description": "现在的单位，主责在前"})
    after = fields.List(fields.String(), required=True, metadata={"description": "按方案的单位，主责在前"})
    without = fields.List(fields.String(), required=True, allow_none=True)


class PlannedChangeSchema(Schema):
    point = fields.String(required=True)
    unit = fields.String(required=True)
    move = fields.String(required=True, metadata={"description": "begin、end，或改为 lead、assist"})
    price = fields.Integer(required=True, metadata={"description": f"折算进负担，{_THOUSANDTHS}"})


class PlanFoundSchema(Schema):
    status = fields.String(required=True, metadata={"description": "optimal、feasible 或 stopped"})
    worst = fields.Nested(PlanProofSchema, required=True, metadata={"description": "最重的单位"})
    tenth = fields.Nested(PlanProofSchema, required=True, metadata={"description": "最重的十分之一单位之和"})
    seconds = fields.Float(required=True)
    unplaced = fields.Integer(required=True, metadata={"description": "没有坐标的点位"})
    uncovered = fields.List(fields.String(), required=True, metadata={"description": "没有单位够得着的点位"})
    units = fields.List(fields.Nested(PlannedUnitSchema), required=True)
    points = fields.List(fields.Nested(PlannedPointSchema), required=True)
    changes = fields.List(fields.Nested(PlannedChangeSchema), required=True)


class PlanSchema(PlanListedSchema):
    found = fields.Nested(PlanFoundSchema, required=True, allow_none=True, metadata={"description": "编好之前为 null"})


class PlanCompareQuery(Asked):
    other = Whole(1, metadata={"description": "与这一号方案比；不写则与现行分包比"})
    on = Day(metadata={"description": "与哪一天的分包比；不写为今天"})


class PlanLineSchema(Schema):
    point = fields.String(required=True, metadata={"description": "点位编号"})
    name = fields.String(required=True)
    before = fields.List(fields.String(), required=True, metadata={"description": "单位编号，主责在前"})
    after = fields.List(fields.String(), required=True, metadata={"description": "单位编号，主责在前"})
    begun = fields.List(fields.String(), required=True)
    ended = fields.List(fields.String(), required=True)


class PlanUnitLineSchema(Schema):
    unit = fields.String(required=True, metadata={"description": "单位编号"})
    name = fields.String(required=True)
    before = fields.Integer(required=True, metadata={"description": _THOUSANDTHS})
    after = fields.Integer(required=True, metadata={"description": _THOUSANDTHS})


class PlanComparisonSchema(Schema):
    lines = fields.List(fields.Nested(PlanLineSchema), required=True, metadata={"description": "有变的点位"})
    same = fields.Integer(required=True, metadata={"description": "不变的点位有几个"})
    units = fields.List(fields.Nested(PlanUnitLineSchema), required=True, metadata={"description": "减得最多的在前"})
    hindered = fields.Dict(
        fields.String(), fields.String(), required=True,
        metadata={"description": "不能启用的点位 → 为什么，如编好以后分包又改过；与另一方案比时为空"},
    )  # fmt: skip
