"""The city at a glance in a real browser: the table follows the map and the map the table; days change."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from scheduler.store.database import Sessions, transaction
from tests.browser.conftest import DESK, PHONE, Heard, Opened
from tests.browser.logins import give_password, log_in
from tests.scheduler.rows import a_point
from tests.scheduler.street import HELD, a_published_roster, a_street


@pytest.fixture(autouse=True)
def street(sessions: Sessions) -> None:
    """v1 and v2 at p1 on the first, v3 at p1 on the second; told."""
    with transaction(sessions) as session:
        street = a_street(session)
        street.points[1].path = [[116.71, 39.53]]
        a_published_roster(session, street, *HELD)
        give_password(session, street.admin.login)


def city(page: Page) -> Page:
    log_in(page, "admin")
    page.goto("/map/?day=2026-12-01")
    expect(page.locator("html[data-ready=map]")).to_be_attached()
    return page


def test_either_is_clicked_and_the_other_follows(open_page: Opened) -> None:
    page = city(open_page())

    page.locator('[data-at="p2"]').click()
    expect(page.locator('[data-row="p2"]')).to_have_class("due chosen")
    expect(page.locator(".map-told")).to_contain_text("路口2 · 无人 0/2 · 税务局")

    page.get_by_role("button", name="路口1").click()
    expect(page.locator('[data-at="p1"].chosen')).to_be_attached()
    expect(page.locator('[data-at="p2"].chosen')).to_have_count(0)
    expect(page.locator(".city.zoomed")).to_be_attached()


def test_on_a_phone_the_map_is_in_sight_whichever_is_pressed(open_page: Opened) -> None:
    page = city(open_page((390, 420)))
    sheet, row = page.locator("#city"), page.get_by_role("button", name="路口2")
    page.locator('[data-at="p1"]').hover()
    before = page.evaluate("scrollY")

    page.locator('[data-at="p1"]').click()
    expect(page.locator('[data-row="p1"].chosen')).to_be_attached()
    assert page.evaluate("scrollY") == before

    row.scroll_into_view_if_needed()
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    expect(sheet).not_to_be_in_viewport()
    row.click()
    expect(page.locator('[data-at="p2"].chosen')).to_be_attached()
    expect(sheet).to_be_in_viewport()


def test_on_a_phone_a_long_table_is_folded_below_a_map_that_stays(sessions: Sessions, open_page: Opened) -> None:
    with transaction(sessions) as session:
        for number in range(10, 50):
            a_point(session, f"x{number}")
    page = city(open_page(PHONE))
    last = page.locator('[data-row="x49"]')
    expect(last).to_be_hidden()

    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    expect(page.locator("#city")).to_be_in_viewport()
    page.locator('[data-at="x49"]').dispatch_event("click")  # forty lie on one place
    expect(last).to_be_in_viewport(ratio=1)
    expect(page.locator('[data-row="x48"]')).to_be_hidden()

    page.get_by_text("另外 12 行").click()
    expect(page.locator('[data-row="x48"]')).to_be_visible()


def test_a_day_is_chosen(open_page: Opened) -> None:
    page = city(open_page())
    expect(page.locator('[data-at="p1"].is-full')).to_be_attached()

    page.get_by_role("link", name="后一天").click()
    expect(page.locator('[data-at="p1"].is-short')).to_be_attached()

    page.get_by_label("日期").fill("2026-12-05")
    expect(page.locator('[data-at="p1"].is-none')).to_be_attached()


def test_a_map_is_looked_around_by_keys_and_buttons(open_page: Opened) -> None:
    page = city(open_page(PHONE))
    sheet = page.locator("#city")
    first = sheet.get_attribute("viewBox") or ""

    sheet.focus()
    page.keyboard.press("+")
    expect(sheet).not_to_have_attribute("viewBox", first)
    page.keyboard.press("0")
    expect(sheet).to_have_attribute("viewBox", "0 0 1000 640")
    page.get_by_role("button", name="放大").click()
    expect(sheet).not_to_have_attribute("viewBox", "0 0 1000 640")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_every_layer_is_a_press_away(open_page: Opened, size: tuple[int, int]) -> None:
    page = city(open_page(size))
    layers = page.get_by_label("地图上看什么")

    layers.get_by_role("link", name="空岗").click()
    expect(page.locator("#city.layer-vacancies")).to_be_attached()
    expect(page.locator('[data-row="p2"]')).to_contain_text("有人可以来，还没排上")

    layers.get_by_role("link", name="负担").click()
    expect(page.locator('[data-at="p1"].load-over')).to_contain_text("0.8")

    layers.get_by_role("link", name="分包").click()
    page.get_by_role("link", name="税务局").click()
    expect(page.locator('[data-at="p2"].mine')).to_be_attached()
    expect(page.locator('[data-at="p1"].dim')).to_be_attached()

    layers.get_by_role("link", name="可达").click()
    page.get_by_label("点位", exact=True).select_option("p1")
    expect(page.locator("circle.circle")).to_be_attached()
    expect(page.get_by_role("status").filter(has_text="8 人够得着")).to_be_visible()
    page.get_by_label("或一个人").fill("张三")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="张三：从住处或单位走 3000 米")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_a_press_on_a_place_asks_who_reaches_it(open_page: Opened) -> None:
    page = city(open_page())
    page.goto("/map/?day=2026-12-01&layer=reach")
    expect(page.locator("html[data-ready=map]")).to_be_attached()

    page.locator('[data-at="p2"]').click()

    expect(page).to_have_url(re.compile("at=p2"))
    expect(page.locator("circle.circle")).to_be_attached()


def test_layers_are_reached_by_keys(open_page: Opened) -> None:
    page = city(open_page())

    page.get_by_role("link", name="负担").focus()
    page.keyboard.press("Enter")

    expect(page.locator("#city.layer-load")).to_be_attached()
    expect(page).to_have_url(re.compile("layer=load"))


def test_boundaries_are_looked_at_then_imported_and_drawn(open_page: Opened) -> None:
    page = city(open_page())
    square = [[116.69, 39.51], [116.72, 39.51], [116.72, 39.54], [116.69, 39.51]]
    shape = {"type": "Polygon", "coordinates": [square]}
    told = {"type": "Feature", "geometry": shape, "properties": {"name": "一街道"}}

    page.get_by_role("link", name="导入网格边界").click()
    page.get_by_label("GeoJSON 文件").set_input_files(
        {"name": "网格.geojson", "mimeType": "application/geo+json", "buffer": json.dumps(told).encode()}
    )
    page.get_by_role("button", name="上传并核对").click()
    expect(page.get_by_text("还没有写入")).to_be_visible()
    page.get_by_role("button", name="导入", exact=True).click()
    expect(page.get_by_text("已导入 1 个网格的边界")).to_be_visible()
    page.get_by_role("link", name="在地图上看").click()

    expect(page.locator("path.outline")).to_be_attached()


def test_the_wall_reads_itself_anew_and_says_when_it_cannot(open_page: Opened, heard: Heard) -> None:
    page = open_page()
    page.clock.install()
    log_in(page, "admin")
    page.goto("/map/?day=2026-12-01&wall=1")
    expect(page.locator("html[data-ready=wall]")).to_be_attached()
    expect(page.get_by_role("status")).to_have_text("09:00 更新，每分钟自动更新")
    page.evaluate("document.querySelector('h1').textContent = 'old'")

    page.clock.run_for(61_000)
    expect(page.locator("h1")).to_contain_text("志愿值守一览")
    expect(page.locator('[data-at="p1"].is-full')).to_be_attached()

    page.route("**/map/**", lambda route: route.abort())
    page.clock.run_for(61_000)
    expect(page.get_by_role("status")).to_have_text("连不上，显示的是 09:00 的情况")
    page.unroute_all()
    page.context.clear_cookies()
    page.clock.run_for(61_000)
    expect(page.get_by_role("status")).to_contain_text("登录已过期")
    heard.errors.clear()  # a browser notes every answer that does not come
