"""The routes of a list of the town's own: seen by everybody who looks after a part of it, edited entry by entry."""

from dataclasses import dataclass
from typing import Any, Protocol

from marshmallow import Schema

from api.auth import allowed, asker
from api.rest.door import Noun, Paging, listing, page_of
from api.rest.edits import Kept, editing, partly
from api.town import reading, town
from scheduler.services.access import Right
from scheduler.services.paging import Paged


class Listed(Protocol):
    """The use-cases of a list, as scheduler.services.editing.town_list has them."""

    def page(self, *args: Any, **which: Any) -> Paged[Any]: ...
    def find(self, *args: Any) -> Any: ...
    def one(self, *args: Any) -> Any: ...
    def save(self, *args: Any, **when: Any) -> Any: ...
    def delete(self, *args: Any, **when: Any) -> None: ...


@dataclass(frozen=True, slots=True)
class Forms:
    """What may be asked of the list, what an entry looks like, and what is handed in of one."""

    query: type[Paging]
    entry: type[Schema]
    body: type[Kept]


def serve(bp: Noun, address: str, listed: Listed, forms: Forms, *, right: Right) -> None:
    """The routes of the list at that address; whoever changes it holds the right somewhere."""
    _serve_looking(bp, address, listed, forms)
    _serve_editing(bp, f"{address}/<code:code>", listed, forms, right=right)


def _serve_looking(bp: Noun, address: str, listed: Listed, forms: Forms) -> None:
    @bp.route(address)
    @allowed(Right.SEE)
    @bp.arguments(forms.query, location="query")
    @bp.response(200, listing(forms.entry))
    def entries(query: dict[str, Any]) -> Any:
        """The entries of the list."""
        page = page_of(query)
        with reading() as session:
            return listed.page(session, page, **query)

    @bp.route(f"{address}/<code:code>")
    @allowed(Right.SEE)
    @bp.etag
    @bp.response(200, forms.entry)
    def entry(code: str) -> Any:
        """One entry."""
        with reading() as session:
            return listed.one(session, code)


def _serve_editing(bp: Noun, address: str, listed: Listed, forms: Forms, *, right: Right) -> None:
    @bp.route(address, methods=["PUT"])
    @allowed(right)
    @bp.etag
    @bp.arguments(forms.body)
    @bp.response(200, forms.entry)
    @bp.alt_response(201, schema=forms.entry, description="新增")
    def put(said: dict[str, Any], code: str) -> Any:
        """Say all there is to say of an entry; with If-None-Match: * a new one. For who looks after the whole town."""
        with editing() as session:
            known = bp.agrees(listed.find(session, code), forms.entry)
            return listed.save(session, asker(), code, said, now=town().now), 200 if known else 201

    @bp.route(address, methods=["PATCH"])
    @allowed(right)
    @bp.etag
    @bp.arguments(partly(forms.body))
    @bp.response(200, forms.entry)
    def patch(said: dict[str, Any], code: str) -> Any:
        """Change some fields of an entry. For who looks after the whole town."""
        with editing() as session:
            bp.check_etag(listed.one(session, code), forms.entry)
            return listed.save(session, asker(), code, said, now=town().now)

    @bp.route(address, methods=["DELETE"])
    @allowed(right)
    @bp.etag
    @bp.response(204)
    def delete(code: str) -> None:
        """Delete an entry that nothing refers to. For who looks after the whole town."""
        with editing() as session:
            bp.check_etag(listed.one(session, code), forms.entry)
            listed.delete(session, asker(), code, now=town().now)
