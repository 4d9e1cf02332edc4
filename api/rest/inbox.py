"""/me/reminders: what one was told, over whatever channel, and what is still unread."""

from typing import Any

from marshmallow import Schema, fields

from api.auth import Door, allowed, signed
from api.rest.door import Flag, Noun, Paging, listing, order_by, page_of
from api.town import reading, town, transaction
from scheduler.services import inbox

bp = Noun("inbox", __name__, description="收件箱")


class InboxQuery(Paging):
    unread = Flag(metadata={"description": "true：只看没读的"})
    order = order_by("sent_at", "number")


class LetterSchema(Schema):
    number = fields.Integer(required=True)
    kind = fields.String(required=True, metadata={"description": "什么事"})
    title = fields.String(required=True)
    body = fields.String(required=True)
    sent_at = fields.AwareDateTime(required=True)
    read_at = fields.AwareDateTime(required=True, allow_none=True, metadata={"description": "空：还没读"})


class InboxSchema(listing(LetterSchema)):  # type: ignore[misc]
    unread = fields.Integer(required=True, metadata={"description": "一共还有几条没读"})


@bp.route("/me/reminders")
@allowed(Door.SIGNED)
@bp.arguments(InboxQuery, location="query")
@bp.response(200, InboxSchema)
def letters(query: dict[str, Any]) -> Any:
    """One's own messages."""
    page = page_of(query)
    with reading() as session:
        return inbox.page(session, signed(), page, **query, now=town().now)


@bp.route("/me/reminders/<number:number>/read", methods=["POST"])
@allowed(Door.SIGNED)
@bp.response(200, LetterSchema)
def read(number: int) -> Any:
    """One has read it."""
    with transaction() as session:
        return inbox.read(session, signed(), number, now=town().now)
