"""A roster from the seat nobody fills to what people are told and its taking back, at a desk and on a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from scheduler.store.database import Sessions, transaction
from scheduler.store.volunteers import Volunteer
from tests.browser.boards import cell
from tests.browser.conftest import DESK, NARROW, Board

SIZES = [pytest.param(DESK, "matrix", id="desk"), pytest.param(NARROW, "days", id="phone")]


@pytest.fixture
def walked(sessions: Sessions, board: Board) -> Board:
    """v2 is called 单李, which sounds in two ways; v1 to v3 come once and the others never: seats stay empty."""
    with transaction(sessions) as session:
        for person in session.query(Volunteer):
            person.cap_total = 1 if person.code in {"v1", "v2", "v3"} else 0
            person.name = "单李" if person.code == "v2" else person.name
    return board


@pytest.mark.parametrize(("size", "view"), SIZES)
def test_a_limit_is_widened_versions_compared_and_what_is_published_withdrawn(
    walked: Board, size: tuple[int, int], view: str
) -> None:
    page = walked(view, size=size)
    page.on("dialog", lambda asked: asked.accept())

    _find(page, "shanli", "danli", "sl", "dl")
    _widen_a_limit(page)
    _compare(page)
    _publish_and_withdraw(page, view)

    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def _find(page: Page, *readings: str) -> None:
    """Somebody by every way their name is read, the name marked; then everybody again."""
    for typed in readings:
        page.locator("details.fold").evaluate("fold => { fold.open = true; }")  # as it is at a desk
        page.get_by_label("找人").fill(typed)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**person={typed}*")
        expect(cell(page, "01-p1").locator(".sought")).to_have_text("单李")
        expect(page.locator(".sought", has_text="张三")).to_have_count(0)
    page.get_by_role("link", name="清除").click()
    page.wait_for_url(lambda url: "person=" not in url)


def _widen_a_limit(page: Page) -> None:
    """From the list of vacancies: what would come of it is seen before it is done."""
    page.get_by_role("link", name="空岗与原因").click()
    page.get_by_role("link", name="这样补上").first.click()
    expect(page.get_by_role("heading", name="放宽一条，补上空岗")).to_have_count(1)
    expect(page.locator(".changes")).to_contain_text("从 0 放宽到 1")
    expect(page.locator(".fact", has_text="代价变化")).to_contain_text("−")
    page.get_by_role("button", name="放宽并补上").click()
    expect(page.get_by_text("已放宽并补上，现在是第 2 版")).to_be_visible()


def _compare(page: Page) -> None:
    """Any two versions, forwards and backwards; of the people only whom one looks for."""
    page.goto("/rosters/dec/versions")
    page.get_by_label("从", exact=True).select_option("0")
    page.get_by_label("到", exact=True).select_option("1")
    page.get_by_role("button", name="比较").click()
    names = page.locator("#people h3")
    expect(names).to_have_text([re.compile("张三"), re.compile("单李"), re.compile("王五")])
    page.get_by_label("找人").fill("danli")
    page.keyboard.press("Enter")
    expect(names).to_have_text([re.compile("单李")])

    page.goto("/rosters/dec/versions")
    page.get_by_label("从", exact=True).select_option("2")
    page.get_by_label("到", exact=True).select_option("1")
    page.get_by_role("button", name="比较").click()
    expect(page.get_by_role("heading", name="第 2 版 → 第 1 版")).to_be_visible()
    expect(page.locator("#people > li")).to_have_count(1)
    expect(page.locator("#people")).to_contain_text("取消")


def _publish_and_withdraw(page: Page, view: str) -> None:
    page.goto("/rosters/dec/publish")
    expect(page.locator(".cards > li")).to_have_count(4)
    expect(page.locator(".cards")).to_contain_text("单李，您在《")
    expect(page.get_by_text("4 人还没有个人链接")).to_have_count(1)
    page.get_by_role("button", name="发布并通知 4 人").click()
    _back_on_the_board(page, view)
    expect(page.get_by_text("已发布第 3 版，通知 4 人")).to_be_visible()
    page.get_by_role("button", name="撤回发布").click()
    expect(page.get_by_text("已撤回：4 条通知没有发出")).to_be_visible()
    _back_on_the_board(page, view)
    expect(page.get_by_text("已撤回：4 条通知没有发出")).to_be_visible()


def _back_on_the_board(page: Page, view: str) -> None:
    """On a phone it goes on to the list by itself, which no press may get in the way of."""
    if view == "days":
        page.wait_for_url("**view=days*")
    expect(page.locator("html[data-ready=board]")).to_be_attached()
