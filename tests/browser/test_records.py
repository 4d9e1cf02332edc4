"""The town's data in a real browser: pages fit, a refused file is put right, a point is placed, a month shown."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from scheduler import runs
from scheduler.settings import Settings
from scheduler.store.database import Sessions
from scheduler.store.vault import Vault
from tests.browser.conftest import DESK, PHONE, Opened
from tests.browser.logins import log_in
from tests.scheduler.rows import NOW

pytestmark = pytest.mark.usefixtures("published_street")


def test_a_refused_file_is_put_right_in_the_page(
    open_page: Opened, sessions: Sessions, settings: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "单位.csv"
    file.write_text("单位名称,最多外出比例\n住建局,很多\n水务局,不少\n", encoding="utf-8")
    page = open_page()
    log_in(page, "admin")
    page.goto("/imports/")
    page.get_by_label("Excel").set_input_files(file)
    page.get_by_role("button", name="上传并核对").click()
    expect(page.get_by_text("排队中").first).to_be_visible()
    _the_clock_looks(sessions, settings)

    first = page.get_by_label("最多外出比例").first
    first.focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("20%")
    page.keyboard.press("Tab")
    expect(page.get_by_label("不导入这一行").nth(1)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("最多外出比例").nth(1)).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("30%")
    page.get_by_role("button", name="再核对一次").click()
    expect(page.get_by_text("排队中").first).to_be_visible()
    _the_clock_looks(sessions, settings)
    page.get_by_role("button", name="导入", exact=True).click()
    expect(page.get_by_text("导入中").first).to_be_visible()
    _the_clock_looks(sessions, settings)

    expect(page.get_by_text("已导入：新增 2 项")).to_be_visible()
    page.get_by_role("link", name="看看导入的数据").click()
    page.get_by_role("link", name="单位", exact=True).first.click()
    page.get_by_role("link", name="住建局").click()
    page.get_by_role("link", name="历史").click()
    expect(page.locator(".past li").first).to_contain_text("导入 单位.csv")


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_headings_of_their_own_are_explained_in_the_page(
    open_page: Opened, sessions: Sessions, settings: Settings, tmp_path: Path, *, size: tuple[int, int]
) -> None:
    file = tmp_path / "上岗.csv"
    file.write_text("叫啥,全称\n住建,住建局\n", encoding="utf-8")
    page = open_page(size)
    log_in(page, "admin")
    page.goto("/imports/")
    page.get_by_label("Excel").set_input_files(file)
    page.get_by_role("button", name="上传并核对").click()
    expect(page.get_by_text("排队中").first).to_be_visible()
    _the_clock_looks(sessions, settings)

    page.get_by_label("这张表是").select_option("units")
    expect(page.get_by_text("必须有的列：单位名称")).to_be_visible()
    page.get_by_label("全称").select_option("name")
    page.get_by_role("button", name="照这样再核对一次").click()
    expect(page.get_by_text("排队中").first).to_be_visible()
    _the_clock_looks(sessions, settings)

    expect(page.get_by_text("还没有写入")).to_be_visible()
    expect(page.locator("#items")).to_contain_text("住建局")


def test_somebody_is_found_by_initials_and_their_leave_noted(open_page: Opened) -> None:
    page = open_page()
    log_in(page, "admin")
    page.goto("/data/volunteers/?search=ws")
    page.get_by_role("link", name="吴十").click()
    page.get_by_role("link", name="记请假").click()

    page.get_by_label("从哪一天").fill("2026-12-24")
    page.get_by_role("button", name="记下").click()

    expect(page.get_by_text("已记下吴十的请假")).to_be_visible()


def test_a_point_is_pasted_and_then_moved_by_mouse_and_keys(open_page: Opened) -> None:
    page = open_page()
    log_in(page, "admin")
    page.goto("/data/points/one/p1")

    page.get_by_label("坐标", exact=True).fill("百度 116.7041,39.5232")
    expect(page.get_by_text("按百度（BD-09）理解")).to_be_visible()
    expect(page.get_by_label("坐标系")).to_have_value("bd09")
    page.locator("svg.ground").click(position={"x": 60, "y": 60})
    expect(page.get_by_label("坐标系")).to_have_value("wgs84")
    clicked = page.get_by_label("坐标", exact=True).input_value()
    expect(page.get_by_text("按GPS、天地图（WGS-84）理解")).to_be_visible()
    page.locator("svg.ground").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("坐标", exact=True)).not_to_have_value(clicked)
    page.get_by_role("button", name="保存").click()

    expect(page.get_by_text("已保存")).to_be_visible()
    expect(page.get_by_label("坐标系")).to_have_value("wgs84")


def test_the_month_of_a_pattern_follows_what_is_typed(open_page: Opened) -> None:
    page = open_page()
    log_in(page, "admin")
    page.goto("/data/patterns/one/peak")
    expect(page.get_by_text("46 个班次")).to_be_visible()

    page.get_by_label("星期").fill("周一")

    # December 2026 has four Mondays, all workdays; two points.
    expect(page.get_by_text("8 个班次，16 人次")).to_be_visible()


def test_a_day_of_the_calendar_is_set(open_page: Opened) -> None:
    page = open_page()
    log_in(page, "admin")
    page.goto("/data/calendar/?year=2027")
    _day(page, "1月9日").click()

    page.get_by_label("调休上班").check()
    page.get_by_role("button", name="保存").click()

    expect(_day(page, "1月9日")).to_contain_text("班")


def _day(page: Page, text: str) -> Locator:
    return page.get_by_role("link", name=text).first


def _the_clock_looks(sessions: Sessions, settings: Settings) -> None:
    claim = runs.claim_upload(sessions, now=NOW)
    assert claim is not None
    runs.work_upload(sessions, claim, vault=Vault(settings.keys), clock=lambda: NOW)
