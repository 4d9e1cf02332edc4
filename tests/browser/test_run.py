"""A run that somebody watches: the page says by itself how it gets on and how it ended."""

import pytest
from playwright.sync_api import Page, expect

from scheduler import runs
from scheduler.store.database import Sessions, transaction
from tests.browser.conftest import Opened
from tests.browser.logins import give_password, log_in
from tests.scheduler.rows import NOW
from tests.scheduler.solved import work
from tests.scheduler.street import a_drafted_roster, a_street


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
