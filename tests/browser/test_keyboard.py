"""A page is used by its keys: past the band at once, every stop seen, a menu closed and left where it was entered."""

import pytest
from playwright.sync_api import Page, expect

from scheduler.store.database import Sessions, transaction
from tests.browser.conftest import DESK, NARROW, Opened
from tests.browser.logins import give_password, log_in
from tests.scheduler.street import HELD, a_published_roster, a_street

LONG = (
    "/data/volunteers/one/v1",
    "/data/points/one/p1",
    "/data/patterns/new",
    "/absences/",
    "/absences/new",
    "/rosters/dec?view=matrix",
    "/map/?day=2026-12-01",
    "/stewardship/",
)
"""Pages that are higher than a phone, most of them with a bar that stays in sight at a desk."""
_STOP = """() => {
  const { x, y, width, height } = document.activeElement.getBoundingClientRect();
  const style = getComputedStyle(document.activeElement);
  const ring = style.outlineStyle !== "none" || style.boxShadow !== "none";
  return { tag: document.activeElement.tagName, seen: ring && width > 0 && height > 0 && x + width > 0 };
}"""

_HIDDEN = """() => {
  const active = document.activeElement;
  const { x, y, width, height } = active.getBoundingClientRect();
  const inside = (left, top) => left > 0 && top > 0 && left < innerWidth && top < innerHeight;
  const covers = (hit) => {
    for (let one = hit; one && !one.contains(active); one = one.parentElement) {
      if (["sticky", "fixed"].includes(getComputedStyle(one).position)) return true;
    }
    return false;
  };
  const spots = [0.1, 0.5, 0.9].map((part) => [x + width / 2, y + height * part]);
  const seen = spots.filter(([left, top]) => inside(left, top) && !covers(document.elementFromPoint(left, top)));
  const whole = height < innerHeight / 2;
  const hidden = active !== document.body && seen.length < (whole ? spots.length : 1);
  return { tag: active.tagName, hidden, what: active.outerHTML.slice(0, 90) };
}"""
"""Whether less than all of what has the keyboard is in sight: out of the window, or below a bar that stays there. What
is higher than half a window need only be seen in part."""


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


@pytest.mark.parametrize("size", [pytest.param(NARROW, id="phone"), pytest.param(DESK, id="desk")])
@pytest.mark.parametrize("path", LONG)
def test_no_stop_lies_below_a_bar(published_street: None, open_page: Opened, path: str, size: tuple[int, int]) -> None:
    page = open_page(size)
    log_in(page, "admin")
    page.goto(path)

    stops = []
    for _ in range(150):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(_HIDDEN))
        if stops[-1]["tag"] == "BODY":
            break

    assert len(stops) > 10
    assert [stop["what"] for stop in stops if stop["hidden"]] == []


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
