"""/units: the offices whose people serve, and the commands above them."""

from typing import Any

from marshmallow import Schema, fields

from api.auth import allowed, asker
from api.rest.door import Day, Flag, Noun, Paging, Text, Whole, listing, order_by, page_of
from api.rest.edits import Kept, SpotSchema, editing, partly, told
from api.town import reading, town
from scheduler.services.access import Right
from scheduler.services.editing import units
from scheduler.services.editing.units import UnitFilter

bp = Noun("units", __name__, description="单位")
_ONE = '/units/<code("links"):code>'


class UnitQuery(Paging):
    parent = Text(metadata={"description": "只看直接在这个单位之下的，写编号"})
    under = Text(metadata={"description": "只看这个单位和它下面所有的，写编号"})
    top = Flag(metadata={"description": "只看（或不看）管理范围内最上一级的"})
    on = Day(metadata={"description": "只看这一天还在的"})
    search = Text(least=1, metadata={"description": "编号或名称里有这些字"})
    order = order_by("code", "name")


class UnitSchema(Schema):
    code = fields.String(required=True)
    name = fields.String(required=True)
    parent = fields.String(required=True, allow_none=True, metadata={"description": "上级单位的编号"})
    at = fields.Nested(SpotSchema, required=True, allow_none=True, metadata={"description": "办公地点的坐标，WGS-84"})
    most_out_percent = fields.Integer(
        required=True, allow_none=True, metadata={"description": "同时外出值守的人最多占百分之几；null：按全市统一设置"}
    )
    contact = fields.String(required=True, allow_none=True, metadata={"description": "联系人"})
    ended_on = fields.Date(required=True, allow_none=True, metadata={"description": "从这一天起不再参加"})


class UnitBodySchema(Kept):
    code = told()
    name = Text(least=1, required=True)
    parent = Text(least=1, load_default=None, allow_none=True, metadata={"description": "上级单位的编号"})
    at = fields.Nested(
        SpotSchema, load_default=None, allow_none=True, metadata={"description": "办公地点的坐标，WGS-84"}
    )
    most_out_percent = Whole(
        1, 100, load_default=None, allow_none=True, metadata={"description": "null：按全市统一设置"}
    )
    contact = Text(load_default=None, allow_none=True)
    ended_on = Day(load_default=None, allow_none=True, metadata={"description": "从这一天起不再参加"})


@bp.route("/units")
@allowed(Right.SEE)
@bp.arguments(UnitQuery, location="query")
@bp.response(200, listing(UnitSchema))
def units_(query: dict[str, Any]) -> Any:
    """The units in the asker's scope."""
    page = page_of(query)
    with reading() as session:
        return units.page(session, asker(), page, UnitFilter(**query))


@bp.route(_ONE)
@allowed(Right.SEE)
@bp.etag
@bp.response(200, UnitSchema)
def unit(code: str) -> Any:
    """One unit."""
    with reading() as session:
        return units.one(session, asker(), code)


@bp.route(_ONE, methods=["PUT"])
@allowed(Right.PLAN)
@bp.etag
@bp.arguments(UnitBodySchema)
@bp.response(200, UnitSchema)
@bp.alt_response(201, schema=UnitSchema, description="新增")
def put(said: dict[str, Any], code: str) -> Any:
    """Say all there is to say of a unit; with If-None-Match: * a new one."""
    with editing() as session:
        known = bp.agrees(units.find(session, asker(), code), UnitSchema)
        return units.save(session, asker(), code, said, vault=town().vault, now=town().now), 200 if known else 201


@bp.route(_ONE, methods=["PATCH"])
@allowed(Right.PLAN)
@bp.etag
@bp.arguments(partly(UnitBodySchema))
@bp.response(200, UnitSchema)
def patch(said: dict[str, Any], code: str) -> Any:
    """Change some fields of a unit."""
    with editing() as session:
        bp.check_etag(units.one(session, asker(), code), UnitSchema)
        return units.save(session, asker(), code, said, vault=town().vault, now=town().now)
