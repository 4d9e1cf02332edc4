"""The application behind a real server, and real pages that look at it: nothing from outside, no error unheard."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright
from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

from api.rest import events
from api.town import Town
from scheduler.settings import Settings
from scheduler.store.database import Sessions, transaction
from scheduler.store.vault import Vault
from tests.api.conftest import CHEAP, full_town, full_town_file  # noqa: F401 (fixtures of ours too)
from tests.api.unreached import APP
from tests.browser.boards import a_roster_to_look_at, open_board
from tests.browser.chromium import FLAGS, browser_path
from tests.browser.logins import give_password
from tests.scheduler.rows import NOW
from tests.scheduler.street import HELD, a_published_roster, a_street
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_PATIENCE = PATIENCE * 1000
"""Milliseconds. Whatever a page is waited for, it may take so long on a busy machine."""
NARROW, PHONE, DESK = (360, 780), (390, 844), (1440, 900)
"""Width and height of a small phone, of a phone and of a desk's screen."""


@pytest.fixture
def dialect() -> str:
    """The web knows no SQL: one database is enough."""
    return "sqlite"


@pytest.fixture
def town(sessions: Sessions, settings: Settings) -> Town:
    """The test's town at the moment NOW."""
    return Town(sessions, settings, Vault(settings.keys), lambda: NOW, CHEAP)


@pytest.fixture
def app(town: Town, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The application over the test's town, until its server has ended. What it is made of is the same for all tests:
    its pages are made ready once."""
    monkeypatch.setitem(APP.extensions, Town.KEY, town)
    return APP


class _Server(ThreadedWSGIServer):
    """Waits at its end for whoever is still answered: they look at the database."""

    daemon_threads = False


class _Quiet(WSGIRequestHandler):
    timeout = PATIENCE

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Requests are not worth a line in a test."""


class _Closed:
    """An answer that is closed also where the browser went away while it was sent, which this server forgets."""

    def __init__(self, answer: Iterable[bytes]) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._answer)

    def close(self) -> None:
        """Once, however often it is asked for."""
        answer, self._answer = self._answer, ()
        close = getattr(answer, "close", None)
        if close is not None:
            close()

    __del__ = close


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever watches hears at once what is new, and is missed as soon: a server would wait seconds for its end."""
    monkeypatch.setattr(events, "_LOOK", 0.1)
    monkeypatch.setattr(events, "_HEARTBEAT", 0.0)


@pytest.fixture
def address(app: Flask, soon: None) -> Iterator[str]:
    """Where the application is served: http://127.0.0.1:port."""

    def answered(environ: "WSGIEnvironment", start: "StartResponse") -> _Closed:
        return _Closed(app(environ, start))

    server = _Server("127.0.0.1", 0, answered, _Quiet)
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    serving.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    serving.join()
    server.server_close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests of this process."""
    with sync_playwright() as playwright:
        expect.set_options(timeout=_PATIENCE)
        path = browser_path(playwright)
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS), timeout=_PATIENCE)
        yield browser
        browser.close()


@dataclass
class Heard:
    """What a page asked for outside, and what it complained about."""

    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@pytest.fixture
def published_street(sessions: Sessions) -> None:
    """A street whose roster is published, and an admin who may come in."""
    with transaction(sessions) as session:
        street = a_street(session)
        a_published_roster(session, street, *HELD)
        give_password(session, street.admin.login)


Opened = Callable[..., Page]
Board = Callable[..., Page]


@pytest.fixture
def heard() -> Iterator[Heard]:
    """At the end the test fails for a request to anywhere else, an error in the console (a breach of the content
    policy is one) or an exception in a script."""
    heard = Heard()
    yield heard
    assert heard.outside == []
    assert heard.errors == []


@pytest.fixture
def open_page(chromium: Browser, address: str, heard: Heard) -> Iterator[Opened]:
    """open_page(size=PHONE): a page of an own browser, its addresses relative to the application."""
    with ExitStack() as contexts:
        yield lambda size=DESK: contexts.enter_context(watched(chromium, address, heard, size=size))


@pytest.fixture
def board(sessions: Sessions, open_page: Opened) -> Board:
    """board(view, size=PHONE): the roster of `a_roster_to_look_at` as the admin sees it."""
    a_roster_to_look_at(sessions)
    return partial(open_board, open_page)


@contextmanager
def watched(chromium: Browser, address: str, heard: Heard, *, size: tuple[int, int]) -> Iterator[Page]:
    """A page of an own browser, of that size, on the application at `address`."""
    context = chromium.new_context(
        base_url=address,
        viewport={"width": size[0], "height": size[1]},
        has_touch=size == PHONE,
        locale="zh-CN",
        reduced_motion="reduce",  # what is looked at is not on its way elsewhere
    )
    page = context.new_page()
    page.set_default_timeout(_PATIENCE)
    _listen(page, heard, urlsplit(address).netloc)
    yield page
    context.close()


def _listen(page: Page, heard: Heard, host: str) -> None:
    def asked(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https"} and parts.netloc != host:
            heard.outside.append(request.url)

    def told(message: ConsoleMessage) -> None:
        if message.type == "error":
            heard.errors.append(message.text)

    page.on("request", asked)
    page.on("console", told)
    page.on("pageerror", lambda error: heard.errors.append(str(error)))
