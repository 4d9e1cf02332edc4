"""/headings: what people said that headings of their own lists mean, kept for the next list that has them."""

from typing import Any

from marshmallow import Schema, fields, validate

from api.auth import allowed, asker
from api.rest.door import Noun, Paging, listing, order_by, page_of
from api.town import reading, town, transaction
from scheduler.exchange.town import SHEETS
from scheduler.services import headings
from scheduler.services.access import Right

bp = Noun("headings", __name__, description="记住的列名：导入时说明过的，下次照样读")


class HeadingQuery(Paging):
    sheet = fields.String(
        validate=validate.OneOf([sheet.key for sheet in SHEETS]), metadata={"description": "只看这种表的"}
    )
    order = order_by("-said_at", "heading", "number")


class HeadingSchema(Schema):
    number = fields.Integer(required=True)
    sheet = fields.String(required=True, metadata={"description": "哪种表"})
    heading = fields.String(required=True, metadata={"description": "表里写的列名"})
    field = fields.String(required=True, metadata={"description": "读成哪个字段；空的是不读"})
    column = fields.String(required=True, metadata={"description": "那个字段在模板里的列名"})
    said_at = fields.AwareDateTime(required=True)


@bp.route("/headings")
@allowed(Right.PLAN)
@bp.arguments(HeadingQuery, location="query")
@bp.response(200, listing(HeadingSchema))
def page(query: dict[str, Any]) -> Any:
    """What the whole town remembers; said by POST /imports/…/columns."""
    wanted = page_of(query)
    with reading() as session:
        return headings.page(session, asker(), wanted, **query)


@bp.route("/headings/<number:number>", methods=["DELETE"])
@allowed(Right.PLAN)
@bp.response(204)
def forget(number: int) -> None:
    """Forget one: the next file with it is asked about again."""
    with transaction() as session:
        headings.forget(session, asker(), number, now=town().now)
