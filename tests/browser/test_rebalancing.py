"""Rebalancing in a real browser, at a desk and on a phone: people are lent for a day, and questions are asked that lead
on to a plan of stewardship."""

import pytest
from playwright.sync_api import Page, expect

from scheduler.store.database import Sessions, transaction
from scheduler.store.users import UserRole
from tests.browser.conftest import DESK, PHONE, Opened
from tests.browser.logins import give_password, log_in
from tests.scheduler.askers import an_asker
from tests.scheduler.street import HELD, a_published_roster, a_street_of_two_grids

SIZES = [pytest.param(DESK, id="desk"), pytest.param(PHONE, id="phone")]


@pytest.fixture(autouse=True)
def street(sessions: Sessions) -> None:
    """On the first v1 and v2 are at p1 in g1, nobody is at p2 in g2; told."""
    with transaction(sessions) as session:
        street = a_street_of_two_grids(session)
        a_published_roster(session, street, *HELD)
        give_password(session, street.admin.login)


@pytest.mark.parametrize("size", SIZES)
def test_people_are_lent_for_a_day(open_page: Opened, size: tuple[int, int]) -> None:
    page = open_page(size)
    log_in(page, "admin")
    page.goto("/cover/?date=2026-12-01")
    page.get_by_label("从", exact=True).select_option("g1")
    page.get_by_label("调到", exact=True).select_option("g2")
    page.get_by_role("button", name="看谁能去").click()
    expect(page.get_by_text("2 → 0")).to_be_visible()

    page.get_by_label("第 2 人").select_option("先空着")
    expect(page.get_by_text("2 → 1")).to_be_visible()

    page.get_by_role("button", name="就这样调").click()
    expect(page.get_by_text("已调好并通知 1 人")).to_be_visible()
    expect(page.get_by_text("缺 1", exact=True)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize("size", SIZES)
def test_what_is_asked_leads_on_to_a_plan_that_is_filled_in(open_page: Opened, size: tuple[int, int]) -> None:
    page = open_page(size)
    log_in(page, "admin")
    page.goto("/what-if/?ask=unit")
    page.get_by_label("哪个单位来不了").select_option("u2")
    _answered(page, "没有单位")

    page.get_by_role("link", name="改上限").click()
    page.get_by_label("每人多几次").fill("-1")
    page.get_by_label("对谁").select_option("u1")
    _answered(page, "空岗")
    page.get_by_role("link", name="编制分包方案").click()
    expect(page.get_by_label("每周最多几班").first).to_have_value("3")
    for _ in range(3):  # the answer, its question, and the answer before
        page.go_back()
    expect(page.locator("[data-answered]")).to_be_visible()
    expect(page.get_by_label("哪个单位来不了")).to_have_value("u2")

    page.get_by_role("link", name="加一个点位").click()
    page.get_by_label("类别和班次，照哪个点位").select_option("p1")
    page.get_by_label("每班几人").fill("1")
    page.get_by_label("在哪里").fill("116.71,39.52")
    _answered(page, "新点位先照那个点位由财政局负责来算")
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    page.get_by_role("link", name="编制分包方案").click()
    expect(page.get_by_label("新点位叫什么").first).to_have_value("新点位")
    expect(page.get_by_label("每月几班（人次）").first).to_have_value("30")  # four in four days
    page.get_by_role("button", name="开始编制").click()
    expect(page.get_by_text("没有时钟进程在运行")).to_be_visible()


def test_who_decides_over_no_stewardship_is_led_to_what_they_may_do(sessions: Sessions, open_page: Opened) -> None:
    with transaction(sessions) as session:
        an_asker(session, UserRole.COORDINATOR, "town")
        give_password(session, "town")
    page = open_page()
    log_in(page, "town")
    page.goto("/what-if/?ask=unit")
    page.get_by_label("哪个单位来不了").select_option("u2")
    page.get_by_label("从哪天起").fill("2026-12-02")
    _answered(page, "税务局")

    expect(page.get_by_role("link", name="编制分包方案")).to_have_count(0)
    page.locator("#answer").get_by_role("link", name="跨片支援").click()
    expect(page.get_by_label("日期")).to_have_value("2026-12-02")


def _answered(page: Page, told: str) -> None:
    """The question is sent, and its answer says that."""
    page.get_by_role("button", name="看会怎样").click()
    expect(page.locator("[data-answered]")).to_be_visible()
    expect(page.locator("#answer")).to_contain_text(told)
