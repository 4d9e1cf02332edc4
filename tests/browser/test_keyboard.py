"""A page is used by its keys: past the band at once, every stop seen, a menu closed and left where it was entered."""

import pytest
from playwright.sync_api import Page, expect

from scheduler.store.database import Sessions, transaction
from tests.browser.conftest import Opened
from tests.browser.logins import give_password, log_in
from tests.scheduler.street import HELD, a_published_roster, a_street

_STOP = """() => {
  const { x, y, width, height } = document.activeElement.getBoundingClientRect();
  const style = getComputedStyle(document.activeElement);
  const ring = style.outlineStyle !== "none" || style.boxShadow !== "none";
  return { tag: document.activeElement.tagName, seen: ring && width > 0 && height > 0 && x + width > 0 };
}"""


@pytest.fixture
def desk(sessions: Sessions, open_page: Opened) -> Page:
    """A page of the admin of a street whose roster is published."""
    with transaction(sessions) as session:
        street = a_street(session)
        a_published_roster(session, street, *HELD)
        give_password(session, street.admin.login)
    page = open_page()
    log_in(page, "admin")
    return page


def test_the_first_stop_leads_past_the_band(desk: Page) -> None:
    desk.goto("/data/units/")
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("link", name="跳到正文")).to_be_focused()
    desk.keyboard.press("Enter")
    desk.keyboard.press("Tab")

    assert desk.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize(
    "path", ["/rosters/", "/rosters/dec?view=matrix", "/map/?day=2026-12-01", "/data/units/one/u1"]
)
def test_every_stop_is_seen(desk: Page, path: str) -> None:
    desk.goto(path)

    stops = []
    for _ in range(150):
        desk.keyboard.press("Tab")
        stops.append(desk.evaluate(_STOP))
        if stops[-1]["tag"] == "BODY":
            break

    assert len(stops) > 10
    assert [stop for stop in stops if not stop["seen"] and stop["tag"] != "BODY"] == []


def test_escape_closes_a_menu_and_gives_the_keyboard_back(desk: Page) -> None:
    menu = desk.locator("details.menu").first
    desk.goto("/rosters/")
    menu.locator("summary").focus()
    desk.keyboard.press("Enter")
    expect(menu).to_have_attribute("open", "")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Escape")

    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()
