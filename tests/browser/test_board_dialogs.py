"""What is done in the board's dialogs, in a real browser: leave, limits, parts; on a phone as well."""

import pytest
from playwright.sync_api import expect

from scheduler import runs
from scheduler.services.access import asker
from scheduler.services.publishing import publish
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.volunteers import Volunteer
from tests.browser.boards import cell, somebody, told
from tests.browser.conftest import PHONE, Board
from tests.scheduler.rows import NOW, PLAIN
from tests.scheduler.solved import work
from tests.scheduler.street import HELD, standing, the_duties, the_shift


def test_somebody_cannot_come(sessions: Sessions, board: Board) -> None:
    page = board()
    page.get_by_role("link", name="有人来不了").click()
    page.get_by_label("谁", exact=True).fill("张")
    expect(page.get_by_role("dialog").get_by_role("option")).to_contain_text("张三")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_label("从", exact=True).fill("2026-12-01")
    page.get_by_role("button", name="看由谁顶上").click()
    expect(page.get_by_role("heading", name="来顶的")).to_be_visible()
    page.get_by_role("button", name="就这样改，并批准请假").click()

    expect(told(page)).to_contain_text("已记下请假并补好，现在是第 2 版")
    expect(somebody(page, "01-p1", "v1")).to_have_count(0)
    with reading(sessions) as session:
        assert sum(duty.shift == the_shift("01-p1") for duty in standing(session)) == 2


def test_a_vacancy_is_filled_by_a_wider_limit(sessions: Sessions, board: Board) -> None:
    with transaction(sessions) as session:
        for person in session.query(Volunteer):
            person.cap_total = 1 if person.code in {"v1", "v2", "v3"} else 0
    page = board()
    cell(page, "03-p1").click()
    page.get_by_role("link", name="这样补上").first.click()
    expect(page.get_by_role("heading", name="放宽一条，补上空岗")).to_be_visible()
    page.get_by_role("button", name="放宽并补上").click()

    expect(told(page)).to_have_text("已放宽并补上，现在是第 2 版")
    expect(cell(page, "03-p1").locator(".duty")).to_have_count(1)


def test_what_is_selected_is_solved_again_and_all_else_stays(sessions: Sessions, board: Board) -> None:
    page = board()
    cell(page, "03-p1").focus()
    page.keyboard.press("Shift+ArrowRight")
    expect(told(page)).to_have_text("选中 1 行 × 2 天")
    page.get_by_role("link", name="只重排一部分").click()
    expect(page.get_by_label("从", exact=True)).to_have_value("2026-12-03")
    page.get_by_role("button", name="开始重排").click()
    expect(page.get_by_role("heading", name="排班过程")).to_be_visible()
    work(sessions, runs.claim(sessions, now=NOW))

    expect(page.get_by_text("排好了。")).to_be_visible()
    with reading(sessions) as session:
        duties = standing(session)
    assert the_duties(*HELD) == frozenset(duty for duty in duties if duty.shift[:8] < "20261203")
    assert {duty.shift for duty in duties - the_duties(*HELD)} == {the_shift("03-p1"), the_shift("04-p1")}


def test_what_people_were_told_is_solved_again_and_looked_at_before_it_is_taken(
    sessions: Sessions, board: Board
) -> None:
    with transaction(sessions) as session:
        publish(session, asker(session, "admin"), "dec", settings=PLAIN, now=NOW)
    page = board()
    cell(page, "03-p1").focus()
    page.keyboard.press("Shift+ArrowRight")
    page.get_by_role("link", name="只重排一部分").click()
    page.get_by_role("button", name="开始重排").click()
    expect(page.get_by_role("heading", name="排班过程")).to_be_visible()
    page.goto("/rosters/dec")
    page.get_by_role("link", name="看进度").click()
    work(sessions, runs.claim(sessions, now=NOW))
    expect(page.get_by_role("heading", name="改前 → 改后")).to_be_visible()
    with reading(sessions) as session:
        assert standing(session) == the_duties(*HELD)

    page.get_by_role("button", name="就这样改").click()

    expect(page.get_by_text("已改好，现在是第 3 版")).to_be_visible()
    with reading(sessions) as session:
        come = standing(session) - the_duties(*HELD)
    assert {duty.shift for duty in come} == {the_shift("03-p1"), the_shift("04-p1")}


@pytest.mark.parametrize("view", ["matrix", "people", "day", "days"])
def test_a_shift_opens_on_a_phone(board: Board, view: str) -> None:
    page = board(view, size=PHONE)

    page.locator(".cell:visible, .line:visible").first.click()

    expect(page.get_by_role("dialog").get_by_text("张三")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
