"""The routes of a noun that is described once: looked at as a list and one by one, edited one by one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, fields

from api.auth import allowed, asker
from api.rest.door import Noun, Paging, listing, page_of
from api.rest.edits import Kept, editing, partly
from api.town import reading, town
from scheduler.services import record_history
from scheduler.services.access import Right
from scheduler.services.paging import Paged


class ChangedFieldSchema(Schema):
    field = fields.Function(lambda told: told[0], required=True, metadata={"type": "string"})
    before = fields.Function(lambda told: told[1], required=True)
    after = fields.Function(lambda told: told[2], required=True)


class RecordChangeSchema(Schema):
    at = fields.AwareDateTime(required=True)
    by = fields.String(required=True, allow_none=True, metadata={"description": "谁；空：定时任务"})
    verb = fields.String(required=True, metadata={"description": "add、change、delete 等"})
    fields_ = fields.List(
        fields.Nested(ChangedFieldSchema), data_key="fields", attribute="fields", required=True,
        metadata={"description": "从什么改成什么；个人的内容只说有没有"},
    )  # fmt: skip
    file = fields.String(required=True, allow_none=True, metadata={"description": "由哪份文件导入"})
    why = fields.String(required=True, allow_none=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """How a noun is looked at, at `address`, and one of it, a `noun`, at `one_at`, by who holds the `right`.

    `listed` says which ones the list has; `item` is how one stands in it, where that is less than the `schema`, and
    `tag` what its ETag is of, where that is not all; `audited`, what the audit calls it where its history is told. The
    use-cases are `one(session, who, code)` and
    `page(session, who, page, which)`, where `which` is what `filters` makes of the query; with None they are keywords.
    """

    noun: str
    listed: str
    address: str
    one_at: str
    query: type[Paging]
    schema: type[Schema]
    page: Callable[..., Paged[Any]]
    one: Callable[..., Any]
    filters: type[Any] | None = None
    item: type[Schema] | None = None
    tag: Schema | None = None
    right: Right = Right.SEE
    audited: str = ""

    @property
    def edited(self) -> type[Schema] | Schema:
        """What an edit must have read."""
        return self.tag or self.schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Edits:
    """How it is edited, by who holds the `right` somewhere: a `body` handed in whole or in part.

    `changed` and `deleted` say in the document what may be changed and what deleted, `besides` what is to be known of
    every edit. The use-cases are `find(session, who, code)`, which gives None for none,
    `save(session, who, code, said, now=)` and `delete(session, who, code, now=)`; None where nothing is deleted.
    """

    body: type[Kept]
    find: Callable[..., Any]
    save: Callable[..., Any]
    delete: Callable[..., None] | None = None
    changed: str = ""
    deleted: str = ""
    besides: str = ""
    right: Right = Right.PLAN


def with_vault(use_case: Callable[..., Any]) -> Callable[..., Any]:
    """The same for a use-case that needs the town's keys."""
    return lambda *asked, **told: use_case(*asked, **told, vault=town().vault)


def seen_by_all(use_case: Callable[..., Any]) -> Callable[..., Any]:
    """The same for a list that everybody sees whole, whose use-case does not ask who looks."""
    return lambda session, _who, *asked, **told: use_case(session, *asked, **told)


def show(bp: Noun, looks: Looks) -> None:
    """The routes for who looks."""

    @bp.route(looks.address)
    @allowed(looks.right)
    @bp.doc(summary=looks.listed)
    @bp.arguments(looks.query, location="query")
    @bp.response(200, listing(looks.item or looks.schema))
    def page(query: dict[str, Any]) -> Any:
        wanted = page_of(query)
        with reading() as session:
            if looks.filters is None:
                return looks.page(session, asker(), wanted, **query)
            return looks.page(session, asker(), wanted, looks.filters(**query))

    @bp.route(looks.one_at)
    @allowed(looks.right)
    @bp.etag
    @bp.doc(summary=f"One {looks.noun}.")
    @bp.response(200, looks.schema)
    def one(**named: Any) -> Any:
        with reading() as session:
            return _tagged(bp, looks, looks.one(session, asker(), *named.values()))


def serve(bp: Noun, looks: Looks, edits: Edits) -> None:
    """The routes for who looks and who edits."""
    show(bp, looks)
    if looks.audited:
        _serve_history(bp, looks)
    _serve_put(bp, looks, edits)
    _serve_patch(bp, looks, edits)
    if edits.delete is not None:
        _serve_delete(bp, looks, edits, edits.delete)


def _serve_history(bp: Noun, looks: Looks) -> None:
    @bp.route(f"/history{looks.one_at}")
    @allowed(looks.right)
    @bp.doc(summary=f"Who changed a {looks.noun} and when, from what to what, the latest first.")
    @bp.arguments(Paging, location="query")
    @bp.response(200, listing(RecordChangeSchema))
    def history(query: dict[str, Any], code: str) -> Any:
        with reading() as session:
            return record_history.history(session, asker(), looks.audited, code, page_of(query))


def _serve_put(bp: Noun, looks: Looks, edits: Edits) -> None:
    @bp.route(looks.one_at, methods=["PUT"])
    @allowed(edits.right)
    @bp.etag
    @_says(bp, edits, f"Say all there is to say of a {looks.noun}; with If-None-Match: * a new one.")
    @bp.arguments(edits.body)
    @bp.response(200, looks.schema)
    @bp.alt_response(201, schema=looks.schema, description="新增")
    def put(said: dict[str, Any], code: str) -> Any:
        with editing() as session:
            known = bp.agrees(edits.find(session, asker(), code), looks.edited)
            saved = edits.save(session, asker(), code, said, now=town().now)
        return _tagged(bp, looks, saved), 200 if known else 201


def _serve_patch(bp: Noun, looks: Looks, edits: Edits) -> None:
    @bp.route(looks.one_at, methods=["PATCH"])
    @allowed(edits.right)
    @bp.etag
    @_says(bp, edits, edits.changed or f"Change some fields of a {looks.noun}.")
    @bp.arguments(partly(edits.body))
    @bp.response(200, looks.schema)
    def patch(said: dict[str, Any], code: str) -> Any:
        with editing() as session:
            bp.check_etag(looks.one(session, asker(), code), looks.edited)
            saved = edits.save(session, asker(), code, said, now=town().now)
        return _tagged(bp, looks, saved)


def _serve_delete(bp: Noun, looks: Looks, edits: Edits, use_case: Callable[..., None]) -> None:
    @bp.route(looks.one_at, methods=["DELETE"])
    @allowed(edits.right)
    @bp.etag
    @_says(bp, edits, edits.deleted or f"Delete a {looks.noun} that nothing refers to.")
    @bp.response(204)
    def delete(code: str) -> None:
        with editing() as session:
            bp.check_etag(looks.one(session, asker(), code), looks.edited)
            use_case(session, asker(), code, now=town().now)


def _says(bp: Noun, edits: Edits, summary: str) -> Any:
    return bp.doc(summary=f"{summary} {edits.besides}".rstrip())


def _tagged(bp: Noun, looks: Looks, found: Any) -> Any:
    bp.set_etag(found, looks.edited)
    return found
