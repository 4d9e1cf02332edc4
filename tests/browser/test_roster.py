"""The roster's pages in a real browser: they fit, they complain of nothing, keys and dialogs work."""

import pytest
from playwright.sync_api import expect

from scheduler.store.database import Sessions, transaction
from tests.browser.conftest import Opened
from tests.browser.logins import give_password, log_in
from tests.scheduler.street import HELD, a_roster_with, a_street


@pytest.fixture(autouse=True)
def street(sessions: Sessions) -> None:
    """A street's roster with three people on it, and an admin who may come in."""
    with transaction(sessions) as session:
        street = a_street(session)
        a_roster_with(session, street, *HELD)
        give_password(session, street.admin.login)


def test_a_cell_opens_its_shift_and_says_why_it_is_empty(open_page: Opened) -> None:
    page = open_page()
    log_in(page, "admin")
    page.goto("/rosters/dec")
    expect(page.locator("html[data-ready=board]")).to_be_attached()

    page.get_by_role("link", name="王五 缺 1").click()

    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("王五")).to_be_visible()
    expect(dialog.get_by_role("heading", name="为什么空着")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_arrow_keys_go_from_cell_to_cell(open_page: Opened) -> None:
    page = open_page()
    log_in(page, "admin")
    page.goto("/rosters/dec")

    expect(page.locator("html[data-ready=board]")).to_be_attached()
    page.locator("tbody .cell").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")

    expect(page.locator("tbody tr").nth(1).locator("td").nth(1).locator(".cell")).to_be_focused()
