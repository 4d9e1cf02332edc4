"""The board on a phone, by touch alone: moved, exchanged, locked and taken back in the list; the judge speaks first."""

from functools import partial

import pytest
from playwright.sync_api import Page, expect

from scheduler.store.database import Sessions, reading
from tests.browser.boards import cell, somebody, told
from tests.browser.conftest import Board
from tests.scheduler.street import HELD, standing, the_duties

SMALL = (360, 800)


@pytest.fixture
def board(board: Board) -> Board:
    """board(view): the same on a phone."""
    return partial(board, size=SMALL)


def carry(page: Page, end: str, volunteer: str) -> None:
    """Pick somebody up in the dialog of their shift."""
    cell(page, end).click()
    page.locator(f'[data-picks][data-who="{volunteer}"]').click()


def test_somebody_is_moved_in_the_list_and_it_is_taken_back(sessions: Sessions, board: Board) -> None:
    page = board("days")
    carry(page, "02-p1", "v3")
    expect(told(page)).to_contain_text("拿起了王五")
    cell(page, "02-p2").click()
    expect(page.get_by_role("dialog")).to_contain_text("换到这里 · 可以")
    page.get_by_role("button", name="就这样").click()
    expect(somebody(page, "02-p2", "v3")).to_be_visible()
    expect(told(page)).to_have_text("已改好，现在是第 2 版")

    page.get_by_role("button", name="撤销").click()

    expect(somebody(page, "02-p1", "v3")).to_be_visible()
    with reading(sessions) as session:
        assert standing(session) == the_duties(*HELD)


def test_two_are_exchanged_in_the_list(sessions: Sessions, board: Board) -> None:
    page = board("days")
    carry(page, "02-p1", "v3")
    cell(page, "01-p1").click()
    page.locator(".ways > li").filter(has_text="与李四对调").get_by_role("button").click()

    expect(somebody(page, "01-p1", "v3")).to_be_visible()
    with reading(sessions) as session:
        assert standing(session) == the_duties(("01-p1", "v1"), ("01-p1", "v3"), ("02-p1", "v2"))


def test_whoever_is_carried_is_carried_to_another_page_or_put_back(board: Board) -> None:
    page = board("days")
    carry(page, "02-p1", "v3")
    page.get_by_role("link", name="12/1–12/4").click()
    expect(told(page)).to_contain_text("拿起了王五")

    told(page).get_by_role("button", name="不改了").click()

    expect(told(page)).to_have_text("放下了，没有改动")


def test_somebody_is_locked_in_the_list(board: Board) -> None:
    page = board("days")
    cell(page, "02-p1").click()
    page.get_by_role("button", name="锁定").click()

    expect(cell(page, "02-p1").locator(".held")).to_be_visible()


def test_a_tap_on_the_matrix_is_asked_about_before_it_is_done(board: Board) -> None:
    page = board("matrix")
    carry(page, "02-p1", "v3")
    cell(page, "01-p1").click()
    way = page.locator(".ways > li").filter(has_text="换到这里")
    expect(way).to_contain_text("违反 2 条硬性规则")
    page.get_by_role("button", name="不改了").click()

    expect(told(page)).to_have_text("放下了，没有改动")
    expect(somebody(page, "02-p1", "v3")).to_be_visible()
