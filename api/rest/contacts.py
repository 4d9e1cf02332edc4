"""/contacts: where a unit's group, or a user, is reached."""

from typing import Any

from flask import url_for
from marshmallow import Schema, fields, validate

from api.auth import allowed, asker
from api.rest.door import Asked, Flag, Noun, Paging, Text, YesNo, order_by
from api.rest.edits import editing
from api.rest.nouns import Looks, show, with_vault
from api.town import town, transaction
from scheduler.notify.channels import ADDRESSED
from scheduler.services import contact_views, contacts
from scheduler.services.access import Right
from scheduler.services.contact_views import ContactFilter
from scheduler.services.contacts import ContactChange, NewContact

bp = Noun("contacts", __name__, description="联系方式")
_ONE = "/contacts/<number:number>"
_CHANNELS = sorted(ADDRESSED)


def _secret() -> Text:
    return Text(load_default="", load_only=True, metadata={"description": "钉钉、飞书机器人的加签密钥；没有就不写"})


def _address(**kwargs: Any) -> Text:
    told = {"description": "机器人地址、邮箱、电话或回调地址；存进去以后不再完整显示"}
    return Text(1_000, least=3, load_only=True, metadata=told, **kwargs)


class ContactQuery(Paging):
    unit = Text(metadata={"description": "只看这个单位的，写编号"})
    user = Text(metadata={"description": "只看这个账号的"})
    channel = fields.String(validate=validate.OneOf(_CHANNELS), metadata={"description": "只看这种渠道"})
    active = Flag(metadata={"description": "只看启用的，或停用的"})
    order = order_by("name", "channel", "number")


class ContactSchema(Schema):
    number = fields.Integer(required=True)
    unit = fields.String(required=True, allow_none=True, metadata={"description": "单位的编号；null：是账号的"})
    user = fields.String(required=True, allow_none=True, metadata={"description": "账号；null：是单位的"})
    owner = fields.String(required=True, metadata={"description": "单位或账号的名称"})
    channel = fields.String(required=True, metadata={"description": "渠道"})
    name = fields.String(required=True)
    address = fields.String(required=True, metadata={"description": "只显示开头或末几位"})
    active = fields.Boolean(required=True, metadata={"description": "是否启用"})
    added_at = fields.AwareDateTime(required=True)


class NewContactSchema(Asked):
    unit = Text(least=1, load_default=None, allow_none=True, metadata={"description": "哪个单位的群，写编号"})
    user = Text(least=1, load_default=None, allow_none=True, metadata={"description": "哪个账号的；都不写是自己的"})
    channel = fields.String(required=True, validate=validate.OneOf(_CHANNELS), metadata={"description": "渠道"})
    name = Text(60, least=1, required=True, metadata={"description": "大家怎么叫它"})
    address = _address(required=True)
    secret = _secret()


class ContactChangeSchema(Asked):
    name = Text(60, least=1, metadata={"description": "大家怎么叫它"})
    active = YesNo(metadata={"description": "是否启用"})
    address = _address()
    secret = _secret()


class TestedSchema(Schema):
    reminder = fields.Integer(required=True, metadata={"description": "测试消息的号，见 /reminders"})


show(
    bp,
    Looks(
        noun="contact",
        listed="The contacts in the asker's scope, and their own.",
        address="/contacts",
        one_at=_ONE,
        query=ContactQuery,
        schema=ContactSchema,
        page=with_vault(contact_views.page),
        one=with_vault(contact_views.one),
        filters=ContactFilter,
    ),
)


@bp.route("/contacts", methods=["POST"])
@allowed(Right.SEE)
@bp.arguments(NewContactSchema)
@bp.response(201, ContactSchema, headers={"Location": {"schema": {"type": "string"}}})
def add(asked: dict[str, Any]) -> Any:
    """Keep a contact of a unit's group, of a user, or of oneself."""
    with transaction() as session:
        made = contacts.add(
            session, asker(), NewContact(**asked), vault=town().vault, settings=town().settings, now=town().now
        )
    return made, 201, {"Location": url_for("contacts.one", number=made.number)}


@bp.route(_ONE, methods=["PATCH"])
@allowed(Right.SEE)
@bp.etag
@bp.arguments(ContactChangeSchema)
@bp.response(200, ContactSchema)
def patch(asked: dict[str, Any], number: int) -> Any:
    """Change a contact, switch it off or on."""
    with editing() as session:
        bp.check_etag(contact_views.one(session, asker(), number, vault=town().vault), ContactSchema)
        to = ContactChange(**asked)
        return contacts.change(
            session, asker(), number, to, vault=town().vault, settings=town().settings, now=town().now
        )


@bp.route(_ONE, methods=["DELETE"])
@allowed(Right.SEE)
@bp.etag
@bp.response(204)
def deactivate(number: int) -> None:
    """Switch a contact off; what went there stays in the outbox."""
    with editing() as session:
        bp.check_etag(contact_views.one(session, asker(), number, vault=town().vault), ContactSchema)
        contacts.deactivate(session, asker(), number, now=town().now)


@bp.route(f"{_ONE}/test", methods=["POST"])
@allowed(Right.SEE)
@bp.response(202, TestedSchema, headers={"Location": {"schema": {"type": "string"}}})
def test(number: int) -> Any:
    """Send a test message: the clock does, and the reminder tells how it went."""
    with transaction() as session:
        reminder = contacts.try_out(session, asker(), number, settings=town().settings, now=town().now)
    return {"reminder": reminder}, 202, {"Location": url_for("reminders.reminder", number=reminder)}
