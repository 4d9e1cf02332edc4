"""/themes: a month's motto and its days."""

from typing import Any

from marshmallow import Schema, fields

from api.auth import allowed, asker
from api.rest.door import Day, Noun, Paging, Text, listing, order_by, page_of
from api.rest.edits import Kept, editing, partly, told
from api.town import reading, town
from scheduler.services.access import Right
from scheduler.services.editing import themes

bp = Noun("themes", __name__, description="主题")
_ONE = "/themes/<code:code>"


class ThemeQuery(Paging):
    on = Day(metadata={"description": "只看这一天所在的"})
    search = Text(least=1, metadata={"description": "编号或名称里有这些字"})
    order = order_by("from_day", "code", "name")


class ThemeSchema(Schema):
    code = fields.String(required=True)
    name = fields.String(required=True)
    from_day = fields.Date(required=True)
    until_day = fields.Date(required=True, metadata={"description": "不含这一天"})


class ThemeBodySchema(Kept):
    code = told()
    name = Text(100, least=1, required=True)
    from_day = Day(required=True)
    until_day = Day(required=True, metadata={"description": "不含这一天"})


@bp.route("/themes")
@allowed(Right.SEE)
@bp.arguments(ThemeQuery, location="query")
@bp.response(200, listing(ThemeSchema))
def themes_(query: dict[str, Any]) -> Any:
    """The town's themes."""
    page = page_of(query)
    with reading() as session:
        return themes.page(session, page, **query)


@bp.route(_ONE)
@allowed(Right.SEE)
@bp.etag
@bp.response(200, ThemeSchema)
def theme(code: str) -> Any:
    """One theme."""
    with reading() as session:
        return themes.one(session, code)


@bp.route(_ONE, methods=["PUT"])
@allowed(Right.PLAN)
@bp.etag
@bp.arguments(ThemeBodySchema)
@bp.response(200, ThemeSchema)
@bp.alt_response(201, schema=ThemeSchema, description="新增")
def put(said: dict[str, Any], code: str) -> Any:
    """Say all there is to say of a theme; with If-None-Match: * a new one. For who plans the whole town."""
    with editing() as session:
        known = bp.agrees(themes.find(session, code), ThemeSchema)
        return themes.save(session, asker(), code, said, now=town().now), 200 if known else 201


@bp.route(_ONE, methods=["PATCH"])
@allowed(Right.PLAN)
@bp.etag
@bp.arguments(partly(ThemeBodySchema))
@bp.response(200, ThemeSchema)
def patch(said: dict[str, Any], code: str) -> Any:
    """Change some fields of a theme. For who plans the whole town."""
    with editing() as session:
        bp.check_etag(themes.one(session, code), ThemeSchema)
        return themes.save(session, asker(), code, said, now=town().now)


@bp.route(_ONE, methods=["DELETE"])
@allowed(Right.PLAN)
@bp.etag
@bp.response(204)
def remove(code: str) -> None:
    """Delete a theme that no pattern is of. For who plans the whole town."""
    with editing() as session:
        bp.check_etag(themes.one(session, code), ThemeSchema)
        themes.remove(session, asker(), code, now=town().now)
