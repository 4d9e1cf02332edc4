"""/lendings and /rosters/{code}/lendings: people of a grid come to another that is short of people, for a day."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from api.auth import allowed, asker
from api.rest.changes import OnShiftSchema, several
from api.rest.door import Asked, Day, Noun, Text, Whole
from api.rest.publications import FaultSchema, MessageSchema
from api.rest.repairs import StandInSchema
from api.town import reading, town, transaction
from scheduler.clock import today
from scheduler.services import lending
from scheduler.services.access import Right
from scheduler.services.lending import Lend
from scheduler.store.grids import GridLevel
from solver.problem import Duty

bp = Noun("lendings", __name__, description="跨片支援：借别的网格的人过来一天")


class GroundQuery(Asked):
    date = Day(metadata={"description": "哪一天，不写为今天"})
    level = fields.Enum(
        GridLevel, by_value=True, load_default=None, metadata={"description": "按哪一级网格，不写为有得可调的最高一级"}
    )


class GroundDaySchema(Schema):
    code = fields.String(required=True, metadata={"description": "网格的编号"})
    name = fields.String(required=True)
    seats = fields.Integer(required=True, metadata={"description": "当天要几人次"})
    missing = fields.Integer(required=True, metadata={"description": "还缺几人次"})
    people = fields.Integer(required=True, metadata={"description": "负责这里的单位有几人"})
    free = fields.Integer(required=True, metadata={"description": "其中当天没有值守和请假的"})


class GroundSchema(Schema):
    day = fields.Date(required=True)
    level = fields.Enum(GridLevel, by_value=True, required=True, allow_none=True)
    levels = fields.List(
        fields.Enum(GridLevel, by_value=True), required=True, metadata={"description": "可以按哪几级看"}
    )
    grids = fields.List(fields.Nested(GroundDaySchema), required=True, metadata={"description": "最缺人的在前"})


class LendSchema(Asked):
    day = Day(required=True, metadata={"description": "哪一天"})
    source = Text(least=1, required=True, metadata={"description": "从哪个网格，写编号"})
    target = Text(least=1, required=True, metadata={"description": "到哪个网格，写编号"})


class ProposalAskedSchema(LendSchema):
    @post_load
    def _lend(self, said: dict[str, Any], **_: Any) -> Lend:
        return Lend(**said)


class TakeSchema(LendSchema):
    duties = several(OnShiftSchema, "谁到哪个班次")
    expected_version = Whole(load_default=None, allow_none=True, metadata={"description": "您看到的是第几版"})


class WantSchema(Schema):
    shift = fields.String(required=True, metadata={"description": "班次编号"})
    title = fields.String(required=True, metadata={"description": "何时何地"})
    missing = fields.Integer(required=True, metadata={"description": "还缺几人"})
    offered = fields.List(fields.Nested(StandInSchema), required=True, metadata={"description": "能来的人，合适的在前"})
    taken = fields.List(fields.String(), required=True, metadata={"description": "建议来的志愿者编号"})


def _pair(what: str) -> fields.List[Any]:
    text = f"{what}：先后两个数"
    return fields.List(
        fields.Integer(), required=True, validate=validate.Length(equal=2), metadata={"description": text}
    )


class EffectSchema(Schema):
    day = _pair("当天还缺")
    month = _pair("全表空岗")
    cost = _pair("代价")
    faults = fields.List(fields.Nested(FaultSchema), required=True, metadata={"description": "违反的硬性规则"})
    messages = fields.List(fields.Nested(MessageSchema), required=True, metadata={"description": "谁会收到什么"})


class LendingSchema(Schema):
    roster = fields.String(required=True, metadata={"description": "排班表的编号"})
    name = fields.String(required=True)
    version = fields.Integer(required=True, metadata={"description": "看的是第几版"})
    told = fields.Boolean(required=True, metadata={"description": "这一版已全部告知，来的人会立刻收到通知"})
    wants = fields.List(fields.Nested(WantSchema), required=True)
    effect = fields.Nested(EffectSchema, required=True, metadata={"description": "照建议做，对本期的影响"})


class ProposedSchema(Schema):
    source = fields.String(required=True, metadata={"description": "网格的名称"})
    target = fields.String(required=True, metadata={"description": "网格的名称"})
    lendings = fields.List(fields.Nested(LendingSchema), required=True)


class LentSchema(Schema):
    version = fields.Integer(required=True, metadata={"description": "现在的最新一版"})
    told = fields.Integer(
        required=True, allow_none=True, metadata={"description": "通知了几人；发布时一并通知则为 null"}
    )
    waiting_text = fields.String(required=True, metadata={"description": "谁晚些才收到"})


@bp.route("/lendings/grids")
@allowed(Right.PLAN)
@bp.arguments(GroundQuery, location="query")
@bp.response(200, GroundSchema)
def grids(query: dict[str, Any]) -> Any:
    """Where people are missing on a day, and where people are free."""
    with reading() as session:
        return lending.ground(session, asker(), query.get("date") or today(town().now), query["level"])


@bp.route("/lendings/proposal", methods=["POST"])
@allowed(Right.PLAN)
@bp.arguments(ProposalAskedSchema)
@bp.response(200, ProposedSchema)
def propose(asked: Lend) -> Any:
    """Who would come from one grid to the other that day, and the effect. Nothing is kept."""
    with reading() as session:
        return lending.propose(session, asker(), asked, now=town().now)


@bp.route("/rosters/<roster:code>/lendings", methods=["POST"])
@allowed(Right.PLAN)
@bp.arguments(TakeSchema)
@bp.response(200, LentSchema)
def lend(said: dict[str, Any], code: str) -> Any:
    """Let them come: a new version of the roster, told at once where people know of all that was before."""
    duties, expected = said.pop("duties"), said.pop("expected_version")
    come, here = [Duty(one["shift"], one["volunteer"]) for one in duties], town()
    with transaction() as session:
        return lending.lend(
            session, asker(), Lend(**said), code, come, expected=expected, settings=here.settings, now=here.now
        )
