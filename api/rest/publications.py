"""/rosters/{code}/publication: who would be told what, and telling them."""

from typing import Any

from marshmallow import Schema, fields

from api.auth import allowed, asker
from api.rest.door import Asked, Noun, Text, Whole
from api.town import reading, town, transaction
from scheduler.services import publishing, withdrawing
from scheduler.services.access import Right

bp = Noun("publications", __name__, description="发布排班表")


class FaultSchema(Schema):
    where = fields.String(required=True, metadata={"description": "哪条规则"})
    value = fields.String(required=True, metadata={"description": "谁或什么的编号"})
    advice = fields.String(required=True, metadata={"description": "怎么回事"})


class MessageSchema(Schema):
    kind = fields.String(required=True, metadata={"description": "published 第一次；changed 有变动"})
    volunteer = fields.String(required=True, metadata={"description": "志愿者编号"})
    name = fields.String(required=True)
    title = fields.String(required=True)
    body = fields.String(required=True)


class PublicationSchema(Schema):
    roster = fields.String(required=True)
    version = fields.Integer(required=True)
    messages = fields.List(fields.Nested(MessageSchema), required=True, metadata={"description": "谁会收到什么"})
    faults = fields.List(
        fields.Nested(FaultSchema), required=True, metadata={"description": "违反的硬性规则，要写理由才能发布"}
    )
    vacant = fields.Integer(required=True, metadata={"description": "空着的席位"})
    waiting = fields.Integer(required=True, metadata={"description": "等到免打扰时间结束才发的消息数"})
    quiet_until = fields.AwareDateTime(
        required=True, allow_none=True, metadata={"description": "免打扰时间到几时；不在其中为 null"}
    )


class PublishSchema(Asked):
    expected = Whole(load_default=None, allow_none=True, metadata={"description": "您看过的是第几版"})
    reason = Text(500, load_default="", metadata={"description": "违反硬性规则而仍要发布的理由"})


@bp.route("/rosters/<roster:code>/publication")
@allowed(Right.PLAN)
@bp.response(200, PublicationSchema)
def publication(code: str) -> Any:
    """Who would be told what if the newest version were published now; nobody is told yet."""
    with reading() as session:
        return publishing.preview(session, asker(), code, settings=town().settings, now=town().now)


class WithdrawSchema(Asked):
    reason = Text(500, load_default="", metadata={"description": "为什么撤回"})


class WithdrawnSchema(Schema):
    version = fields.Integer(required=True, metadata={"description": "现在的最新一版"})
    taken_back = fields.Integer(required=True, metadata={"description": "没有发出的通知数，不再发"})
    told = fields.Integer(required=True, metadata={"description": "已收到通知、另行告知作废的人数"})


@bp.route("/rosters/<roster:code>/withdraw", methods=["POST"])
@allowed(Right.PLAN)
@bp.arguments(WithdrawSchema)
@bp.response(200, WithdrawnSchema)
def withdraw(asked: dict[str, Any], code: str) -> Any:
    """Take the last publication back, within ten minutes: messages that have not gone out are not sent."""
    with transaction() as session:
        return withdrawing.withdraw(session, asker(), code, **asked, settings=town().settings, now=town().now)


@bp.route("/rosters/<roster:code>/publish", methods=["POST"])
@allowed(Right.PLAN)
@bp.arguments(PublishSchema)
@bp.response(200, PublicationSchema)
def publish(asked: dict[str, Any], code: str) -> Any:
    """Publish the newest version: everybody whose duties it changes is told once."""
    with transaction() as session:
        return publishing.publish(session, asker(), code, **asked, settings=town().settings, now=town().now)
