"""The board in a real browser: dragged, carried by keys, undone."""

import re

import pytest
from playwright.sync_api import Locator, expect

from scheduler.store.database import Sessions, reading
from tests.browser.boards import cell, forget_refusals, somebody, told
from tests.browser.conftest import Board, Heard
from tests.scheduler.street import HELD, standing, the_duties
from tests.waiting import until


def test_a_name_is_dragged_and_the_judge_speaks_before_it_is_dropped(board: Board) -> None:
    page = board()
    somebody(page, "01-p1", "v2").hover()
    page.mouse.down()
    target = cell(page, "02-p2").bounding_box()
    assert target
    page.mouse.move(target["x"] + 20, target["y"] + 20)
    page.mouse.move(target["x"] + 22, target["y"] + 22)
    expect(page.locator("#verdict")).to_contain_text("换到这里 · 可以")
    page.mouse.up()

    expect(somebody(page, "02-p2", "v2")).to_be_visible()
    expect(somebody(page, "01-p1", "v2")).to_have_count(0)
    expect(told(page)).to_have_text("已改好，现在是第 2 版")


def test_the_judges_word_goes_along_with_the_pointer(board: Board) -> None:
    page = board()
    target = cell(page, "02-p2").bounding_box()
    assert target
    somebody(page, "01-p1", "v2").hover()
    page.mouse.down()
    page.mouse.move(target["x"] + 20, target["y"] + 8)
    page.mouse.move(target["x"] + 22, target["y"] + 8)
    verdict = page.locator("#verdict")
    expect(verdict).to_contain_text("换到这里 · 可以")
    left, top = _corner(verdict)

    page.mouse.move(target["x"] + 42, target["y"] + 18)

    until(lambda: _corner(verdict) == pytest.approx((left + 20, top + 10), abs=1))
    page.mouse.up()


def test_keys_carry_somebody_and_steps_are_taken_back_and_made_again(board: Board) -> None:
    page = board()
    cell(page, "02-p1").focus()
    page.keyboard.press("Space")
    expect(told(page)).to_contain_text("拿起了王五")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#verdict")).to_contain_text("换到这里 · 可以")
    page.keyboard.press("Enter")
    expect(somebody(page, "02-p2", "v3")).to_be_visible()

    page.get_by_role("button", name="撤销").click()
    expect(somebody(page, "02-p1", "v3")).to_be_visible()
    expect(told(page)).to_have_text("已撤销，现在是第 3 版")

    page.get_by_role("button", name="重做").click()
    expect(somebody(page, "02-p2", "v3")).to_be_visible()
    expect(told(page)).to_have_text("已重做，现在是第 4 版")


def test_the_last_step_is_taken_back_by_keys_and_made_again(board: Board) -> None:
    page = board()
    cell(page, "02-p1").focus()
    page.keyboard.press("Delete")
    expect(told(page)).to_have_text("已改好，现在是第 2 版")
    page.keyboard.press("Control+z")
    expect(told(page)).to_have_text("已撤销，现在是第 3 版")
    expect(somebody(page, "02-p1", "v3")).to_be_visible()

    page.keyboard.press("Control+y")

    expect(told(page)).to_have_text("已重做，现在是第 4 版")
    expect(somebody(page, "02-p1", "v3")).to_have_count(0)


def test_the_figures_are_those_of_the_roster_after_every_step(board: Board) -> None:
    page = board()
    figures = page.locator(".standing")
    expect(figures).to_contain_text("已排 3")
    cell(page, "02-p1").focus()

    page.keyboard.press("Delete")
    expect(figures).to_contain_text(re.compile(r"第 2 版.*已排 2\D.*空岗.*14", re.DOTALL))

    page.get_by_role("button", name="撤销").click()
    expect(figures).to_contain_text(re.compile(r"第 3 版.*已排 3\D.*空岗.*13", re.DOTALL))


def test_two_are_exchanged_by_keys(board: Board) -> None:
    page = board()
    cell(page, "02-p1").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Space")
    page.keyboard.press("Space")
    expect(page.locator("#verdict")).to_contain_text("与李四对调 · 可以")
    page.keyboard.press("Enter")

    expect(somebody(page, "01-p1", "v3")).to_be_visible()
    expect(somebody(page, "02-p1", "v2")).to_be_visible()


def test_a_duty_is_locked_and_taken_off_by_keys(sessions: Sessions, board: Board) -> None:
    page = board()
    cell(page, "02-p1").focus()
    page.keyboard.press("l")
    expect(page.locator(".pinned")).to_have_count(1)
    page.keyboard.press("l")
    expect(page.locator(".pinned")).to_have_count(0)
    page.keyboard.press("Delete")

    expect(somebody(page, "02-p1", "v3")).to_have_count(0)
    with reading(sessions) as session:
        assert standing(session) == the_duties(*HELD[:2])


def test_what_breaks_a_rule_asks_for_a_reason(board: Board, heard: Heard) -> None:
    page = board()
    cell(page, "02-p1").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#verdict")).to_contain_text("违反 2 条硬性规则")
    page.keyboard.press("Enter")

    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading")).to_have_text("这样改违反硬性规则")
    dialog.get_by_label("仍要这样改的理由").fill("临时加强")
    dialog.get_by_role("button", name="仍要这样改").click()
    expect(somebody(page, "01-p1", "v3")).to_be_visible()
    forget_refusals(heard)


def test_a_duty_is_handed_over_among_people(board: Board) -> None:
    page = board("people")
    somebody(page, "02-p1", "v3").hover()
    page.mouse.down()
    target = page.locator('tr[data-row="v4"] td[data-day="2026-12-02"]').bounding_box()
    assert target
    page.mouse.move(target["x"] + 20, target["y"] + 20)
    page.mouse.move(target["x"] + 22, target["y"] + 22)
    expect(page.locator("#verdict")).to_contain_text("交给赵六 · 可以")
    page.mouse.up()

    expect(somebody(page, "02-p1", "v4")).to_be_visible()


def _corner(box: Locator) -> tuple[float, float]:
    place = box.bounding_box()
    assert place
    return place["x"], place["y"]
