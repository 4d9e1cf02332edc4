"""From the spreadsheet that a coordinator has to a published roster, by what the pages say and nothing else."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from scheduler import runs
from scheduler.settings import Settings
from scheduler.store.database import Sessions, transaction
from scheduler.store.vault import Vault
from tests.browser.conftest import Opened
from tests.browser.logins import give_password, log_in
from tests.browser.p1_plan import p1_plan, units_at
from tests.scheduler.askers import an_admin
from tests.scheduler.rows import NOW
from tests.scheduler.solved import work

pytestmark = pytest.mark.long


Looks = Callable[[], None]


def the_clock_looks(sessions: Sessions, settings: Settings, page: Page) -> None:
    """A clock process takes up the file that the page waits for."""
    expect(page.get_by_text("排队中…")).to_be_visible()
    claim = runs.claim_upload(sessions, now=NOW)
    assert claim is not None
    runs.work_upload(sessions, claim, vault=Vault(settings.keys), clock=lambda: NOW)


def test_a_spreadsheet_becomes_a_published_roster(
    sessions: Sessions, settings: Settings, open_page: Opened, tmp_path: Path
) -> None:
    with transaction(sessions) as session:
        an_admin(session, "zhang")
        give_password(session, "zhang")
    plan = tmp_path / "文明交通值守安排.xlsx"
    plan.write_bytes(p1_plan(junctions=1))
    page = open_page()
    log_in(page, "zhang")
    looks = partial(the_clock_looks, sessions, settings, page)

    _hand_in(page, plan, looks)
    _mend_cells(page, looks)
    _import(page, looks)
    _solve(page, sessions)
    _somebody_is_ill_and_replaced(page)
    _publish(page)

    expect(page.get_by_text("已发布第 4 版")).to_be_visible()


def _hand_in(page: Page, plan: Path, looks: Looks) -> None:
    page.get_by_role("link", name="第一步：导入 Excel").click()
    page.get_by_label("Excel").set_input_files(plan)
    page.get_by_role("button", name="上传并核对").click()
    looks()


def _mend_cells(page: Page, looks: Looks) -> None:
    """Two cells at first; then the unit that goes by another name is found."""
    expect(page.get_by_text("有 2 处不能导入")).to_be_visible()
    page.get_by_role("textbox", name="入队时间").fill("2026-6-1")
    page.get_by_role("textbox", name="联系电话").fill("14300000007")
    page.get_by_role("button", name="再核对一次", exact=True).click()
    looks()
    expect(page.get_by_text("是不是“区财政局”？")).to_be_visible()
    page.get_by_role("textbox", name="责任单位").fill(units_at(1)[-1])
    page.get_by_role("button", name="再核对一次", exact=True).click()
    looks()


def _import(page: Page, looks: Looks) -> None:
    expect(page.get_by_text("还没有写入")).to_be_visible()
    expect(page.get_by_text("新增班次 7:15-8:00、17:00-18:30")).to_be_visible()
    one = page.locator("summary", has_text=units_at(1)[-1]).first
    expect(one).to_be_hidden()
    page.get_by_label("找一项").fill(units_at(1)[-1])
    expect(one).to_be_visible()
    page.get_by_role("button", name="导入", exact=True).click()
    looks()
    # 36 people, 4 units, who answer for 1 point, and 1 pattern.
    expect(page.get_by_text("已导入：新增 46 项")).to_be_visible()


def _solve(page: Page, sessions: Sessions) -> None:
    page.get_by_role("link", name="下一步：新建排班表").click()
    page.get_by_role("button", name="建好并展开班次").click()
    # Two peaks of the 23 workdays of December, four people each.
    expect(page.get_by_text("已建好：46 个班次，184 个席位。下一步，点“排班”。")).to_be_visible()
    page.get_by_role("link", name="排班", exact=True).click()
    page.get_by_role("button", name="开始排班").click()
    expect(page.get_by_text("没有时钟进程在运行")).to_be_visible()
    work(sessions, runs.claim(sessions, now=NOW))
    page.get_by_role("link", name="看排班表").click()
    expect(page.locator("html[data-ready=board]")).to_be_attached()


def _publish(page: Page) -> None:
    page.get_by_role("link", name="发布", exact=True).click()
    expect(page.get_by_text("您在《全市2026年12月排班表》中有").first).to_be_visible()
    page.get_by_role("button", name=re.compile("发布并通知 .* 人")).click()


def _somebody_is_ill_and_replaced(page: Page) -> None:
    """The first of the first shift is taken off; what is vacant then is filled from its own page."""
    page.on("dialog", lambda asked: asked.accept())
    page.locator("#board [data-shift] .duty").first.click()
    page.get_by_role("dialog").get_by_role("button", name="移除").first.click()
    expect(page.locator(".board-told")).to_contain_text("现在是第 2 版")
    page.get_by_role("link", name="空岗与原因").click()
    page.get_by_role("link", name="补人").first.click()
    page.get_by_role("button", name="补上").first.click()
    expect(page.get_by_text("现在是第 3 版")).to_be_visible()
