"""What an admin keeps of the town: the yearly notice taken in, what is in use not deleted, whoever left forgotten."""

import re
from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select, update

from scheduler.services.rosters import NewRoster, create
from scheduler.store.changes import ChangeKind
from scheduler.store.database import Sessions, transaction
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.snapshot import Said, keep
from scheduler.store.volunteers import Volunteer
from solver.problem import Duty
from tests.browser.boards import forget_refusals
from tests.browser.conftest import DESK, PHONE, Heard, Opened
from tests.browser.logins import give_password, log_in
from tests.scheduler.rows import NOW
from tests.scheduler.street import NOTHING, a_street

NOTICE = "元旦：1月1日（周五）至3日（周日）放假，共3天。1月9日（周六）上班。"
SERVED = "20261117-p1-0730"
"""A shift of the Tuesday before NOW."""


on_a_desk = pytest.mark.parametrize("page", [pytest.param(DESK, id="desk")], indirect=True)
on_a_phone = pytest.mark.parametrize("page", [pytest.param(PHONE, id="phone")], indirect=True)


@pytest.fixture
def page(request: pytest.FixtureRequest, sessions: Sessions, open_page: Opened) -> Page:
    """A page of the admin; v8 served once in November and has left, two of a roster stand still."""
    with transaction(sessions) as session:
        street = a_street(session)
        create(session, street.admin, NewRoster(date(2026, 11, 17), 4, code="nov"), now=NOW)
        roster = session.scalars(select(Roster).where(Roster.code == "nov")).one()
        said = Said(ChangeKind.SOLVE, street.admin.user_id, NOW, costs=NOTHING)
        keep(session, roster, frozenset({Duty(SERVED, "v8")}), said)
        roster.state, roster.published_version = RosterState.PUBLISHED, 1
        session.execute(update(Volunteer).where(Volunteer.code == "v8").values(left_on=date(2026, 11, 18)))
        give_password(session, street.admin.login)
    page = open_page(request.param)
    log_in(page, "admin")
    return page


@on_a_desk
def test_the_yearly_notice_changes_the_days_and_what_patterns_unfold_to(page: Page) -> None:
    page.goto("/data/patterns/one/peak?month=2027-01")
    # 21 weekdays, of which the first is New Year; two points, two people each.
    expect(page.get_by_text("40 个班次，80 人次")).to_be_visible()
    expect(_cell(page, "9")).not_to_contain_text("班")

    page.goto("/data/calendar/notice")
    page.get_by_label("整段贴在这里").fill(NOTICE)
    page.get_by_role("button", name="看看会改什么").click()
    expect(page.get_by_text("2027 年会改 4 天")).to_be_visible()
    page.get_by_role("button", name="照此更改").click()
    expect(page.get_by_text("已按通知改了 4 天")).to_be_visible()

    page.goto("/data/patterns/one/peak?month=2027-01")
    expect(page.get_by_text("40 个班次，80 人次")).to_be_visible()
    page.get_by_label("调休上班").check()
    expect(page.get_by_text("42 个班次，84 人次")).to_be_visible()
    expect(_cell(page, "9")).to_contain_text("班")
    expect(_cell(page, "9").locator("b")).to_have_text("2")
    expect(_cell(page, "1").locator("b")).to_have_count(0)
    page.goto("/data/calendar/2027-01-09")
    expect(page.get_by_text("按国务院通知").first).to_be_visible()


@on_a_phone
def test_what_is_in_use_is_not_deleted_and_every_use_is_found(page: Page, heard: Heard) -> None:
    page.on("dialog", lambda asked: asked.accept())
    page.goto("/data/points/one/p1")
    page.get_by_role("button", name="删除").click()
    expect(page.get_by_role("alert")).to_contain_text("还有 1 个分包、4 个班次 用到它")
    expect(page.get_by_role("alert")).to_contain_text("填“停用日期”")
    page.get_by_role("alert").get_by_role("link", name="财政局").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("财政局")
    page.goto("/data/grids/one/g1")
    page.get_by_role("button", name="删除").click()
    page.get_by_role("link", name="列出全部").click()
    expect(page.get_by_role("link", name="路口2")).to_be_visible()

    page.goto("/data/teams/new")
    page.get_by_label("编号").fill("t9")
    page.get_by_label("名称").fill("文明交通队")
    page.get_by_role("button", name="添加").click()
    page.get_by_role("button", name="删除").click()
    expect(page.get_by_text("已删除")).to_be_visible()
    forget_refusals(heard)


@on_a_phone
def test_whoever_left_is_forgotten_and_what_they_served_stays(page: Page) -> None:
    page.on("dialog", lambda asked: asked.accept())
    page.goto("/data/volunteers/one/v8")
    page.get_by_label("原因").fill("本人申请")
    page.get_by_role("button", name="清除个人信息").click()
    expect(page.get_by_text("个人信息已清除；服务过的 1 次仍然保留")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("已清除")

    page.get_by_role("link", name="历史").click()
    expect(page.locator(".past li").first).to_contain_text("本人申请")
    page.goto("/rosters/nov?view=days&day=2026-11-17")
    expect(page.get_by_text("吴十")).to_have_count(0)
    expect(page.get_by_text("已清除").first).to_be_visible()


def _cell(page: Page, day: str) -> Locator:
    return page.locator("table.wall td").filter(has=page.locator(".date", has_text=_exactly(day)))


def _exactly(text: str) -> re.Pattern[str]:
    return re.compile(f"^{text}$")
