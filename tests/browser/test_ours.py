"""Who looks after one unit finds what is theirs in the town's roster: tables at a desk, on a phone day by day."""

import pytest
from playwright.sync_api import Page, expect

from scheduler.store.database import Sessions, transaction
from tests.browser.conftest import DESK, NARROW, Opened
from tests.browser.logins import give_password, log_in
from tests.scheduler.askers import a_coordinator
from tests.scheduler.street import a_published_roster, a_street


@pytest.fixture(autouse=True)
def published(sessions: Sessions) -> None:
    """v6 of u2 comes to p1 of u1; v2 of u1 stands at p2 beside v5."""
    with transaction(sessions) as session:
        street = a_street(session)
        duties = (("01-p1", "v1"), ("01-p1", "v6"), ("01-p2", "v2"), ("01-p2", "v5"))
        a_published_roster(session, street, *duties)
        a_coordinator(session, street.units[0])
        give_password(session, "wang")


def test_at_a_desk_people_and_points_are_tables_and_what_is_printed_is_theirs(open_page: Opened) -> None:
    page = open_page(DESK)
    _go_to_ours(page)

    people = page.get_by_role("table", name="我们的人 × 日期")
    expect(people.get_by_role("row")).to_have_count(5)
    expect(people.get_by_role("row").filter(has_text="李四")).to_contain_text("路口2")

    page.get_by_role("link", name="按点位").click()
    points = page.get_by_role("table", name="我们的点位 × 日期")
    expect(points.get_by_role("row").filter(has_text="路口1")).to_contain_text("孙八税务局")
    assert _fits(page)

    page.get_by_text("打印", exact=True).click()
    page.get_by_role("link", name="单位名单").click()
    expect(page.locator(".paper")).to_contain_text("2 人，2 次值守")
    expect(page.get_by_text("钱七")).to_have_count(0)


def test_on_a_phone_it_begins_day_by_day(open_page: Opened) -> None:
    page = open_page(NARROW)
    _go_to_ours(page)

    first = page.locator("#d2026-12-01")
    expect(first).to_contain_text("张三")
    expect(first).to_contain_text("孙八")
    expect(first).to_contain_text("另有 1 人")
    expect(page.get_by_text("钱七")).to_have_count(0)
    assert _fits(page)

    page.get_by_role("link", name="按人").click()
    expect(page.get_by_role("table", name="我们的人 × 日期")).to_be_visible()
    assert _fits(page)


def _go_to_ours(page: Page) -> None:
    log_in(page, "wang")
    page.get_by_role("link", name="全市2026年12月排班表").click()
    expect(page.get_by_text("只能看")).to_be_visible()


def _fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
