"""The lists that fields choose from: what of each the asker sees, by code."""

from collections.abc import Iterable, Mapping

from api.pages.records.inputs import Choices
from api.pages.records.record import Field, sources
from api.rest import grids, patterns, point_kinds, points, roles, teams, themes, units
from api.rest.nouns import Looks
from scheduler.language import say
from scheduler.services.access import Asker
from scheduler.services.paging import Page
from scheduler.store.database import Session

_LISTS: Mapping[str, Looks] = {
    "grids": grids.LOOKS,
    "kinds": point_kinds.LOOKS,
    "patterns": patterns.LOOKS,
    "points": points.LOOKS,
    "roles": roles.LOOKS,
    "teams": teams.LOOKS,
    "themes": themes.LOOKS,
    "units": units.LOOKS,
}
_MOST = 10_000
"""More than any town has of one of them."""


def choices_of(session: Session, who: Asker, fields: Iterable[Field]) -> Mapping[str, Choices]:
    """By name of each field that chooses what it chooses from: names by code, or words by value."""
    fields = tuple(fields)
    lists = {source: _list(session, who, source) for source in sorted(sources(fields))}
    return {one.name: lists.get(one.input.source) or _words(one) for one in fields if _chooses(one)}


def _chooses(one: Field) -> bool:
    return bool(one.input.source or one.input.words)


def _words(one: Field) -> Choices:
    return {value: say(it) for value, it in one.input.words.items()}


def _list(session: Session, who: Asker, source: str) -> Choices:
    looks = _LISTS[source]
    which = () if looks.filters is None else (looks.filters(),)
    found = looks.page(session, who, Page(1, _MOST), *which)
    return {one.code: one.name for one in found.items}
