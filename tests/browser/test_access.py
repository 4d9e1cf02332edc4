"""Everybody can read and use every page: no breach of WCAG 2.2 AA that axe sees, on a phone and on a desk."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import groupby

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page
from sqlalchemy import select

from api.town import Town
from benchmarks.addresses import addresses
from scheduler.services.credentials import issue
from scheduler.store.credentials import CredentialKind
from scheduler.store.database import transaction
from scheduler.store.users import User
from scheduler.store.volunteers import Volunteer
from tests.api.one_of_each import REAL
from tests.api.unreached import APP
from tests.browser.conftest import DESK, NARROW
from tests.scheduler.rows import NOW
from tests.waiting import PATIENCE

_ASKED = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
_OWN = ("/me", "/inbox")
_QUERIES = {
    "/rosters/<roster:code>": ("view=matrix", "view=people", "view=day&day=2026-12-01", "view=days"),
    "/rosters/<roster:code>/compare": ("from=1&to=2",),
    "/rosters/<roster:code>/shifts/<code:shift>/relax": ("", "limit=week&subject=v1&after=9"),
    "/what-if/answer": ("", "ask=cap&cap=week&more=1"),
}
_FOUND = [path for _, path in addresses(APP, REAL, _QUERIES)]
SUBJECTS = {
    name: list(found) for name, found in groupby(_FOUND, lambda path: re.findall("^/(?:data/)?[^/?]*", path)[0])
}
"""The addresses of pages by how they begin."""


Walker = Callable[[str, tuple[int, int]], Page]


@pytest.fixture
def walker(chromium: Browser, address: str) -> Iterator[Walker]:
    """walker(secret, size): a page of a browser of that size whose every request shows the secret, and which lets axe
    in past the content policy."""
    with ExitStack() as contexts:

        def opened(secret: str, size: tuple[int, int]) -> Page:
            context = contexts.enter_context(
                chromium.new_context(
                    base_url=address,
                    viewport={"width": size[0], "height": size[1]},
                    extra_http_headers={"Authorization": f"Bearer {secret}"},
                    bypass_csp=True,
                )
            )
            page = context.new_page()
            page.set_default_timeout(PATIENCE * 1000)
            return page

        yield opened


@pytest.fixture
def town(full_town: Town) -> Town:
    """The town with one of everything."""
    return full_town


@pytest.fixture
def secrets(full_town: Town) -> dict[str, str]:
    """What the admin and the volunteer v1 show."""
    with transaction(full_town.sessions) as session:
        admin = session.scalars(select(User.id).where(User.login == "admin")).one()
        person = session.scalars(select(Volunteer.id).where(Volunteer.code == "v1")).one()
        return {
            "admin": issue(session, CredentialKind.TOKEN, user_id=admin, now=NOW),
            "volunteer": issue(session, CredentialKind.TOKEN, volunteer_id=person, now=NOW),
        }


@pytest.mark.long
@pytest.mark.parametrize("size", [pytest.param(NARROW, id="phone"), pytest.param(DESK, id="desk")])
@pytest.mark.parametrize("subject", SUBJECTS)
def test_no_page_keeps_anybody_out(
    walker: Walker, app: Flask, secrets: dict[str, str], subject: str, size: tuple[int, int]
) -> None:
    secret = secrets["volunteer" if subject in _OWN else "admin"]
    page = walker(secret, size)
    found = []
    for path in SUBJECTS[subject]:
        if _is_whole(app, path, secret):
            page.goto(path)
            found += [f"{path}: {breach}" for breach in _breaches(page)]

    assert found == []


@pytest.mark.parametrize("path", ["/rosters/dec?view=matrix", "/map/?day=2026-12-01", "/data/points/one/p1"])
def test_nor_does_a_page_in_english(walker: Walker, secrets: dict[str, str], path: str) -> None:
    page = walker(secrets["admin"], NARROW)
    page.goto(path)
    page.get_by_role("button", name="English").click()
    page.wait_for_selector("html[lang=en]")

    assert _breaches(page) == []


def _is_whole(app: Flask, path: str, secret: str) -> bool:
    """Whether the answer is a page by itself, neither a part of one nor a file."""
    answer = app.test_client().get(path, headers={"Authorization": f"Bearer {secret}"})
    return answer.mimetype == "text/html" and "<html" in answer.text


def _breaches(page: Page) -> list[str]:
    answer = Axe().run(page, options=_ASKED).response
    return [f"{one['id']} {node['html'][:120]}" for one in answer["violations"] for node in one["nodes"]]
