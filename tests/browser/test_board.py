"""The board in a real browser: dragged, carried by keys, undone, two at once, and what is done in its dialogs."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from scheduler import runs
from scheduler.services.access import asker
from scheduler.services.adjusting import adjust
from scheduler.services.edits import Add
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.volunteers import Volunteer
from tests.browser.conftest import PHONE, Heard, Opened
from tests.browser.logins import give_password, log_in
from tests.scheduler.rows import NOW
from tests.scheduler.solved import work
from tests.scheduler.street import HELD, a_roster_with, a_street, standing, the_duties, the_shift

Board = Callable[..., Page]


@pytest.fixture(autouse=True)
def street(sessions: Sessions) -> None:
    """v1 and v2 at p1 on the first, v3 at p1 on the second."""
    with transaction(sessions) as session:
        street = a_street(session)
        a_roster_with(session, street, *HELD)
        give_password(session, street.admin.login)


@pytest.fixture
def board(open_page: Opened) -> Board:
    """board(view): the roster as the admin sees it, its scripts at work."""

    def opened(view: str = "matrix", *size: tuple[int, int]) -> Page:
        page = open_page(*size)
        log_in(page, "admin")
        page.goto(f"/rosters/dec?view={view}")
        expect(page.locator("html[data-ready=board]")).to_be_attached()
        return page

    return opened


def cell(page: Page, end: str) -> Locator:
    return page.locator(f'[data-shift="{the_shift(end)}"]')


def somebody(page: Page, end: str, volunteer: str) -> Locator:
    return cell(page, end).locator(f'[data-who="{volunteer}"]')


def told(page: Page) -> Locator:
    return page.locator(".board-told")


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


def test_what_another_changes_is_seen_where_it_happened(sessions: Sessions, board: Board) -> None:
    page = board()
    with transaction(sessions) as session:
        adjust(session, asker(session, "admin"), "dec", Add(the_shift("03-p1"), "v4"), now=NOW)

    expect(somebody(page, "03-p1", "v4")).to_be_visible()
    expect(told(page)).to_contain_text("刚刚有改动：admin：调整")


def test_nobody_is_written_over(sessions: Sessions, board: Board, heard: Heard) -> None:
    page = board()
    no_news_before_a_change(page)
    with transaction(sessions) as session:
        adjust(session, asker(session, "admin"), "dec", Add(the_shift("03-p1"), "v4"), now=NOW)
    cell(page, "02-p1").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading")).to_have_text("别人刚刚改过这张表")
    expect(dialog).to_contain_text("加入 赵六")
    dialog.get_by_role("button", name="在最新的一版上再做").click()
    expect(somebody(page, "02-p2", "v3")).to_be_visible()
    with reading(sessions) as session:
        assert standing(session) == the_duties(*HELD[:2], ("02-p2", "v3"), ("03-p1", "v4"))
    forget_refusals(heard)


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


def test_a_publication_is_withdrawn(board: Board) -> None:
    page = board()
    page.get_by_role("link", name="发布", exact=True).click()
    page.get_by_role("button", name="发布并通知 3 人").click()
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="撤回发布").click()

    expect(page.get_by_text("已撤回：3 条通知没有发出")).to_be_visible()
    expect(page.get_by_role("link", name="发布", exact=True)).to_be_visible()


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


@pytest.mark.parametrize("view", ["matrix", "people", "day", "days"])
def test_a_shift_opens_on_a_phone(board: Board, view: str) -> None:
    page = board(view, PHONE)

    page.locator(".cell:visible, .line:visible").first.click()

    expect(page.get_by_role("dialog").get_by_text("张三")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def no_news_before_a_change(page: Page) -> None:
    """What others do is not heard of until this page tries to change something itself."""
    tried: list[bool] = []

    def news(route: Route) -> None:
        if tried:
            route.continue_()
        else:
            route.fulfill(status=204)

    page.route("**/news?*", news)
    page.on("request", lambda request: tried.append(True) if request.url.endswith("/changes") else None)


def forget_refusals(heard: Heard) -> None:
    """A browser notes every answer that refuses; here that is what was to be seen."""
    heard.errors = [text for text in heard.errors if "status of 4" not in text]
