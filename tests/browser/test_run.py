"""A run that somebody watches: the page says by itself how it gets on and how it ended."""

import re
from collections.abc import Iterator
from threading import Event

import pytest
from flask import Flask, Response, request
from playwright.sync_api import Page, expect

from scheduler import runs
from scheduler.store.database import Sessions, transaction
from tests.browser.conftest import Opened
from tests.browser.logins import give_password, log_in
from tests.scheduler.rows import NOW
from tests.scheduler.solved import work
from tests.scheduler.street import a_drafted_roster, a_street
from tests.waiting import PATIENCE


@pytest.fixture
def run_page(sessions: Sessions, open_page: Opened) -> Page:
    """Where the admin of a street with a draft asks for it to be solved."""
    with transaction(sessions) as session:
        street = a_street(session)
        a_drafted_roster(session, street)
        give_password(session, street.admin.login)
    page = open_page()
    log_in(page, "admin")
    page.goto("/rosters/dec/run")
    return page


@pytest.fixture
def answered(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Whoever stops a run is answered once this is set."""
    answered = Event()

    def later(answer: Response) -> Response:
        if request.path.endswith("/stop"):
            answered.wait(PATIENCE)
        return answer

    monkeypatch.setitem(app.after_request_funcs, None, [*app.after_request_funcs[None], later])
    yield answered
    answered.set()


def test_a_run_is_asked_for_watched_and_seen_to_its_end(sessions: Sessions, run_page: Page) -> None:
    run_page.get_by_role("button", name="开始排班").click()
    expect(run_page.get_by_text("没有时钟进程在运行")).to_be_visible()
    work(sessions, runs.claim(sessions, now=NOW))

    expect(run_page.get_by_text("排好了。")).to_be_visible()
    expect(run_page.locator(".chart polyline.cost")).to_have_count(1)
    run_page.get_by_role("link", name="看排班表").click()
    expect(run_page.get_by_role("link", name="发布", exact=True)).to_be_visible()


def test_a_run_is_called_off(run_page: Page) -> None:
    run_page.get_by_role("button", name="开始排班").click()

    run_page.on("dialog", lambda dialog: dialog.accept())
    run_page.get_by_role("button", name="停止排班").click()

    expect(run_page.get_by_text("已停止，排班表和以前一样")).to_be_visible()


def test_a_form_on_its_way_is_not_broken_off_by_news(answered: Event, run_page: Page) -> None:
    with run_page.expect_request("**/events"):  # a page that is left before it listens never hears any news
        run_page.get_by_role("button", name="开始排班").click()
    run_page.on("dialog", lambda dialog: dialog.accept())
    read: list[str] = []
    run_page.on("request", lambda asked: read.append(asked.method) if asked.is_navigation_request() else None)

    with run_page.expect_request(re.compile(r"/api/v1/runs/\d+$")):  # the last news is heard, the page asks for more
        run_page.get_by_role("button", name="停止排班").click(no_wait_after=True)
    answered.set()

    expect(run_page.get_by_text("已停止，排班表和以前一样")).to_be_visible()
    assert read == ["POST", "GET"]


def test_a_page_that_nobody_looks_at_holds_no_connection(run_page: Page) -> None:
    with run_page.expect_response("**/events"):
        run_page.get_by_role("button", name="开始排班").click()

    with run_page.expect_event("requestfailed", lambda asked: asked.url.endswith("/events")):
        _look(run_page, hidden=True)
    with run_page.expect_request("**/events"):
        _look(run_page, hidden=False)


def _look(page: Page, *, hidden: bool) -> None:
    page.evaluate(
        """(hidden) => {
            Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
            document.dispatchEvent(new Event("visibilitychange"));
        }""",
        hidden,
    )
