"""What a page asks for while it is used and does not get is said in it, with what to do; nothing typed is lost."""

from datetime import date

import pytest
from playwright.sync_api import Page, Route, expect
from sqlalchemy import select

from scheduler import runs
from scheduler.services import rosters, uploads
from scheduler.services.access import asker
from scheduler.services.allotting.wanted import Wanted
from scheduler.services.rosters import NewRoster
from scheduler.store.allotments import Allotment
from scheduler.store.database import Sessions, transaction
from scheduler.store.rosters import Roster
from scheduler.store.runs import Run
from tests.browser.conftest import Opened
from tests.browser.logins import log_in
from tests.browser.refused import heard  # noqa: F401 (a fixture of ours too)
from tests.scheduler.rows import NOW, added
from tests.scheduler.solved import work

_LOST, _FAILED, _LOGGED_OUT = "联系不上服务器", "服务器出错了", "登录已过期"
_WHAT_IF = "/what-if/?ask=unit&roster=dec&unit=u2"
_FORMS = [
    pytest.param("/data/patterns/one/peak", "星期", "周一", "8 个班次", id="the month of a pattern"),
    pytest.param("/data/points/one/p1", "坐标", "百度 116.7041,39.5232", "按百度", id="the ground around a point"),
    pytest.param("/data/units/one/u1", "粘贴", "百度 116.7041,39.5232", "按百度", id="pasted coordinates"),
]

pytestmark = pytest.mark.usefixtures("published_street")


@pytest.fixture
def desk(open_page: Opened) -> Page:
    """A page of the admin."""
    page = open_page()
    log_in(page, "admin")
    return page


@pytest.mark.parametrize(("path", "label", "typed", "answer"), _FORMS)
def test_a_cut_network_is_told_and_made_good_by_itself(
    desk: Page, path: str, label: str, typed: str, answer: str
) -> None:
    desk.goto(path)
    desk.route("**", _cut)
    desk.get_by_label(label, exact=True).fill(typed)
    expect(desk.get_by_role("alert")).to_contain_text(_LOST)
    expect(desk.get_by_label(label, exact=True)).to_have_value(typed)

    desk.unroute("**", _cut)

    expect(desk.get_by_text(answer)).to_be_visible()
    expect(desk.get_by_role("alert")).to_have_count(0)


@pytest.mark.parametrize(("path", "label", "typed", "answer"), _FORMS)
def test_a_fault_of_the_server_is_told_and_may_be_tried_again(
    desk: Page, path: str, label: str, typed: str, answer: str
) -> None:
    desk.goto(path)
    desk.route("**", _break)
    desk.get_by_label(label, exact=True).fill(typed)
    expect(desk.get_by_role("alert")).to_contain_text(_FAILED)
    desk.get_by_role("button", name="再试一次").press("Enter")
    expect(desk.get_by_role("alert")).to_contain_text(_FAILED)

    desk.unroute("**", _break)
    desk.get_by_role("button", name="再试一次").press("Enter")

    expect(desk.get_by_text(answer)).to_be_visible()
    expect(desk.get_by_role("alert")).to_have_count(0)


def test_who_was_logged_out_is_told_so_beside_what_they_typed(desk: Page) -> None:
    desk.goto("/data/points/one/p1")
    desk.context.clear_cookies()
    desk.get_by_label("坐标", exact=True).fill("116.7041,39.5232")

    expect(desk.get_by_role("alert")).to_contain_text(_LOGGED_OUT)
    expect(desk.get_by_label("坐标", exact=True)).to_have_value("116.7041,39.5232")


def test_it_is_told_in_english_too(desk: Page) -> None:
    desk.goto("/data/points/one/p1")
    desk.get_by_role("button", name="English").click()
    desk.wait_for_selector("html[lang=en]")
    desk.route("**", _cut)
    desk.locator("#path").fill("116.7041,39.5232")

    expect(desk.get_by_role("alert")).to_contain_text("The server cannot be reached")


def test_a_question_that_got_no_answer_is_asked_again(desk: Page) -> None:
    desk.route("**/what-if/answer*", _break)
    desk.goto(_WHAT_IF)
    expect(desk.get_by_role("alert")).to_contain_text(_FAILED)
    expect(desk.get_by_role("progressbar")).to_have_count(0)

    desk.unroute("**/what-if/answer*", _break)
    desk.get_by_role("button", name="再试一次").click()

    expect(desk.locator("[data-answered]")).to_be_visible()
    expect(desk.get_by_role("alert")).to_have_count(0)


@pytest.mark.parametrize("path", ["/rosters/dec/run", "/imports/1", "/stewardship/plans/1"])
def test_what_is_followed_says_that_it_is_cut_off_and_goes_on(sessions: Sessions, desk: Page, path: str) -> None:
    _something_under_way(sessions)
    desk.route("**/api/**", _cut)
    desk.goto(path)
    expect(desk.get_by_role("alert")).to_contain_text(_LOST)

    desk.unroute("**/api/**", _cut)

    expect(desk.get_by_role("alert")).to_have_count(0)


def test_a_run_whose_server_fails_is_seen_to_its_end_once_it_answers(sessions: Sessions, desk: Page) -> None:
    with transaction(sessions) as session:
        rosters.create(session, asker(session, "admin"), NewRoster(date(2027, 1, 1), 7, code="jan"), now=NOW)
    desk.route("**/api/**", _break)
    desk.goto("/rosters/jan/run")
    desk.get_by_role("button", name="开始排班").click()
    expect(desk.get_by_role("alert")).to_contain_text(_FAILED)
    work(sessions, runs.claim(sessions, now=NOW))

    desk.unroute("**/api/**", _break)

    expect(desk.get_by_text("排好了。")).to_be_visible()
    expect(desk.get_by_role("alert")).to_have_count(0)


def _something_under_way(sessions: Sessions) -> None:
    """A run, a file and a plan wait to be worked on."""
    with transaction(sessions) as session:
        admin = asker(session, "admin")
        wanted = Wanted(start=date(2026, 12, 1), days=31).packed()
        added(session, Run(roster_id=session.scalars(select(Roster.id)).one(), asked_at=NOW, seconds=5))
        added(session, Allotment(name="冬季", asked_by=admin.user_id, asked_at=NOW, seconds=5, wanted=wanted))
        uploads.hand_in(session, admin, "单位.csv", "单位名称\n住建局\n".encode(), now=NOW)


def _cut(route: Route) -> None:
    route.abort("internetdisconnected")


def _break(route: Route) -> None:
    route.fulfill(status=500, content_type="text/html", body="<p>500</p>")
