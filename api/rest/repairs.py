"""/rosters/{code}/repairs: somebody cannot come, or more are wanted; who steps in, who else could, and why."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validates_schema

from api.auth import allowed, asker
from api.rest.changes import OnShiftSchema, several
from api.rest.door import Asked, Moment, Noun, Real, Text, Whole
from api.rest.shifts import ShiftAskedSchema
from api.rest.views import PersonSchema
from api.town import reading, town, transaction
from scheduler.services import repairing
from scheduler.services.access import Right
from scheduler.services.repairing import Absent, ComeUp, Proposal, Resized
from scheduler.services.shifts import MOST_PEOPLE, NewShift
from solver.problem import Duty

bp = Noun("repairs", __name__, description="补岗：有人来不了，谁来顶")
_ONE = "/rosters/<roster:code>/repairs"


class AbsentSchema(Asked):
    """Either somebody or a unit."""

    volunteer = Text(least=1, metadata={"description": "志愿者编号；与 unit 二选一"})
    unit = Text(least=1, metadata={"description": "单位编号，连同它下面的人；与 volunteer 二选一"})
    starts_at = Moment(required=True)
    ends_at = Moment(required=True, metadata={"description": "不含这一刻，要晚于 starts_at"})

    @validates_schema
    def _one_of_both(self, said: dict[str, Any], **_: Any) -> None:
        if ("volunteer" in said) is ("unit" in said):
            raise ValidationError("volunteer 和 unit 写且只写一个")

    @post_load
    def _absent(self, said: dict[str, Any], **_: Any) -> Absent:
        return Absent(**said)


class ResizedSchema(Asked):
    shift = Text(least=1, required=True, metadata={"description": "班次编号"})
    headcount = Whole(
        1, MOST_PEOPLE, load_default=None, allow_none=True, metadata={"description": "改为几人，不写为只补现有空岗"}
    )

    @post_load
    def _resized(self, said: dict[str, Any], **_: Any) -> Resized:
        return Resized(**said)


class NewShiftSchema(ShiftAskedSchema):
    class Meta(ShiftAskedSchema.Meta):
        exclude = ("reason",)

    @post_load
    def _new(self, said: dict[str, Any], **_: Any) -> NewShift:
        return NewShift(**said)


class ComeUpSchema(Asked):
    """What has come up; nothing at all mends whatever the town's rules do not allow any more."""

    absent = several(AbsentSchema, "谁、什么时候来不了")
    duties = several(OnShiftSchema, "取消的值守")
    shifts = several(ResizedSchema, "人数有变、或要补空岗的班次")
    new = several(NewShiftSchema, "新增的班次")
    seconds = Real(0.05, 30, load_default=5.0, metadata={"description": "最多算多少秒，到时给出最好的"})


class RepairSchema(ComeUpSchema):
    reason = Text(load_default="", metadata={"description": "为什么；批准的请假也写它，不要写病情等隐私"})
    expected_version = Whole(load_default=None, allow_none=True, metadata={"description": "您看到的是第几版"})


class RepairChangeSchema(PersonSchema):
    shift = fields.String(required=True, metadata={"description": "班次编号；还没有的新班次为 +1、+2"})
    title = fields.String(required=True, metadata={"description": "何时何地"})
    text = fields.String(required=True, metadata={"description": "为什么是这个人"})


class StandInSchema(PersonSchema):
    unit = fields.String(required=True, metadata={"description": "单位编号"})
    change = fields.Integer(required=True, metadata={"description": "来了之后代价变化多少，负的更好"})
    metres = fields.Integer(required=True, metadata={"description": "离点位多少米"})
    duties = fields.Integer(required=True, metadata={"description": "本表已有几次值守"})
    text = fields.String(required=True, metadata={"description": "理由，如：当晚有空，距 600 米，本单位中负担最轻"})


class WantedSeatSchema(Schema):
    shift = fields.String(required=True, metadata={"description": "班次编号"})
    title = fields.String(required=True, metadata={"description": "何时何地"})
    wanted = fields.Integer(required=True, metadata={"description": "要补几人"})
    missing = fields.Integer(required=True, metadata={"description": "还缺几人"})
    stand_ins = fields.List(
        fields.Nested(StandInSchema), required=True, metadata={"description": "能来的前五位，代价低的在前"}
    )


class ProposalSchema(Schema):
    version = fields.Integer(required=True, metadata={"description": "看的是第几版"})
    gone = fields.List(fields.Nested(RepairChangeSchema), required=True, metadata={"description": "来不了的"})
    moved = fields.List(fields.Nested(RepairChangeSchema), required=True, metadata={"description": "为了换岗而撤下的"})
    come = fields.List(fields.Nested(RepairChangeSchema), required=True, metadata={"description": "来顶的"})
    seats = fields.List(fields.Nested(WantedSeatSchema), required=True, metadata={"description": "要补的班次和备选"})
    people = fields.Integer(required=True, metadata={"description": "除来不了的，惊动几人"})
    missing = fields.Integer(required=True, metadata={"description": "一共还缺几人"})
    before = fields.Integer(required=True, metadata={"description": "原来的代价"})
    left = fields.Integer(required=True, metadata={"description": "没有人顶时的代价"})
    cost = fields.Integer(required=True, metadata={"description": "补好后的代价"})
    bound = fields.Integer(
        required=True, allow_none=True, metadata={"description": "别人都不动时，代价不会低于此数；来不及算则为 null"}
    )
    late = fields.Boolean(required=True, metadata={"description": "时间到了，这是到时最好的"})


class TakenSchema(Schema):
    version = fields.Integer(required=True, metadata={"description": "现在的最新一版"})
    proposal = fields.Nested(ProposalSchema, required=True)


@bp.route(f"{_ONE}/proposal", methods=["POST"])
@allowed(Right.PLAN)
@bp.arguments(ComeUpSchema)
@bp.response(200, ProposalSchema)
def propose(asked: dict[str, Any], code: str) -> Proposal:
    """Who would step in if this came up, and up to five others for each seat. Nothing is kept."""
    come_up, seconds = _come_up(asked), asked["seconds"]
    with reading() as session:
        return repairing.propose(session, asker(), code, come_up, memory=town().memory, seconds=seconds)


@bp.route(_ONE, methods=["POST"])
@allowed(Right.PLAN)
@bp.arguments(RepairSchema)
@bp.response(200, TakenSchema)
def take(asked: dict[str, Any], code: str) -> Any:
    """The same, made the newest version; leave is approved for who is absent. People are told when it is published."""
    how = {"reason": asked["reason"], "expected": asked["expected_version"], "seconds": asked["seconds"]}
    come_up, memory = _come_up(asked), town().memory
    with transaction() as session:
        return repairing.take(session, asker(), code, come_up, memory=memory, **how, now=town().now)


def _come_up(asked: dict[str, Any]) -> ComeUp:
    return ComeUp(
        absent=tuple(asked["absent"]),
        duties=tuple(Duty(one["shift"], one["volunteer"]) for one in asked["duties"]),
        shifts=tuple(asked["shifts"]),
        new=tuple(asked["new"]),
    )
