"""Answers that come late or out of order: nothing that somebody was to be told is lost, nothing old is put in place."""

import pytest
from playwright.sync_api import APIResponse, Locator, Page, Route, expect

from scheduler.services.access import asker
from scheduler.services.adjusting import adjust
from scheduler.services.edits import Add, Remove
from scheduler.store.database import Sessions, transaction
from tests.browser.boards import cell, open_board, somebody, told
from tests.browser.conftest import PHONE, Opened
from tests.browser.logins import give_password, log_in
from tests.scheduler.rows import NOW, a_volunteer
from tests.scheduler.street import HELD, a_published_roster, a_street, the_shift
from tests.waiting import until

TOLD = "排班表 dec 的第 2 版已经发布"


class Late:
    """The answers from an address, given by the server at once and kept back until they are let through."""

    def __init__(self, page: Page, address: str) -> None:
        self._page, self._kept, self._open = page, list[tuple[Route, APIResponse]](), False
        page.route(address, self._answered)

    def wait(self) -> None:
        """Until there is one."""
        until(lambda: self._kept or self._page.evaluate("0"))

    def let_through(self) -> None:
        self._open = True
        for route, answer in self._kept:
            with self._page.expect_event("requestfinished", lambda request, asked=route.request: request == asked):
                route.fulfill(response=answer)

    def _answered(self, route: Route) -> None:
        if self._open:
            route.continue_()
        else:
            self._kept.append((route, route.fetch()))


@pytest.fixture(autouse=True)
def street(sessions: Sessions) -> None:
    """v1, v2 and v3 of a hundred people are on the roster, which is published; and an admin may come in."""
    with transaction(sessions) as session:
        street = a_street(session)
        for n in range(100):
            a_volunteer(session, street.units[0], f"w{n:02}", name=f"人员{n}")
        a_published_roster(session, street, *HELD)
        give_password(session, street.admin.login)


def test_a_list_that_reads_itself_anew_leaves_what_is_to_be_told(sessions: Sessions, open_page: Opened) -> None:
    page = open_board(open_page, "days")
    page.request.get("/rosters/dec/publish", max_redirects=0)
    with transaction(sessions) as session:
        adjust(session, asker(session, "admin"), "dec", Remove(the_shift("02-p1"), "v3"), now=NOW)
    expect(somebody(page, "02-p1", "v3")).to_have_count(0)

    page.goto("/rosters/")

    expect(page.get_by_text(TOLD)).to_be_visible()


def test_what_is_to_be_told_is_told_on_a_phone_too(open_page: Opened) -> None:
    page = open_page(PHONE)
    log_in(page, "admin")

    page.goto("/rosters/dec/publish")

    page.wait_for_url("**/rosters/dec?view=days")
    expect(page.get_by_text(TOLD)).to_be_visible()
    page.goto("/rosters/dec?view=days")
    expect(page.locator("html[data-ready=board]")).to_be_attached()
    expect(page.get_by_text(TOLD)).to_have_count(0)


def test_the_shift_that_was_asked_for_last_is_shown(open_page: Opened) -> None:
    page = open_board(open_page)
    late = Late(page, f"**/shifts/{the_shift('01-p1')}?*")
    cell(page, "01-p1").click()
    late.wait()
    page.keyboard.press("Escape")
    cell(page, "02-p1").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("王五")).to_be_visible()

    late.let_through()

    expect(dialog.get_by_text("王五")).to_be_visible()
    expect(dialog.get_by_text("张三")).to_have_count(0)


def test_a_row_that_comes_late_is_of_the_version_that_is_shown(sessions: Sessions, open_page: Opened) -> None:
    page = open_board(open_page, "people")
    late = Late(page, "**/rows?*")
    page.locator('tr[data-row="w99"]').scroll_into_view_if_needed()
    late.wait()
    with transaction(sessions) as session:
        adjust(session, asker(session, "admin"), "dec", Add(the_shift("03-p1"), "w99"), now=NOW)
    expect(told(page)).to_contain_text("刚刚有改动")

    late.let_through()

    expect(page.locator(f'tr[data-row="w99"] [data-shift="{the_shift("03-p1")}"]')).to_be_visible()


def test_rows_that_come_frame_by_frame_are_all_of_the_version_that_is_shown(
    sessions: Sessions, open_page: Opened
) -> None:
    page = open_board(open_page, "people")
    page.evaluate(
        """() => {
            window.held = [];
            window.frame = window.requestAnimationFrame;
            window.requestAnimationFrame = (next) => window.held.push(next);
        }"""
    )
    last = page.locator("tbody", has=page.locator('tr[data-row="w99"]'))
    last.scroll_into_view_if_needed()
    until(lambda: page.evaluate("held.length"))
    page.evaluate("held.splice(0).forEach((next) => next())")  # the first rows are put in their place
    first = last.locator("tr").first
    with transaction(sessions) as session:
        adjust(session, asker(session, "admin"), "dec", Add(the_shift("03-p1"), _of(first)), now=NOW)
    expect(told(page)).to_contain_text("刚刚有改动")

    page.evaluate("() => { window.requestAnimationFrame = frame; held.splice(0).forEach((next) => next()); }")

    expect(first.locator(f'[data-shift="{the_shift("03-p1")}"]')).to_be_visible()


def _of(row: Locator) -> str:
    return row.get_attribute("data-of") or ""
