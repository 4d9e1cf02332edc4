"""/runs: solves that were asked for, how far they are, calling them off."""

from typing import Any

from flask import Response, url_for
from marshmallow import Schema, fields, validate

from api.auth import allowed, asker
from api.rest.door import Asked, Day, Noun, Paging, Text, Whole, order_by
from api.rest.events import EVENT, EVENTS, Seen, watched
from api.rest.nouns import Looks, show
from api.town import town, transaction
from scheduler.services import generating, run_views
from scheduler.services.access import Asker, Right
from scheduler.services.run_parts import RunPart
from scheduler.services.run_views import RunFilter
from scheduler.store.database import Session
from scheduler.store.runs import RunState

bp = Noun("runs", __name__, description="排班运行：在后台求解，随时可看进度")
_ONE = "/runs/<number:number>"


class RunQuery(Paging):
    roster = Text(metadata={"description": "只看这张排班表的，写编号"})
    state = fields.Enum(RunState, by_value=True, metadata={"description": "只看这种状态"})
    order = order_by("-asked_at", "number")


class RunPartSchema(Schema):
    points = fields.List(fields.String(), required=True, metadata={"description": "点位编号，空为全部"})
    since = fields.Date(required=True, allow_none=True, metadata={"description": "从这一天，null 为第一天"})
    until = fields.Date(required=True, allow_none=True, metadata={"description": "到这一天（含），null 为最后一天"})


class RunAskedSchema(Asked):
    points = fields.List(
        Text(least=1), load_default=list, validate=validate.Length(max=500),
        metadata={"description": "只重排这些点位，写编号；其余不动，空为全部"},
    )  # fmt: skip
    since = Day(load_default=None, allow_none=True, metadata={"description": "只重排从这一天起的，其余不动"})
    until = Day(load_default=None, allow_none=True, metadata={"description": "只重排到这一天（含）的，其余不动"})
    seconds = Whole(1, 86_400, load_default=300, metadata={"description": "最多算多少秒"})
    seed = Whole(load_default=1, metadata={"description": "随机种子：同样的种子从同样的起点找起"})


class RunDutySchema(Schema):
    shift = fields.String(required=True)
    volunteer = fields.String(required=True)


class RunProposalSchema(Schema):
    version = fields.Integer(required=True, metadata={"description": "在这一版上想出来的"})
    gone = fields.List(fields.Nested(RunDutySchema), required=True, metadata={"description": "撤下的值守"})
    come = fields.List(fields.Nested(RunDutySchema), required=True, metadata={"description": "换上的值守"})
    taken = fields.Boolean(required=True, allow_none=True, metadata={"description": "是否已采用，null 为还没有决定"})


class RunListedSchema(Schema):
    number = fields.Integer(required=True)
    roster = fields.String(required=True, metadata={"description": "排班表编号"})
    state = fields.Enum(RunState, by_value=True, required=True)
    seconds = fields.Float(required=True, metadata={"description": "最多算多少秒"})
    seed = fields.Integer(required=True)
    cost = fields.Integer(required=True, allow_none=True, metadata={"description": "目前最好的代价"})
    bound = fields.Integer(required=True, allow_none=True, metadata={"description": "已证明代价不会低于此数"})
    gap = fields.Float(required=True, allow_none=True, metadata={"description": "(cost − bound) / max(1, |cost|)"})
    progress = fields.String(required=True, metadata={"description": "给人看的进度"})
    error = fields.String(required=True, allow_none=True, metadata={"description": "失败的原因"})
    asked_at = fields.AwareDateTime(required=True)
    started_at = fields.AwareDateTime(required=True, allow_none=True)
    ended_at = fields.AwareDateTime(required=True, allow_none=True)
    cancelling = fields.Boolean(required=True, metadata={"description": "已请求取消，还没有停下"})
    finishing = fields.Boolean(required=True, metadata={"description": "已请求停下并保留最好的，还没有停下"})
    part = fields.Nested(
        RunPartSchema, required=True, allow_none=True, metadata={"description": "只重排哪些，整张为 null"}
    )
    proposes = fields.Boolean(
        required=True, metadata={"description": "排班表已经发布：只给出建议，采用了才会改：/runs/{number}/proposal"}
    )


class RunSchema(RunListedSchema):
    trace = fields.List(
        fields.List(fields.Float(allow_none=True)),
        required=True,
        metadata={"description": "每次改进：[秒, 代价, 下界]，下界还没有时为 null"},
    )
    proposal = fields.Nested(
        RunProposalSchema,
        required=True,
        allow_none=True,
        metadata={"description": "建议怎样改；不是建议或还没有排完时为 null"},
    )


@bp.route("/rosters/<roster:code>/runs", methods=["POST"])
@allowed(Right.PLAN)
@bp.arguments(RunAskedSchema)
@bp.response(202, RunSchema, headers={"Location": {"schema": {"type": "string"}, "description": "看进度的地址"}})
def start(asked: dict[str, Any], code: str) -> Any:
    """Ask for the roster to be solved; a clock process does it."""
    part = RunPart(tuple(asked.pop("points")), asked.pop("since"), asked.pop("until"))
    with transaction() as session:
        run = generating.request(session, asker(), code, **asked, part=part, now=town().now)
        seen = run_views.view_of(run, code)
    return seen, 202, {"Location": url_for("runs.one", number=seen.number)}


show(
    bp,
    Looks(
        noun="run, with every improvement on the way",
        listed="The runs of the rosters that the asker may see.",
        address="/runs",
        one_at=_ONE,
        query=RunQuery,
        schema=RunSchema,
        item=RunListedSchema,
        page=run_views.page,
        one=run_views.one,
        filters=RunFilter,
    ),
)


@bp.route(f"{_ONE}/cancel", methods=["POST"])
@allowed(Right.PLAN)
@bp.response(202, RunSchema)
def cancel(number: int) -> Any:
    """Call the run off: at once while it waits, within two seconds while it is solved."""
    with transaction() as session:
        generating.cancel_run(session, asker(), number, now=town().now)
        session.flush()
        return run_views.one(session, asker(), number)


@bp.route(f"{_ONE}/finish", methods=["POST"])
@allowed(Right.PLAN)
@bp.response(202, RunSchema)
def finish(number: int) -> Any:
    """Let the run end within seconds with the best roster it has found."""
    with transaction() as session:
        generating.finish(session, asker(), number, now=town().now)
        session.flush()
        return run_views.one(session, asker(), number)


@bp.route(f"{_ONE}/events")
@allowed(Right.SEE)
@bp.response(200, EVENT, content_type=EVENTS, description="每次变化一个事件，data 与单个运行相同")
@bp.alt_response(204, description="已经结束，且 Last-Event-ID 是最后一个事件")
def watch(number: int) -> Response:
    """How the run gets on, as server-sent events, until it ends."""

    def look(session: Session, who: Asker) -> Seen:
        seen = run_views.one(session, who, number)
        return Seen.of(RunSchema().dump(seen), seen.ended)

    return watched(look)
