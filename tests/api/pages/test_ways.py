"""Every link of every page leads somewhere, for whoever looks after a part of the town as after all of it."""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.routing import MapAdapter

from api.town import Town
from scheduler.services.credentials import issue
from scheduler.store.credentials import CredentialKind
from scheduler.store.database import transaction
from scheduler.store.grids import Grid
from scheduler.store.units import Unit
from scheduler.store.users import UserRole
from tests.api.pages.conftest import Reader
from tests.scheduler.askers import an_asker
from tests.scheduler.rows import NOW

_LINK = re.compile(r'<a\b[^>]*\bhref="([^"#][^"]*)"')
_OF_A_KIND = 2
"""Pages of one kind that are looked at: those with the same endpoint and the same questions."""


@pytest.mark.parametrize("role", [UserRole.ADMIN, UserRole.COORDINATOR, UserRole.VIEWER])
@pytest.mark.parametrize("part", ["town", "unit", "grid"])
def test_every_link_leads_somewhere(app: Flask, full_town: Town, role: UserRole, part: str) -> None:
    app.extensions[Town.KEY] = full_town
    reader = _of(app, full_town, role, part)
    ways = app.url_map.bind("localhost")
    met, waiting = Counter[tuple[object, ...]](), [("/rosters/", "/")]
    lost = []
    while waiting:
        address, source = waiting.pop()
        kind = _kind(ways, address)
        met[kind] += 1
        if met[kind] > _OF_A_KIND:
            continue
        answer = reader.get(address)
        if answer.status_code >= 400:
            lost.append((answer.status_code, address, source))
        elif answer.mimetype == "text/html":
            waiting += [(way, address) for way in _links(answer.text, address)]
        answer.close()

    assert lost == []
    assert len(met) > 20


def _of(app: Flask, town: Town, role: UserRole, part: str) -> Reader:
    with transaction(town.sessions) as session:
        unit = session.scalars(select(Unit).where(Unit.code == "u1")).one() if part == "unit" else None
        grid = session.scalars(select(Grid).where(Grid.code == "g1")).one() if part == "grid" else None
        who = an_asker(session, role, "walker", unit=unit, grid=grid)
        secret = issue(session, CredentialKind.TOKEN, user_id=who.user_id, now=NOW)
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
    return Reader(client)


def _kind(ways: MapAdapter, address: str) -> tuple[object, ...]:
    parts = urlsplit(address)
    return ways.match(parts.path)[0], *sorted(parse_qs(parts.query))


def _links(text: str, base: str) -> Iterator[str]:
    for found in _LINK.findall(text):
        address = urljoin(base, unescape(found))
        if address.startswith("/") and not address.startswith(("/static/", "/api/")):
            yield address
