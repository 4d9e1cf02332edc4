"""Two people at one board: each sees what the other changes, and nobody is written over."""

from playwright.sync_api import Page, Route, expect

from scheduler.services.access import asker
from scheduler.services.adjusting import adjust
from scheduler.services.edits import Add
from scheduler.store.database import Sessions, reading, transaction
from tests.browser.boards import cell, forget_refusals, somebody, told
from tests.browser.conftest import Board, Heard
from tests.scheduler.rows import NOW
from tests.scheduler.street import HELD, standing, the_duties, the_shift


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
    expect(dialog).not_to_contain_text("请看过最新的再改")
    dialog.get_by_role("button", name="在最新的一版上再做").click()
    expect(somebody(page, "02-p2", "v3")).to_be_visible()
    with reading(sessions) as session:
        assert standing(session) == the_duties(*HELD[:2], ("02-p2", "v3"), ("03-p1", "v4"))
    forget_refusals(heard)


def test_a_step_is_given_up_where_somebody_was_faster(sessions: Sessions, board: Board, heard: Heard) -> None:
    page = board()
    no_news_before_a_change(page)
    with transaction(sessions) as session:
        adjust(session, asker(session, "admin"), "dec", Add(the_shift("03-p1"), "v4"), now=NOW)
    cell(page, "02-p1").focus()
    page.keyboard.press("Delete")

    page.get_by_role("dialog").get_by_role("button", name="放弃这一步，看最新的").click()
    expect(somebody(page, "03-p1", "v4")).to_be_visible()
    expect(somebody(page, "02-p1", "v3")).to_be_visible()
    with reading(sessions) as session:
        assert standing(session) == the_duties(*HELD, ("03-p1", "v4"))
    forget_refusals(heard)


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
    # What it asked before may still be on its way.
    page.reload()
    expect(page.locator("html[data-ready=board]")).to_be_attached()
