"""/volunteers: who serves, when they can and what their limits are; phones are masked, and read one at a time."""

from typing import Any

from marshmallow import fields

from api.auth import allowed, asker
from api.rest.door import Day, Flag, Noun, Paging, Text, listing, order_by, page_of
from api.rest.edits import editing, partly
from api.rest.volunteer_schemas import (
    KIND,
    PhoneSchema,
    VolunteerBodySchema,
    VolunteerItemSchema,
    VolunteerSchema,
    VolunteerTagSchema,
)
from api.town import reading, town, transaction
from scheduler.services import volunteers
from scheduler.services.access import Right
from scheduler.services.editing.volunteers import save
from scheduler.services.volunteers import VolunteerFilter, VolunteerView
from scheduler.store.volunteers import VolunteerKind

bp = Noun("volunteers", __name__, description="志愿者")
_ONE = '/volunteers/<code("phone", "link"):code>'


class VolunteerQuery(Paging):
    unit = Text(metadata={"description": "只看这个单位和它下面所有的，写编号"})
    team = Text(metadata={"description": "只看这支志愿服务队的，写编号"})
    role = Text(metadata={"description": "只看能担任这个岗位的，写编号"})
    kind = fields.Enum(VolunteerKind, by_value=True, metadata={"description": KIND})
    party_member = Flag(metadata={"description": "只看（或不看）党员"})
    on = Day(metadata={"description": "只看这一天还在的"})
    search = Text(least=1, metadata={"description": "编号或姓名里有这些字；或完整的电话（限有权联系的人）"})
    order = order_by("code", "name", "unit")


@bp.route("/volunteers")
@allowed(Right.SEE)
@bp.arguments(VolunteerQuery, location="query")
@bp.response(200, listing(VolunteerItemSchema))
def volunteers_(query: dict[str, Any]) -> Any:
    """The volunteers in the asker's scope."""
    page = page_of(query)
    with reading() as session:
        return volunteers.page(session, asker(), page, VolunteerFilter(**query), vault=town().vault)


@bp.route(_ONE)
@allowed(Right.SEE)
@bp.etag
@bp.response(200, VolunteerSchema)
def volunteer(code: str) -> Any:
    """One volunteer."""
    with reading() as session:
        return _tagged(volunteers.one(session, asker(), code, vault=town().vault))


@bp.route(_ONE, methods=["PUT"])
@allowed(Right.PLAN)
@bp.etag
@bp.arguments(VolunteerBodySchema)
@bp.response(200, VolunteerSchema)
@bp.alt_response(201, schema=VolunteerSchema, description="新增")
def put(said: dict[str, Any], code: str) -> Any:
    """Say all there is to say of a volunteer; with If-None-Match: * a new one."""
    with editing() as session:
        known = bp.agrees(volunteers.find(session, asker(), code, vault=town().vault), VolunteerTagSchema)
        saved = save(session, asker(), code, said, vault=town().vault, now=town().now)
    return _tagged(saved), 200 if known else 201


@bp.route(_ONE, methods=["PATCH"])
@allowed(Right.PLAN)
@bp.etag
@bp.arguments(partly(VolunteerBodySchema))
@bp.response(200, VolunteerSchema)
def patch(said: dict[str, Any], code: str) -> Any:
    """Change some fields of a volunteer."""
    with editing() as session:
        bp.check_etag(volunteers.one(session, asker(), code, vault=town().vault), VolunteerTagSchema)
        return _tagged(save(session, asker(), code, said, vault=town().vault, now=town().now))


@bp.route("/volunteers/<code:code>/phone", methods=["POST"])
@allowed(Right.CALL)
@bp.response(200, PhoneSchema)
def phone(code: str) -> Any:
    """Their phone in full, for who must call; that it was read is in the audit."""
    with transaction() as session:
        return {"phone": volunteers.phone(session, asker(), code, vault=town().vault, now=town().now)}


def _tagged(view: VolunteerView) -> VolunteerView:
    bp.set_etag(view, VolunteerTagSchema)
    return view
