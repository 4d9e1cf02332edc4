"""/wishes: when somebody would rather not serve, or gladly would."""

from typing import Any

from marshmallow import fields

from api.auth import allowed, asker
from api.rest.door import Asked, Moment, Noun, Text, Whole, order_by
from api.rest.edits import editing
from api.rest.nouns import Looks, show
from api.rest.spans import SpanQuery, SpanSchema
from api.town import town, transaction
from scheduler.services import wish_views, wishes
from scheduler.services.access import Right
from scheduler.services.spans import SpanFilter
from scheduler.services.wishes import HEAVIEST, USUAL, Wished

bp = Noun("wishes", __name__, description="意愿")
_ONE = "/wishes/<number:number>"


class WishQuery(SpanQuery):
    order = order_by("starts_at", "number")


class WishSchema(SpanSchema):
    weight = fields.Integer(
        required=True, metadata={"description": "正数：这段时间不想来；负数：很愿意来；绝对值越大越要紧"}
    )


class WishedSchema(Asked):
    starts_at = Moment(required=True)
    ends_at = Moment(required=True, metadata={"description": "不含这一刻，要晚于 starts_at"})
    weight = Whole(
        -HEAVIEST,
        HEAVIEST,
        load_default=USUAL,
        metadata={"description": "正数：这段时间不想来；负数：很愿意来；不能是 0", "not": {"const": 0}},
    )


class WishAskedSchema(WishedSchema):
    volunteer = Text(least=1, required=True, metadata={"description": "编号，或管理范围内只有一个人用的姓名"})


show(
    bp,
    Looks(
        noun="wish",
        listed="The wishes in the asker's scope.",
        address="/wishes",
        one_at=_ONE,
        query=WishQuery,
        schema=WishSchema,
        page=wish_views.page,
        one=wish_views.one,
        filters=SpanFilter,
    ),
)


@bp.route("/wishes", methods=["POST"])
@allowed(Right.PLAN)
@bp.etag
@bp.arguments(WishAskedSchema)
@bp.response(201, WishSchema)
def add(asked: dict[str, Any]) -> Any:
    """Note a wish of a volunteer."""
    with transaction() as session:
        return wishes.add(session, asker(), asked.pop("volunteer"), Wished(**asked), now=town().now)


@bp.route(_ONE, methods=["PUT"])
@allowed(Right.PLAN)
@bp.etag
@bp.arguments(WishedSchema)
@bp.response(200, WishSchema)
def change(asked: dict[str, Any], number: int) -> Any:
    """Another span or weight."""
    with editing() as session:
        bp.check_etag(wish_views.one(session, asker(), number), WishSchema)
        return wishes.change(session, asker(), number, Wished(**asked), now=town().now)


@bp.route(_ONE, methods=["DELETE"])
@allowed(Right.PLAN)
@bp.etag
@bp.response(204)
def remove(number: int) -> None:
    """Forget it."""
    with editing() as session:
        bp.check_etag(wish_views.one(session, asker(), number), WishSchema)
        wishes.remove(session, asker(), number, now=town().now)
