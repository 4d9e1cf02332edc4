"""What a first look at a page takes travels in 150 kB, and nothing moves while it comes."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESK, NARROW, Opened
from tests.browser.logins import log_in

MOST = 150_000
"""Bytes as they travel, stylesheets and scripts with them."""
STEADY = 0.1
"""Layout shift; above that people notice that something jumped."""
PAGES = (
    "/rosters/",
    "/rosters/dec?view=matrix",
    "/rosters/dec?view=people",
    "/rosters/dec?view=days",
    "/rosters/dec/charts",
    "/map/?day=2026-12-01",
    "/data/",
    "/data/points/",
    "/data/points/one/p1",
)
_WATCH = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.shifted += shift.value;
}).observe({ type: "layout-shift", buffered: true });
"""

pytestmark = pytest.mark.usefixtures("published_street")


@pytest.mark.parametrize("size", [pytest.param(NARROW, id="phone"), pytest.param(DESK, id="desk")])
def test_a_first_look_is_light_and_steady(open_page: Opened, size: tuple[int, int]) -> None:
    page = open_page(size)
    log_in(page, "admin")
    page.add_init_script(_WATCH)
    travelled = _travelled(page)

    for path in PAGES:
        travelled.clear()
        page.goto(path)
        page.wait_for_load_state("networkidle")

        assert 1_000 < sum(travelled) <= MOST, path
        assert page.evaluate("window.shifted") < STEADY, path


def _travelled(page: Page) -> list[int]:
    """The bytes of each answer from now on, as they came over the wire; nothing is kept from one page to the next."""
    bytes_: list[int] = []
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    wire.on("Network.loadingFinished", lambda told: bytes_.append(int(told["encodedDataLength"])))
    return bytes_
