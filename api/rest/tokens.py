"""/tokens: what a user's programs ask with. Shown once; listed and revoked by who made them."""

from typing import Any

from marshmallow import Schema, fields

from api.auth import allowed, asker, signed
from api.rest.door import Asked, Noun, Paging, Text, Whole, listing, order_by, page_of
from api.town import reading, town, transaction
from scheduler.services import tokens
from scheduler.services.access import Right

bp = Noun("tokens", __name__, description="程序用的令牌")


class TokenQuery(Paging):
    order = order_by("name", "number")


class TokenSchema(Schema):
    number = fields.Integer(required=True)
    name = fields.String(required=True)
    created_at = fields.AwareDateTime(required=True)
    expires_at = fields.AwareDateTime(required=True, allow_none=True, metadata={"description": "空：直到撤销"})


class NewTokenSchema(TokenSchema):
    token = fields.String(required=True, attribute="secret", metadata={"description": "只显示这一次"})


class TokenAskedSchema(Asked):
    name = Text(60, least=1, required=True, metadata={"description": "给哪个程序用", "examples": ["大屏"]})
    days = Whole(
        1, tokens.LONGEST, load_default=None, allow_none=True, metadata={"description": "几天后失效；空：直到撤销"}
    )


@bp.route("/tokens")
@allowed(Right.SEE)
@bp.arguments(TokenQuery, location="query")
@bp.response(200, listing(TokenSchema))
def tokens_(query: dict[str, Any]) -> Any:
    """One's own tokens that still open something."""
    with reading() as session:
        return tokens.page(session, asker(), page_of(query), now=town().now)


@bp.route("/tokens", methods=["POST"])
@allowed(Right.SEE)
@bp.arguments(TokenAskedSchema)
@bp.response(201, NewTokenSchema)
def make(asked: dict[str, Any]) -> Any:
    """A new token; only who logged in by password can make one."""
    tokens.require_person(signed())
    with transaction() as session:
        return tokens.make(session, asker(), asked["name"], days=asked["days"], now=town().now)


@bp.route("/tokens/<number:number>", methods=["DELETE"])
@allowed(Right.SEE)
@bp.response(204)
def withdraw(number: int) -> None:
    """The token opens nothing any more."""
    with transaction() as session:
        tokens.withdraw(session, asker(), number, now=town().now)
