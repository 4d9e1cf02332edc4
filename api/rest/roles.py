"""/roles: the town's list of what somebody can be in a crew."""

from typing import Any

from marshmallow import Schema, fields

from api.auth import allowed, asker
from api.rest.door import Noun, Paging, Text, Whole, listing, order_by, page_of
from api.rest.edits import Kept, editing, partly, told
from api.town import reading, town
from scheduler.services.access import Right
from scheduler.services.editing import roles

bp = Noun("roles", __name__, description="岗位角色")
_ONE = "/roles/<code:code>"


class RoleQuery(Paging):
    order = order_by("position", "code", "name")


class RoleSchema(Schema):
    code = fields.String(required=True)
    name = fields.String(required=True)
    position = fields.Integer(required=True, metadata={"description": "在清单里的次序"})


class RoleBodySchema(Kept):
    code = told()
    name = Text(least=1, required=True)
    position = Whole(0, 10_000, required=True, metadata={"description": "在清单里的次序"})


@bp.route("/roles")
@allowed(Right.SEE)
@bp.arguments(RoleQuery, location="query")
@bp.response(200, listing(RoleSchema))
def roles_(query: dict[str, Any]) -> Any:
    """The roles there are."""
    page = page_of(query)
    with reading() as session:
        return roles.page(session, asker(), page)


@bp.route(_ONE)
@allowed(Right.SEE)
@bp.etag
@bp.response(200, RoleSchema)
def role(code: str) -> Any:
    """One role."""
    with reading() as session:
        return roles.one(session, asker(), code)


@bp.route(_ONE, methods=["PUT"])
@allowed(Right.RULE)
@bp.etag
@bp.arguments(RoleBodySchema)
@bp.response(200, RoleSchema)
@bp.alt_response(201, schema=RoleSchema, description="新增")
def put(said: dict[str, Any], code: str) -> Any:
    """Say all there is to say of a role; with If-None-Match: * a new one."""
    with editing() as session:
        known = bp.agrees(roles.find(session, asker(), code), RoleSchema)
        return roles.save(session, asker(), code, said, now=town().now), 200 if known else 201


@bp.route(_ONE, methods=["PATCH"])
@allowed(Right.RULE)
@bp.etag
@bp.arguments(partly(RoleBodySchema))
@bp.response(200, RoleSchema)
def patch(said: dict[str, Any], code: str) -> Any:
    """Change some fields of a role."""
    with editing() as session:
        bp.check_etag(roles.one(session, asker(), code), RoleSchema)
        return roles.save(session, asker(), code, said, now=town().now)


@bp.route(_ONE, methods=["DELETE"])
@allowed(Right.RULE)
@bp.etag
@bp.response(204)
def delete(code: str) -> None:
    """Delete a role that nobody holds and nothing asks for."""
    with editing() as session:
        bp.check_etag(roles.one(session, asker(), code), RoleSchema)
        roles.delete(session, asker(), code, now=town().now)
