"""A roster's board as an admin has it before them, and what is to be found on it."""

from typing import TYPE_CHECKING

from playwright.sync_api import Locator, Page, expect

from scheduler.store.database import Sessions, transaction
from tests.browser.logins import give_password, log_in
from tests.scheduler.street import HELD, a_roster_with, a_street, the_shift

if TYPE_CHECKING:
    from tests.browser.conftest import Heard, Opened


def a_roster_to_look_at(sessions: Sessions) -> None:
    """v1 and v2 at p1 on the first, v3 at p1 on the second."""
    with transaction(sessions) as session:
        street = a_street(session)
        a_roster_with(session, street, *HELD)
        give_password(session, street.admin.login)


def open_board(open_page: "Opened", view: str = "matrix", **how: tuple[int, int]) -> Page:
    """The roster as the admin sees it on a page that is opened so, its scripts at work."""
    page = open_page(**how)
    log_in(page, "admin")
    page.goto(f"/rosters/dec?view={view}")
    expect(page.locator("html[data-ready=board]")).to_be_attached()
    return page


def cell(page: Page, end: str) -> Locator:
    """The cell of the shift whose code ends so."""
    return page.locator(f'[data-shift="{the_shift(end)}"]')


def somebody(page: Page, end: str, volunteer: str) -> Locator:
    """The volunteer of that code on that shift."""
    return cell(page, end).locator(f'[data-who="{volunteer}"]')


def told(page: Page) -> Locator:
    """What is said beside the buttons."""
    return page.locator(".board-told")


def forget_refusals(heard: "Heard") -> None:
    """A browser notes every answer that refuses; there that is what was to be seen."""
    heard.errors = [text for text in heard.errors if "status of 4" not in text]
