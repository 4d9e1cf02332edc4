"""Sheets come out of a real printer: A4, as many pages as their rows take, each with its heading."""

import re
from math import ceil

import pytest
from playwright.sync_api import Page

from scheduler.store.database import Sessions, transaction
from tests.browser.conftest import PHONE, Opened
from tests.browser.logins import give_password, log_in
from tests.scheduler.rows import a_volunteer
from tests.scheduler.street import HELD, a_roster_with, a_street

PRINT = "/rosters/dec/print"
HEIGHT, TITLE, ROW = 297 - 12 - 14, 9 + 6 + 7, 7
"""Millimetres: between the margins of A4, a sheet's heading and a row."""


@pytest.fixture(autouse=True)
def street(sessions: Sessions) -> None:
    """Three duties of the first two days at p1, and twenty people more who all stand at p2 every day."""
    with transaction(sessions) as session:
        street = a_street(session)
        for n in range(20):
            a_volunteer(session, street.units[0], f"w{n:02}", name=f"人员{n}")
        more = tuple((f"{day:02}-p2", f"w{n:02}") for day in (1, 2, 3, 4) for n in range(20))
        a_roster_with(session, street, *HELD, *more)
        give_password(session, street.admin.login)


def printed(page: Page, address: str) -> tuple[int, set[tuple[int, int]]]:
    """How many pages it takes, and their sizes in points."""
    page.goto(address)
    return _pages(page.pdf(prefer_css_page_size=True))


def _pages(pdf: bytes) -> tuple[int, set[tuple[int, int]]]:
    boxes = re.findall(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)", pdf)
    return len(boxes), {(round(float(wide)), round(float(high))) for wide, high in boxes}


A4 = {(595, 842)}


def test_every_sheet_is_a4_and_takes_the_pages_its_rows_need(open_page: Opened) -> None:
    page = open_page()
    log_in(page, "admin")

    # p1 and p2 on a page each.
    assert printed(page, f"{PRINT}/points") == (2, A4)
    # 83 duties of one unit, 7 mm each, below a heading that every page has.
    assert printed(page, f"{PRINT}/units") == (ceil(83 / ((HEIGHT - TITLE) // ROW)), A4)
    # Four shifts, each alone.
    assert printed(page, f"{PRINT}/crews?since=2026-12-01&last=2026-12-04&alone=1&point=p1") == (4, A4)


def test_cards_are_eight_to_a_sheet(open_page: Opened) -> None:
    page = open_page()
    log_in(page, "admin")
    page.goto("/rosters/dec")
    page.locator("summary", has_text="打印").click()
    page.get_by_role("link", name="个人卡片").click()
    page.get_by_label("单位（连同下级）").select_option("u1")
    page.get_by_role("button", name="做卡片").click()
    page.locator(".of-cards img").first.wait_for()

    # Four people of the street and twenty more.
    assert _pages(page.pdf(prefer_css_page_size=True)) == (3, A4)


def test_choosing_fits_a_phone(open_page: Opened) -> None:
    page = open_page(PHONE)
    log_in(page, "admin")

    for kind in ("points", "units", "crews", "cards"):
        page.goto(f"{PRINT}/{kind}")

        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0], kind
