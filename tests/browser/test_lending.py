"""Lending in a real browser between grids that have a roster each, by who looks after the whole town."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from scheduler.store.database import Sessions, transaction
from scheduler.store.grids import Grid, GridLevel
from scheduler.store.users import UserRole
from tests.browser.boards import forget_refusals
from tests.browser.conftest import DESK, PHONE, Heard, Opened
from tests.browser.logins import give_password, log_in
from tests.scheduler.askers import an_asker
from tests.scheduler.rows import added
from tests.scheduler.street import a_published_roster, a_street_of_two_grids

DAY = "/cover/?date=2026-12-01"
SIZES = [pytest.param(DESK, id="desk"), pytest.param(PHONE, id="phone")]


@pytest.fixture(autouse=True)
def two_rosters(sessions: Sessions) -> None:
    """On the first v1 and v2 are at p1 by the roster of g1; that of g2 has nobody at p2."""
    with transaction(sessions) as session:
        street = a_street_of_two_grids(session)
        a_published_roster(session, street, ("01-p1", "v1"), ("01-p1", "v2"), code="dec-g1", grid="g1")
        a_published_roster(session, street, ("02-p2", "v5"), code="dec-g2", grid="g2")
        an_asker(session, UserRole.COORDINATOR, "town")
        give_password(session, "town")


@pytest.mark.parametrize("size", SIZES)
def test_people_of_one_roster_come_to_shifts_of_another(open_page: Opened, size: tuple[int, int]) -> None:
    page = open_page(size)
    log_in(page, "town")
    page.goto("/cover/?date=2026-12-01&level=street")

    expect(_row(page, "二街道")).to_contain_text("调到这里")  # the one that lacks most, unless another is chosen
    _row(page, "一街道").get_by_role("link", name="从这里调").click()
    expect(page.get_by_role("heading", name="一街道 → 二街道")).to_be_visible()
    expect(page.get_by_text("2 → 0")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]

    page.get_by_role("button", name="就这样调，并通知 2 人").click()
    expect(page.get_by_text("已调好并通知 2 人；10 分钟内可在排班表里撤回")).to_be_visible()
    expect(_row(page, "二街道")).to_contain_text("不缺")


def test_whoever_came_is_on_the_roster_that_lacked_them_and_can_be_called_back(open_page: Opened) -> None:
    page = open_page()
    log_in(page, "town")
    page.goto("/cover/?date=2026-12-01&level=street&source=g1&target=g2")
    page.get_by_label("第 2 人").select_option("先空着")
    expect(page.get_by_text("2 → 1")).to_be_visible()
    page.get_by_role("button", name="就这样调，并通知 1 人").click()
    expect(_row(page, "二街道")).to_contain_text("缺 1")

    page.goto("/rosters/dec-g1")
    expect(page.locator("html[data-ready=board]")).to_be_attached()
    expect(page.locator("#board .duty")).to_have_count(2)
    page.goto("/rosters/dec-g2")
    expect(page.locator("html[data-ready=board]")).to_be_attached()
    expect(page.locator("#board .duty")).to_have_count(2)

    page.on("dialog", lambda asked: asked.accept())
    page.get_by_role("button", name="撤回发布").click()
    expect(page.get_by_text(re.compile("已撤回"))).to_be_visible()
    page.goto("/cover/?date=2026-12-01&level=street")
    expect(_row(page, "二街道")).to_contain_text("缺 2")


def test_who_looks_after_one_grid_is_told_who_can_lend_and_who_looks_after_both_does(
    sessions: Sessions, open_page: Opened, heard: Heard
) -> None:
    with transaction(sessions) as session:
        district = added(session, Grid(code="d", name="东区", level=GridLevel.DISTRICT))
        grids = session.scalars(select(Grid).where(Grid.code.in_(("g1", "g2"))).order_by(Grid.code)).all()
        for grid in grids:
            grid.parent_id = district.id
        for login, over in (("district", district), ("first", grids[0]), ("second", grids[1])):
            an_asker(session, UserRole.COORDINATOR, login, grid=over)
            give_password(session, login)

    second = _logged_in(open_page, "second", PHONE)
    expect(_row(second, "二街道")).to_contain_text("缺 2")
    expect(second.get_by_text("两边都归您管才能调人")).to_be_visible()
    expect(second.get_by_text("一街道")).to_have_count(0)
    second.goto(f"{DAY}&source=g1&target=g2")
    expect(second.get_by_role("alert")).to_contain_text("不在您的管理范围内")
    forget_refusals(heard)

    district_page = _logged_in(open_page, "district", DESK)
    expect(_row(district_page, "二街道")).to_contain_text("调到这里")  # streets: of districts there is one
    district_page.get_by_label("按哪一级看").select_option("区县")
    expect(district_page.get_by_text("换一级看")).to_be_visible()
    district_page.get_by_label("按哪一级看").select_option("街道")
    _row(district_page, "一街道").get_by_role("link", name="从这里调").click()
    district_page.get_by_role("button", name="就这样调，并通知 2 人").click()
    expect(_row(district_page, "二街道")).to_contain_text("不缺")

    first = _logged_in(open_page, "first", PHONE)
    free = _row(first, "一街道").get_by_role("cell").nth(1)
    expect(free).to_contain_text("0")  # of four two serve at home and two are lent
    second.goto(DAY)
    expect(_row(second, "二街道")).to_contain_text("不缺")


def _logged_in(open_page: Opened, login: str, size: tuple[int, int]) -> Page:
    page = open_page(size)
    log_in(page, login)
    page.goto(DAY)
    return page


def _row(page: Page, grid: str) -> Locator:
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=grid))
