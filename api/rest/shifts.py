"""/rosters/{code}/shifts: what is to be staffed, made by hand, changed, called off; and who could come."""

from typing import Any

from flask import url_for
from marshmallow import Schema, fields, validate

from api.auth import allowed, asker
from api.rest.door import Asked, Day, Flag, Moment, Noun, Paging, Text, Whole, listing, order_by, page_of
from api.rest.edits import editing
from api.rest.views import counts
from api.town import reading, town, transaction
from scheduler.services import shift_views, shifts
from scheduler.services.access import Right
from scheduler.services.candidates import candidates
from scheduler.services.shift_views import ShiftFilter
from scheduler.services.shifts import MOST_PEOPLE, NewShift

bp = Noun("shifts", __name__, description="排班表的班次，和能来的人")
_ALL = "/rosters/<roster:code>/shifts"
_ONE = f'{_ALL}/<code("candidates", "vacancy"):shift>'
_ROLES = {"description": '需要的角色和人数，如 {"leader": 1}'}


class ShiftQuery(Paging):
    day = Day(metadata={"description": "只看这一天开始的"})
    point = Text(metadata={"description": "只看这个点位，写编号"})
    vacant = Flag(metadata={"description": "true 只看缺人的，false 只看不缺人的"})
    order = order_by("starts_at", "point", "code")


class ShiftSchema(Schema):
    code = fields.String(required=True)
    point = fields.String(required=True, metadata={"description": "点位编号"})
    point_name = fields.String(required=True)
    pattern = fields.String(required=True, allow_none=True, metadata={"description": "班次模板，手工增加的为 null"})
    day = fields.Date(required=True)
    starts_at = fields.AwareDateTime(required=True)
    ends_at = fields.AwareDateTime(required=True)
    headcount = fields.Integer(required=True)
    roles = counts("需要的角色和人数")
    filled = fields.Integer(required=True, metadata={"description": "已有几人"})


def _roles(**more: Any) -> fields.Dict:
    return fields.Dict(keys=Text(40, least=1), values=Whole(0, MOST_PEOPLE), metadata=_ROLES, **more)


class ShiftAskedSchema(Asked):
    point = Text(least=1, required=True, metadata={"description": "点位编号"})
    starts_at = Moment(required=True)
    ends_at = Moment(required=True, metadata={"description": "不含这一刻，最长 24 小时"})
    headcount = Whole(1, MOST_PEOPLE, required=True)
    roles = _roles(load_default=dict)
    reason = Text(load_default="", metadata={"description": "为什么"})


class ShiftPatchSchema(Asked):
    headcount = Whole(1, MOST_PEOPLE)
    roles = _roles()
    reason = Text(load_default="", metadata={"description": "为什么"})


class CandidateQuery(Asked):
    most = fields.Integer(load_default=20, validate=validate.Range(1, 500), metadata={"description": "前几位"})


class CandidateSchema(Schema):
    volunteer = fields.String(required=True, metadata={"description": "志愿者编号"})
    name = fields.String(required=True)
    unit = fields.String(required=True, metadata={"description": "单位编号"})
    unit_name = fields.String(required=True)
    roles = fields.List(fields.String(), required=True, metadata={"description": "能担任的角色"})
    duties = fields.Integer(required=True, metadata={"description": "本表已有几次值守"})
    change = fields.Integer(required=True, allow_none=True, metadata={"description": "来了之后代价变化多少，负的更好"})
    free = fields.Boolean(required=True, metadata={"description": "没有硬性规则拦着"})
    reason = fields.String(required=True, metadata={"description": "free，或第一条拦着的规则"})
    text = fields.String(required=True, metadata={"description": "同上，给人看的"})


class CandidatesSchema(Schema):
    items = fields.List(fields.Nested(CandidateSchema), required=True)


@bp.route(_ALL)
@allowed(Right.SEE)
@bp.arguments(ShiftQuery, location="query")
@bp.response(200, listing(ShiftSchema))
def shifts_(query: dict[str, Any], code: str) -> Any:
    """The shifts of the newest version."""
    page = page_of(query)
    with reading() as session:
        return shift_views.page(session, asker(), code, page, ShiftFilter(**query))


@bp.route(_ALL, methods=["POST"])
@allowed(Right.PLAN)
@bp.arguments(ShiftAskedSchema)
@bp.response(201, ShiftSchema, headers={"Location": {"schema": {"type": "string"}, "description": "新的班次"}})
def make(asked: dict[str, Any], code: str) -> Any:
    """Add a shift by hand, beside those that patterns ask for."""
    reason = asked.pop("reason")
    with transaction() as session:
        shift = shifts.make(session, asker(), code, NewShift(**asked), reason=reason, now=town().now)
        made = shift_views.one(session, asker(), code, shift)
    return made, 201, {"Location": url_for("shifts.shift_", code=code, shift=shift)}


@bp.route(_ONE)
@allowed(Right.SEE)
@bp.etag
@bp.response(200, ShiftSchema)
def shift_(code: str, shift: str) -> Any:
    """One shift."""
    with reading() as session:
        return shift_views.one(session, asker(), code, shift)


@bp.route(_ONE, methods=["PATCH"])
@allowed(Right.PLAN)
@bp.etag
@bp.arguments(ShiftPatchSchema)
@bp.response(200, ShiftSchema)
def change(said: dict[str, Any], code: str, shift: str) -> Any:
    """Ask for more or fewer people, or for other roles; the crew stays."""
    with editing() as session:
        bp.check_etag(shift_views.one(session, asker(), code, shift), ShiftSchema)
        shifts.change(session, asker(), code, shift, **said, now=town().now)
        return shift_views.one(session, asker(), code, shift)


@bp.route(_ONE, methods=["DELETE"])
@allowed(Right.PLAN)
@bp.etag
@bp.response(204)
def cancel(code: str, shift: str) -> None:
    """Call the shift off with the duties on it; of a published roster people are told when it is published again."""
    with editing() as session:
        bp.check_etag(shift_views.one(session, asker(), code, shift), ShiftSchema)
        shifts.cancel(session, asker(), code, shift, now=town().now)


@bp.route(f"{_ALL}/<code:shift>/candidates")
@allowed(Right.PLAN)
@bp.arguments(CandidateQuery, location="query")
@bp.response(200, CandidatesSchema)
def candidates_(query: dict[str, Any], code: str, shift: str) -> Any:
    """Who could come, the cheapest first; then everybody else with what speaks against them."""
    with reading() as session:
        return {"items": candidates(session, asker(), code, shift, most=query["most"])}
