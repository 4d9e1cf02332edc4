"""Logging in, in a real browser."""

from playwright.sync_api import expect

from scheduler.store.database import Sessions, transaction
from tests.browser.conftest import PHONE, Opened
from tests.browser.logins import give_password, log_in
from tests.scheduler.askers import an_admin


def test_the_right_password_leads_to_the_rosters(sessions: Sessions, open_page: Opened) -> None:
    with transaction(sessions) as session:
        give_password(session, an_admin(session).login)
    page = open_page()

    log_in(page, "boss")

    expect(page).to_have_url("/rosters/")
    expect(page.get_by_role("heading", level=1)).to_have_text("排班表")


def test_the_language_is_switched_where_one_is(open_page: Opened) -> None:
    page = open_page(PHONE)
    page.goto("/login")

    page.get_by_role("button", name="English").click()

    expect(page).to_have_url("/login")
    expect(page.get_by_role("button", name="Log in")).to_be_visible()
