"""/patterns: which days, points and times are staffed, by how many; what that makes of a month."""

from typing import Any

from api.auth import allowed, asker
from api.rest.door import Asked, Flag, Noun, Paging, Text, listing, order_by, page_of
from api.rest.edits import editing, partly
from api.rest.pattern_schemas import PatternBodySchema, PatternSchema, PreviewSchema
from api.rest.times import Month
from api.town import reading, town
from scheduler.services import pattern_views
from scheduler.services.access import Right
from scheduler.services.editing.patterns import save
from scheduler.services.pattern_views import PatternFilter
from scheduler.services.preview import preview

bp = Noun("patterns", __name__, description="班次模板")
_ONE = '/patterns/<code("preview"):code>'
_Partly = partly(PatternBodySchema)


class PatternQuery(Paging):
    theme = Text(metadata={"description": "只看这个主题的，写编号"})
    active = Flag(metadata={"description": "只看在用的，或停用的"})
    search = Text(least=1, metadata={"description": "编号或名称里有这些字"})
    order = order_by("code", "name")


class PreviewQuery(Asked):
    month = Month(required=True)


@bp.route("/patterns")
@allowed(Right.SEE)
@bp.arguments(PatternQuery, location="query")
@bp.response(200, listing(PatternSchema))
def patterns_(query: dict[str, Any]) -> Any:
    """The patterns that staff a point of the asker's scope."""
    page = page_of(query)
    with reading() as session:
        return pattern_views.page(session, asker(), page, PatternFilter(**query))


@bp.route(_ONE)
@allowed(Right.SEE)
@bp.etag
@bp.response(200, PatternSchema)
def pattern(code: str) -> Any:
    """One pattern."""
    with reading() as session:
        return pattern_views.one(session, asker(), code)


@bp.route(_ONE, methods=["PUT"])
@allowed(Right.PLAN)
@bp.etag
@bp.arguments(PatternBodySchema)
@bp.response(200, PatternSchema)
@bp.alt_response(201, schema=PatternSchema, description="新增")
def put(said: dict[str, Any], code: str) -> Any:
    """Say all there is to say of a pattern; with If-None-Match: * a new one. Rosters stay as they are."""
    with editing() as session:
        known = bp.agrees(pattern_views.find(session, asker(), code), PatternSchema)
        return save(session, asker(), code, said, vault=town().vault, now=town().now), 200 if known else 201


@bp.route(_ONE, methods=["PATCH"])
@allowed(Right.PLAN)
@bp.etag
@bp.arguments(_Partly)
@bp.response(200, PatternSchema)
def patch(said: dict[str, Any], code: str) -> Any:
    """Change some fields of a pattern; active: false puts it out of use."""
    with editing() as session:
        bp.check_etag(pattern_views.one(session, asker(), code), PatternSchema)
        return save(session, asker(), code, said, vault=town().vault, now=town().now)


@bp.route("/patterns/<code:code>/preview", methods=["POST"])
@allowed(Right.SEE)
@bp.arguments(PreviewQuery, location="query")
@bp.arguments(_Partly, required=False)
@bp.response(200, PreviewSchema)
def preview_(query: dict[str, Any], said: dict[str, Any], code: str) -> Any:
    """What the pattern would staff in a month, with the changes in the body tried out; nothing is saved."""
    with reading() as session:
        return preview(session, asker(), code, query["month"], said=said)
