"""People whom a coordinator keeps: one leaves, others ask for leave; what is empty then is told until it is filled."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from scheduler import clock
from scheduler.services import absences
from scheduler.store.database import Sessions, transaction
from scheduler.store.users import UserRole
from tests.browser.conftest import DESK, PHONE, Opened
from tests.browser.logins import give_password, log_in
from tests.scheduler.rows import NOW
from tests.scheduler.street import HELD, a_published_roster, a_street, an_asker

FIRST = date(2026, 12, 1)


@pytest.fixture(params=[pytest.param(DESK, id="desk"), pytest.param(PHONE, id="phone")])
def page(request: pytest.FixtureRequest, sessions: Sessions, open_page: Opened) -> Page:
    """A page of a coordinator; v1 and v2 stand on the first, v3 on the second, and v2 and v3 ask for leave then."""
    with transaction(sessions) as session:
        street = a_street(session)
        a_published_roster(session, street, *HELD)
        for code, day in (("v2", FIRST), ("v3", FIRST + timedelta(days=1))):
            span = {"starts_at": clock.at(day, 0), "ends_at": clock.at(day + timedelta(days=1), 0)}
            absences.ask(session, street.admin, code, **span, reason="出差", now=NOW)
        an_asker(session, "wang", UserRole.COORDINATOR)
        give_password(session, "wang")
    page = open_page(request.param)
    log_in(page, "wang")
    return page


def test_somebody_leaves_and_somebody_else_takes_their_duty(page: Page) -> None:
    page.goto("/data/volunteers/")
    page.get_by_role("link", name="张三").click()
    page.get_by_label("从哪天起").fill("2026-12-01")
    page.get_by_role("button", name="离队").click()
    expect(page.get_by_text("有 1 次已发布的值守要另找人")).to_be_visible()
    page.get_by_role("link", name="历史").click()
    expect(page.locator(".past li").first).to_contain_text("离队日期")
    expect(page.locator(".past li").first).to_contain_text("空 → 2026-12-01")

    page.goto("/rosters/")
    page.get_by_role("link", name="有 1 次值守本人来不了，要另找人").click()
    expect(page.get_by_text("已离队")).to_be_visible()
    page.get_by_role("link", name="找人顶上").click()
    page.get_by_role("button", name="换上").first.click()
    expect(page.get_by_text("现在是第 4 版")).to_be_visible()

    page.goto("/rosters/")
    expect(page.get_by_text("份请假等您批")).to_be_visible()
    expect(page.get_by_text("本人来不了")).to_have_count(0)


def test_leave_is_granted_and_refused_and_what_it_leaves_empty_is_filled(page: Page) -> None:
    page.goto("/rosters/")
    page.get_by_role("link", name="2 份请假等您批").click()
    page.get_by_role("link", name="李四").click()
    expect(page.get_by_text("批准的话，要另找人。")).to_be_visible()
    page.get_by_role("button", name="批准", exact=True).click()
    expect(page.get_by_text("已批准李四的请假；有 1 次已发布的值守要另找人")).to_be_visible()
    page.get_by_role("link", name="看由谁顶上").click()
    expect(page.get_by_label("从", exact=True)).to_have_value("2026-12-01")
    page.get_by_role("button", name="看由谁顶上").click()
    expect(page.get_by_role("heading", name="来顶的")).to_be_visible()
    page.get_by_role("button", name="就这样改").click()
    _led_to_the_board(page)
    expect(page.get_by_text("已记下请假并补好，现在是第 3 版")).to_be_visible()

    page.goto("/absences/")
    page.get_by_role("link", name="王五").click()
    page.get_by_text("不批准……").click()
    page.get_by_label("为什么").fill("那天人手不够")
    page.get_by_role("button", name="不批准", exact=True).click()
    expect(page.get_by_text("没有批准王五的请假")).to_be_visible()
    page.get_by_role("link", name="未批准").click()
    page.get_by_role("link", name="王五").click()
    expect(page.locator(".past li").first).to_contain_text("没有批准")
    expect(page.locator(".past li").first).to_contain_text("那天人手不够")


def _led_to_the_board(page: Page) -> None:
    """A phone is led on to the list of it; who leaves before that stays."""
    narrow = page.viewport_size is not None and page.viewport_size["width"] < PHONE[0] + 1
    page.wait_for_url("**/rosters/dec*view=days" if narrow else "**/rosters/dec")
