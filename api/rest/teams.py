"""/teams: groups of volunteers across units."""

from typing import Any

from marshmallow import Schema, fields

from api.auth import allowed, asker
from api.rest.door import Noun, Paging, Text, listing, order_by, page_of
from api.rest.edits import Kept, editing, partly, told
from api.town import reading, town
from scheduler.services.access import Right
from scheduler.services.editing import teams

bp = Noun("teams", __name__, description="志愿服务队")
_ONE = "/teams/<code:code>"


class TeamQuery(Paging):
    search = Text(least=1, metadata={"description": "编号或名称里有这些字"})
    order = order_by("code", "name")


class TeamSchema(Schema):
    code = fields.String(required=True)
    name = fields.String(required=True)
    members = fields.Integer(required=True, metadata={"description": "管理范围内的人数"})


class TeamBodySchema(Kept):
    code = told()
    name = Text(least=1, required=True)
    members = told()


_EDITED = TeamSchema(only=("code", "name"))
"""What the ETag is of: who joins meanwhile is nothing to whoever gives a new name."""


@bp.route("/teams")
@allowed(Right.SEE)
@bp.arguments(TeamQuery, location="query")
@bp.response(200, listing(TeamSchema))
def teams_(query: dict[str, Any]) -> Any:
    """The teams that have members in the asker's scope, or none yet."""
    page = page_of(query)
    with reading() as session:
        return teams.page(session, asker(), page, **query)


@bp.route(_ONE)
@allowed(Right.SEE)
@bp.etag
@bp.response(200, TeamSchema)
def team(code: str) -> Any:
    """One team."""
    with reading() as session:
        found = teams.one(session, asker(), code)
        bp.set_etag(found, _EDITED)
        return found


@bp.route(_ONE, methods=["PUT"])
@allowed(Right.PLAN)
@bp.etag
@bp.arguments(TeamBodySchema)
@bp.response(200, TeamSchema)
@bp.alt_response(201, schema=TeamSchema, description="新增")
def put(said: dict[str, Any], code: str) -> Any:
    """Name a team anew; with If-None-Match: * make one."""
    with editing() as session:
        known = bp.agrees(teams.find(session, asker(), code), _EDITED)
        made = teams.save(session, asker(), code, said, now=town().now)
        bp.set_etag(made, _EDITED)
        return made, 200 if known else 201


@bp.route(_ONE, methods=["PATCH"])
@allowed(Right.PLAN)
@bp.etag
@bp.arguments(partly(TeamBodySchema))
@bp.response(200, TeamSchema)
def patch(said: dict[str, Any], code: str) -> Any:
    """Name a team anew."""
    with editing() as session:
        bp.check_etag(teams.one(session, asker(), code), _EDITED)
        made = teams.save(session, asker(), code, said, now=town().now)
        bp.set_etag(made, _EDITED)
        return made


@bp.route(_ONE, methods=["DELETE"])
@allowed(Right.PLAN)
@bp.etag
@bp.response(204)
def delete(code: str) -> None:
    """Delete a team that nobody is in."""
    with editing() as session:
        bp.check_etag(teams.one(session, asker(), code), _EDITED)
        teams.delete(session, asker(), code, now=town().now)
