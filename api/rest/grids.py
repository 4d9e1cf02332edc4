"""/grids: the town's own division, city, district, street, community."""

from typing import Any

from marshmallow import Schema, fields

from api.auth import allowed, asker
from api.rest.door import Noun, Paging, Text, listing, order_by, page_of
from api.rest.edits import Kept, editing, partly, told
from api.town import reading, town
from scheduler.services.access import Right
from scheduler.services.editing import grids
from scheduler.services.editing.grids import GridFilter
from scheduler.store.grids import GridLevel

bp = Noun("grids", __name__, description="网格")
_ONE = "/grids/<code:code>"


class GridQuery(Paging):
    level = fields.Enum(GridLevel, by_value=True, metadata={"description": "只看这一级"})
    parent = Text(metadata={"description": "只看直接在这个网格之下的，写编号"})
    under = Text(metadata={"description": "只看这个网格和它下面所有的，写编号"})
    search = Text(least=1, metadata={"description": "编号或名称里有这些字"})
    order = order_by("code", "name")


class GridSchema(Schema):
    code = fields.String(required=True)
    name = fields.String(required=True)
    level = fields.Enum(GridLevel, by_value=True, required=True)
    parent = fields.String(required=True, allow_none=True, metadata={"description": "上级网格的编号"})


class GridBodySchema(Kept):
    code = told()
    name = Text(least=1, required=True)
    level = fields.Enum(GridLevel, by_value=True, required=True, metadata={"description": "要低于上级网格"})
    parent = Text(least=1, load_default=None, allow_none=True, metadata={"description": "上级网格的编号"})


@bp.route("/grids")
@allowed(Right.SEE)
@bp.arguments(GridQuery, location="query")
@bp.response(200, listing(GridSchema))
def grids_(query: dict[str, Any]) -> Any:
    """The grids in the asker's scope, those of the points they see, and what lies above these."""
    page = page_of(query)
    with reading() as session:
        return grids.page(session, asker(), page, GridFilter(**query))


@bp.route(_ONE)
@allowed(Right.SEE)
@bp.etag
@bp.response(200, GridSchema)
def grid(code: str) -> Any:
    """One grid."""
    with reading() as session:
        return grids.one(session, asker(), code)


@bp.route(_ONE, methods=["PUT"])
@allowed(Right.PLAN)
@bp.etag
@bp.arguments(GridBodySchema)
@bp.response(200, GridSchema)
@bp.alt_response(201, schema=GridSchema, description="新增")
def put(said: dict[str, Any], code: str) -> Any:
    """Say all there is to say of a grid; with If-None-Match: * a new one."""
    with editing() as session:
        known = bp.agrees(grids.find(session, asker(), code), GridSchema)
        return grids.save(session, asker(), code, said, now=town().now), 200 if known else 201


@bp.route(_ONE, methods=["PATCH"])
@allowed(Right.PLAN)
@bp.etag
@bp.arguments(partly(GridBodySchema))
@bp.response(200, GridSchema)
def patch(said: dict[str, Any], code: str) -> Any:
    """Rename or move a grid."""
    with editing() as session:
        bp.check_etag(grids.one(session, asker(), code), GridSchema)
        return grids.save(session, asker(), code, said, now=town().now)


@bp.route(_ONE, methods=["DELETE"])
@allowed(Right.PLAN)
@bp.etag
@bp.response(204)
def delete(code: str) -> None:
    """Delete a grid that nothing lies in and nothing is held over."""
    with editing() as session:
        bp.check_etag(grids.one(session, asker(), code), GridSchema)
        grids.delete(session, asker(), code, now=town().now)
