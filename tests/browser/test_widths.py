"""No page is wider than its screen, be that a phone or a desk, and none goes on below its foot."""

import pytest

from tests.browser.conftest import DESK, NARROW, Opened
from tests.browser.logins import log_in

PAGES = (
    "/rosters/",
    "/rosters/new",
    "/rosters/dec?view=matrix",
    "/rosters/dec?view=days",
    "/rosters/dec?view=people",
    "/rosters/dec?view=day",
    "/rosters/dec/cannot-come",
    "/rosters/dec/run/part",
    "/rosters/dec/vacancies",
    "/rosters/dec/run",
    "/rosters/dec/publish",
    "/rosters/dec/versions",
    "/rosters/dec/compare?from=0",
    "/data/",
    "/data/units/",
    "/data/volunteers/",
    "/data/points/",
    "/data/patterns/",
    "/data/units/one/u1",
    "/data/volunteers/one/v1",
    "/data/points/one/p1",
    "/data/points/history/p1",
    "/data/patterns/one/peak",
    "/data/patterns/new",
    "/data/calendar/?year=2027",
    "/data/calendar/2026-10-01",
    "/data/calendar/notice",
)

_BELOW_THE_FOOT = """() => {
  const foot = document.querySelector(".foot").getBoundingClientRect().bottom + window.scrollY;
  return document.documentElement.scrollHeight - Math.max(foot, document.documentElement.clientHeight);
}"""
"""Pixels. Words for screen readers alone that stand outside of the box that scrolls make a page longer than it is."""

pytestmark = pytest.mark.usefixtures("published_street")


@pytest.mark.parametrize("size", [pytest.param(NARROW, id="phone"), pytest.param(DESK, id="desk")])
def test_no_page_is_wider_than_its_screen(open_page: Opened, size: tuple[int, int]) -> None:
    page = open_page(size)
    log_in(page, "admin")

    for address in PAGES:
        page.goto(address)

        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], address
        assert page.evaluate(_BELOW_THE_FOOT) <= 1, address
