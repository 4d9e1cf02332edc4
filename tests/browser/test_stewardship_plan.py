"""A plan of stewardship in a real browser, at a desk and on a phone: asked for, its effect on what is published looked
at, put in force line by line from a day on, the rest of it too, and taken back."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from scheduler import runs
from scheduler.store.database import Sessions, transaction
from scheduler.store.stewardship import Stewardship
from tests.browser.conftest import DESK, PHONE, Opened
from tests.browser.logins import give_password, log_in
from tests.scheduler.rows import NOW, a_point, added
from tests.scheduler.street import START, a_published_roster, a_street

SIZES = [pytest.param(DESK, id="desk"), pytest.param(PHONE, id="phone")]
DUTIES = (("01-p1", "v1"), *((f"02-p{n}", f"v{n}") for n in range(1, 5)))


@pytest.fixture(autouse=True)
def uneven(sessions: Sessions) -> None:
    """u1 answers for four points, u2 for none; on the second each of the four people of u1 is at one of them, told."""
    with transaction(sessions) as session:
        street = a_street(session)
        mine = street.units[0].id
        for number in (3, 4):
            point = a_point(session, f"p{number}", name=f"路口{number}", grid_id=street.grid.id)
            added(session, Stewardship(unit_id=mine, point_id=point.id, from_day=START))
        session.query(Stewardship).update({"unit_id": mine})
        street.units[0].most_out_percent = 100
        a_published_roster(session, street, *DUTIES)
        give_password(session, street.admin.login)


@pytest.mark.parametrize("size", SIZES)
def test_a_plan_is_put_in_force_line_by_line_and_taken_back(
    sessions: Sessions, open_page: Opened, size: tuple[int, int]
) -> None:
    page = open_page(size)
    log_in(page, "admin")
    _asked_for(page)
    claim = runs.claim_allotment(sessions, now=NOW)
    assert claim is not None
    assert runs.work_allotment(sessions, claim, clock=lambda: NOW, workers=1) is None

    page.get_by_role("link", name="1 · 十二月").click()
    # 46 duties at each point in 31 days are 44.52 a month; four people less 5% carry 11.72 each, of four points 46.9.
    expect(page.get_by_text("46.9 → 23.4")).to_be_visible()
    page.get_by_label("打算从哪天起").fill("2026-12-02")
    expect(page).to_have_url(re.compile("from=2026-12-02"))
    first, second = (_ticks(page).nth(n).get_attribute("value") or "" for n in (0, 1))
    expect(_ticks(page)).to_have_count(2)
    _ticks(page).nth(1).uncheck()
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    page.get_by_role("button", name="下一步").click()
    _one_duty_is_handed_over(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]

    page.get_by_role("button", name="起启用").click()
    expect(page.get_by_text("改签 1 个点位：新签 1 份，解除 1 份")).to_be_visible()
    expect(_ticks(page)).to_have_count(1)
    assert (_who(page, first, "2026-12-01"), _who(page, first, "2026-12-02")) == ("财政局", "税务局")
    assert _who(page, second, "2026-12-02") == "财政局"

    page.goto("/stewardship/plans/1?from=2026-12-02")
    page.get_by_role("button", name="下一步").click()
    page.get_by_role("button", name="起启用").click()
    expect(page.get_by_text("没有要改的")).to_be_visible()

    page.on("dialog", lambda asked: asked.accept())
    page.get_by_role("button", name="撤回这次启用").click()
    expect(page.get_by_text("已撤回：1 个点位的分包和启用以前一样")).to_be_visible()
    assert _who(page, second, "2026-12-02") == "财政局"
    assert _who(page, first, "2026-12-02") == "税务局"


def _asked_for(page: Page) -> None:
    """One unit a point, so that every line hands a point over; back to the list, as it is made while nobody looks."""
    page.goto("/stewardship/")
    page.get_by_role("link", name="编制方案").click()
    page.get_by_label("名称").fill("十二月")
    page.get_by_label("一个点位最多几个单位").fill("1")
    page.get_by_role("button", name="开始编制").click()
    expect(page.get_by_text("没有时钟进程在运行")).to_be_visible()
    page.get_by_role("link", name="分包方案").first.click()


def _ticks(page: Page) -> Locator:
    return page.get_by_role("checkbox", name=re.compile("^启用路口"))


def _one_duty_is_handed_over(page: Page) -> None:
    """From the second on, at one point: six seats on three days, one of them held."""
    told = page.get_by_role("region", name="对已发布的排班")
    expect(page.locator("dl.facts").first).to_contain_text(re.compile(r"已发布、要交接的值守\s*1"))
    expect(told).to_contain_text(re.compile(r"席位\s*6\s*空岗\s*5\s*要交接的值守\s*1 1 人"))
    expect(page.get_by_role("row", name=re.compile("税务局 0.0 11.7"))).to_be_visible()


def _who(page: Page, point: str, day: str) -> str:
    """Who leads at the point on that day."""
    page.goto(f"/stewardship/?day={day}")
    return page.locator(f'[data-row="{point}"] td').first.inner_text().split()[-1]
