"""/point-kinds: the town's list of kinds of point, with how many people each needs."""

from typing import Any

from marshmallow import Schema, fields

from api.auth import allowed, asker
from api.rest.door import Noun, Paging, Text, Whole, listing, order_by, page_of
from api.rest.edits import Kept, editing, partly, told
from api.town import reading, town
from scheduler.services.access import Right
from scheduler.services.editing import point_kinds

bp = Noun("point_kinds", __name__, description="点位类别")
_ONE = "/point-kinds/<code:code>"


_FORMULA = "人数公式：4、max(8, length / 50)，或“每50米1人，至少8人”；length 是米"


class PointKindQuery(Paging):
    order = order_by("position", "code", "name")


class PointKindSchema(Schema):
    code = fields.String(required=True)
    name = fields.String(required=True)
    headcount = fields.String(required=True, metadata={"description": _FORMULA})
    position = fields.Integer(required=True, metadata={"description": "在清单里的次序"})
    category = fields.Integer(
        required=True, allow_none=True, metadata={"description": "文明城市测评的类别，1 到 23；null：本市自定"}
    )


class PointKindBodySchema(Kept):
    code = told()
    name = Text(least=1, required=True)
    headcount = Text(least=1, required=True, metadata={"description": _FORMULA, "examples": ["max(8, length / 50)"]})
    position = Whole(0, 10_000, required=True, metadata={"description": "在清单里的次序"})
    category = Whole(1, 23, load_default=None, allow_none=True, metadata={"description": "文明城市测评的类别"})


@bp.route("/point-kinds")
@allowed(Right.SEE)
@bp.arguments(PointKindQuery, location="query")
@bp.response(200, listing(PointKindSchema))
def kinds_(query: dict[str, Any]) -> Any:
    """The kinds of point there are."""
    page = page_of(query)
    with reading() as session:
        return point_kinds.page(session, asker(), page)


@bp.route(_ONE)
@allowed(Right.SEE)
@bp.etag
@bp.response(200, PointKindSchema)
def kind(code: str) -> Any:
    """One kind of point."""
    with reading() as session:
        return point_kinds.one(session, asker(), code)


@bp.route(_ONE, methods=["PUT"])
@allowed(Right.RULE)
@bp.etag
@bp.arguments(PointKindBodySchema)
@bp.response(200, PointKindSchema)
@bp.alt_response(201, schema=PointKindSchema, description="新增")
def put(said: dict[str, Any], code: str) -> Any:
    """Say all there is to say of a kind; with If-None-Match: * a new one."""
    with editing() as session:
        known = bp.agrees(point_kinds.find(session, asker(), code), PointKindSchema)
        return point_kinds.save(session, asker(), code, said, now=town().now), 200 if known else 201


@bp.route(_ONE, methods=["PATCH"])
@allowed(Right.RULE)
@bp.etag
@bp.arguments(partly(PointKindBodySchema))
@bp.response(200, PointKindSchema)
def patch(said: dict[str, Any], code: str) -> Any:
    """Change some fields of a kind."""
    with editing() as session:
        bp.check_etag(point_kinds.one(session, asker(), code), PointKindSchema)
        return point_kinds.save(session, asker(), code, said, now=town().now)


@bp.route(_ONE, methods=["DELETE"])
@allowed(Right.RULE)
@bp.etag
@bp.response(204)
def delete(code: str) -> None:
    """Delete a kind that no point is of and no pattern speaks of."""
    with editing() as session:
        bp.check_etag(point_kinds.one(session, asker(), code), PointKindSchema)
        point_kinds.delete(session, asker(), code, now=town().now)
