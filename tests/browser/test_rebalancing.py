"""Rebalancing in a real browser, at a desk and on a phone: people are lent for a day, a question is asked, and a plan
of stewardship is asked for, looked at, put in force and taken back."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from scheduler import runs
from scheduler.store.database import Sessions, transaction
from scheduler.store.grids import Grid, GridLevel
from scheduler.store.points import Point
from scheduler.store.stewardship import Stewardship
from scheduler.store.units import Unit
from tests.browser.conftest import DESK, PHONE, Opened
from tests.browser.logins import give_password, log_in
from tests.scheduler.rows import NOW, added
from tests.scheduler.street import HELD, a_published_roster, a_street

SIZES = [pytest.param(DESK, id="desk"), pytest.param(PHONE, id="phone")]


@pytest.fixture(autouse=True)
def street(sessions: Sessions) -> None:
    """On the first v1 and v2 are at p1 in g1, nobody is at p2 in g2; told."""
    with transaction(sessions) as session:
        street = a_street(session)
        street.points[1].grid_id = added(session, Grid(code="g2", name="二街道", level=GridLevel.STREET)).id
        for unit in session.scalars(select(Unit)):
            unit.most_out_percent = 100
        a_published_roster(session, street, *HELD)
        give_password(session, street.admin.login)


@pytest.mark.parametrize("size", SIZES)
def test_people_are_lent_for_a_day(open_page: Opened, size: tuple[int, int]) -> None:
    page = open_page(size)
    log_in(page, "admin")
    page.goto("/cover/?date=2026-12-01")
    page.get_by_label("从", exact=True).select_option("g1")
    page.get_by_label("调到", exact=True).select_option("g2")
    page.get_by_role("button", name="看谁能去").click()
    expect(page.get_by_text("2 → 0")).to_be_visible()

    page.get_by_label("第 2 人").select_option("先空着")
    expect(page.get_by_text("2 → 1")).to_be_visible()

    page.get_by_role("button", name="就这样调").click()
    expect(page.get_by_text("已调好并通知 1 人")).to_be_visible()
    expect(page.get_by_text("缺 1", exact=True)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize("size", SIZES)
def test_a_question_is_asked_and_the_address_keeps_it(open_page: Opened, size: tuple[int, int]) -> None:
    page = open_page(size)
    log_in(page, "admin")
    page.goto("/what-if/?ask=unit")
    page.get_by_label("哪个单位来不了").select_option("u2")
    page.get_by_role("button", name="看会怎样").click()
    expect(page.locator("[data-answered]")).to_be_visible()
    expect(page.get_by_text("没有单位")).to_be_visible()

    page.get_by_role("link", name="改上限").click()
    expect(page.get_by_label("每人多几次")).to_be_visible()
    page.go_back()
    expect(page.locator("[data-answered]")).to_be_visible()
    expect(page.get_by_label("哪个单位来不了")).to_have_value("u2")
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


@pytest.fixture
def uneven(sessions: Sessions) -> None:
    """u1 answers for both points, u2 for none."""
    with transaction(sessions) as session:
        mine = session.scalars(select(Unit.id).where(Unit.code == "u1")).one()
        second = session.scalars(select(Point.id).where(Point.code == "p2")).one()
        session.scalars(select(Stewardship).where(Stewardship.point_id == second)).one().unit_id = mine


@pytest.mark.usefixtures("uneven")
@pytest.mark.parametrize("size", SIZES)
def test_a_plan_is_asked_for_put_in_force_and_taken_back(
    sessions: Sessions, open_page: Opened, size: tuple[int, int]
) -> None:
    page = open_page(size)
    log_in(page, "admin")
    page.goto("/stewardship/")
    page.get_by_role("link", name="编制方案").click()
    page.get_by_label("名称").fill("十二月")
    page.get_by_role("button", name="开始编制").click()
    expect(page.get_by_text("没有时钟进程在运行")).to_be_visible()
    # It is made while nobody looks: whoever asked has gone to the list.
    page.get_by_role("link", name="分包方案").first.click()
    expect(page.get_by_role("link", name="1 · 十二月")).to_be_visible()
    claim = runs.claim_allotment(sessions, now=NOW)
    assert claim is not None
    assert runs.work_allotment(sessions, claim, clock=lambda: NOW, workers=1) is None

    page.get_by_role("link", name="1 · 十二月").click()
    expect(page.get_by_label("启用路口")).to_be_checked()  # either of the two is as good
    # 46 duties at each point in 31 days are 44.5 a month; four people less 5% carry 11.7 each, of both points 23.4.
    expect(page.get_by_text("23.4 → 11.7")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]

    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_role("heading", name="对已发布的排班")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]

    page.get_by_role("button", name="起启用").click()
    expect(page.get_by_text("改签 1 个点位：新签 1 份，解除 1 份")).to_be_visible()
    expect(page.get_by_text("没有要改的")).to_be_visible()

    page.on("dialog", lambda asked: asked.accept())
    page.get_by_role("button", name="撤回这次启用").click()
    expect(page.get_by_text("已撤回：1 个点位的分包和启用以前一样")).to_be_visible()
    expect(page.get_by_label("启用路口")).to_be_checked()
