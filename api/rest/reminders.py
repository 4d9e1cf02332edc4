"""/reminders: the outbox, what is sent, what failed and why."""

from typing import Any

from marshmallow import Schema, fields

from api.auth import allowed, asker
from api.rest.door import Asked, Day, Noun, Paging, Text, Whole, listing, order_by, page_of
from api.town import reading, town, transaction
from scheduler.services import outbox, outbox_views
from scheduler.services.access import Right
from scheduler.services.outbox_scope import ReminderFilter
from scheduler.store.database import Session
from scheduler.store.reminders import Outcome, ReminderState

bp = Noun("reminders", __name__, description="提醒")
_ONE = "/reminders/<number:number>"


class _Which(Asked):
    kind = Text(metadata={"description": "只看这一类，如 published、changed、tomorrow"})
    channel = Text(metadata={"description": "只看这种渠道"})
    day = Day(metadata={"description": "只看这一天要发的"})
    roster = Text(metadata={"description": "只看这份排班表的，写编号"})
    volunteer = Text(metadata={"description": "只看发给这个人的，写编号"})


class ReminderQuery(Paging, _Which):
    state = fields.Enum(ReminderState, by_value=True, metadata={"description": "只看这种状态"})
    order = order_by("due_at", "number")


class SummaryQuery(_Which):
    pass


class ReminderSchema(Schema):
    number = fields.Integer(required=True)
    kind = fields.String(required=True, metadata={"description": "哪一类事"})
    channel = fields.String(required=True, metadata={"description": "渠道"})
    state = fields.Enum(ReminderState, by_value=True, required=True)
    volunteer = fields.String(required=True, allow_none=True, metadata={"description": "志愿者编号"})
    user = fields.String(required=True, allow_none=True, metadata={"description": "账号"})
    contact = fields.Integer(required=True, allow_none=True, metadata={"description": "联系方式的号"})
    name = fields.String(required=True, metadata={"description": "发给谁"})
    roster = fields.String(required=True, allow_none=True, metadata={"description": "排班表编号"})
    address = fields.String(
        required=True, allow_none=True, metadata={"description": "只显示一部分的电话或地址；null：不在管理范围内"}
    )
    title = fields.String(required=True, allow_none=True, metadata={"description": "null：不在管理范围内"})
    body = fields.String(required=True, allow_none=True, metadata={"description": "null：不在管理范围内"})
    answer = fields.String(
        required=True, allow_none=True, metadata={"description": "渠道最近一次的回答；null：不在管理范围内"}
    )
    due_at = fields.AwareDateTime(required=True, metadata={"description": "什么时候发，或再试"})
    expires_at = fields.AwareDateTime(required=True, allow_none=True, metadata={"description": "过了这时不再发"})
    tries = fields.Integer(required=True, metadata={"description": "试过几次"})
    read_at = fields.AwareDateTime(required=True, allow_none=True, metadata={"description": "本人什么时候看到"})


class DeliverySchema(Schema):
    at = fields.AwareDateTime(required=True)
    channel = fields.String(required=True, metadata={"description": "渠道"})
    outcome = fields.Enum(Outcome, by_value=True, required=True)
    detail = fields.String(required=True, allow_none=True, metadata={"description": "渠道的回答；null：不在管理范围内"})


class ReminderWholeSchema(ReminderSchema):
    deliveries = fields.List(
        fields.Nested(DeliverySchema), required=True, metadata={"description": "每一次发送，按时间"}
    )


SummarySchema: type[Schema] = type(
    "ReminderSummarySchema", (Schema,), {state.value: Whole(required=True) for state in ReminderState}
)


@bp.route("/reminders")
@allowed(Right.SEE)
@bp.arguments(ReminderQuery, location="query")
@bp.response(200, listing(ReminderSchema))
def reminders_(query: dict[str, Any]) -> Any:
    """The reminders in the asker's scope."""
    page = page_of(query)
    with reading() as session:
        return outbox_views.page(session, asker(), page, ReminderFilter(**query), vault=town().vault)


@bp.route("/reminders/summary")
@allowed(Right.SEE)
@bp.arguments(SummaryQuery, location="query")
@bp.response(200, SummarySchema)
def summary(query: dict[str, Any]) -> Any:
    """How many of them there are in each state."""
    with reading() as session:
        counts = outbox_views.summary(session, asker(), ReminderFilter(**query))
    return {state.value: count for state, count in counts.items()}


@bp.route(_ONE)
@allowed(Right.SEE)
@bp.response(200, ReminderWholeSchema)
def reminder(number: int) -> Any:
    """One reminder, with every attempt at it."""
    with reading() as session:
        return _whole(session, number)


@bp.route(f"{_ONE}/resend", methods=["POST"])
@allowed(Right.SEE)
@bp.response(200, ReminderWholeSchema)
def resend(number: int) -> Any:
    """Send one again that was given up."""
    with transaction() as session:
        outbox.resend(session, asker(), number, now=town().now)
        return _whole(session, number)


def _whole(session: Session, number: int) -> dict[str, Any]:
    found = outbox_views.one(session, asker(), number, vault=town().vault)
    told = {name: getattr(found, name) for name in ReminderSchema().fields}
    return {**told, "deliveries": outbox_views.deliveries(session, asker(), number)}
