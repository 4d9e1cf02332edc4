"""Why seats are empty, in a real browser: from the board to the charts, where a large roster's causes come later."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Route, expect

from scheduler.store.database import Sessions, transaction
from tests.browser.conftest import DESK, PHONE, Heard, Opened
from tests.browser.logins import give_password, log_in
from tests.scheduler.street import HELD, a_roster_with, a_street

SIZES = [pytest.param(DESK, id="desk"), pytest.param(PHONE, id="phone")]
LATER = re.compile(r"/rosters/dec/charts\?part=1")


@pytest.fixture(autouse=True)
def a_large_roster(sessions: Sessions) -> None:
    """46 shifts of 50 seats, so many that its causes are asked for beside the page; three are filled."""
    with transaction(sessions) as session:
        street = a_street(session, headcount="50")
        a_roster_with(session, street, *HELD, days=31)
        give_password(session, street.admin.login)


@pytest.mark.parametrize("size", SIZES)
def test_a_board_leads_to_its_causes_and_on_to_each_vacancy(open_page: Opened, size: tuple[int, int]) -> None:
    page = open_page(size)
    log_in(page, "admin")
    page.goto("/rosters/dec")
    page.locator("summary", has_text="更多").click()
    page.get_by_role("link", name="图表").click()

    # 46 shifts of 50 seats are 2300, of which three are filled.
    causes = page.locator("#causes")
    expect(causes.get_by_role("row", name="有人可以来，还没排上")).to_contain_text("2297")
    expect(causes.get_by_role("link")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]

    page.go_back()
    page.get_by_role("link", name="空岗与原因").click()
    expect(page.get_by_text("共 46 个班次没有排满")).to_be_visible()


@pytest.fixture
def heard() -> Iterator[Heard]:
    """As for every page; but a browser notes each answer that fails, and here one is to fail."""
    heard = Heard()
    yield heard
    assert heard.outside == []
    assert [text for text in heard.errors if "Failed to load resource" not in text] == []


def test_causes_that_do_not_come_are_asked_for_again(open_page: Opened) -> None:
    page = open_page()
    log_in(page, "admin")
    page.route(LATER, _fails, times=1)
    page.goto("/rosters/dec/charts")
    expect(page.get_by_role("alert")).to_contain_text("服务器出错了，这里没有更新")

    page.get_by_role("button", name="再试一次").click()

    expect(page.locator("#causes").get_by_role("row", name="有人可以来，还没排上")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)


def _fails(route: Route) -> None:
    route.fulfill(status=500, body="")
