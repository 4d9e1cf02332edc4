"""The whole way in a real browser against real processes: from a file to a volunteer's phone and its calendar."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESK, PHONE, Heard, watched
from tests.serving.machine import Machine
from tests.serving.small_town import zipped
from tests.waiting import PATIENCE

pytestmark = pytest.mark.long

PASSWORD = "correct horse battery"  # noqa: S105 (a test's own)
_FIRST_SHIFT = """
    SELECT shift.code FROM shift JOIN duty ON duty.shift_id = shift.id
    JOIN volunteer ON volunteer.id = duty.volunteer_id
    WHERE volunteer.code = ? ORDER BY shift.starts_at
"""


@pytest.fixture
def machine(tmp_path: Path, migrated_file: Path) -> Iterator[Machine]:
    """One machine with all that `redvest up` starts, and an admin who may come in."""
    machine = Machine(tmp_path, migrated_file)
    machine.run("user", "add", "boss", "--name", "王主任", "--role", "admin")
    machine.run("user", "password", "boss", "--stdin", said=PASSWORD, REDVEST_AS="boss")
    machine.start("up")
    machine.serves()
    yield machine
    machine.switch_off()


def test_from_a_file_to_a_phone(machine: Machine, chromium: Browser, heard: Heard, tmp_path: Path) -> None:
    address = f"http://127.0.0.1:{machine.port}"
    with watched(chromium, address, heard, size=DESK) as desk:
        _log_in(desk)
        _import(desk, tmp_path)
        code = _generate(desk)
        _publish(desk, code)
    link = machine.run("link", "add", "v1", REDVEST_AS="boss")

    with watched(chromium, address, heard, size=PHONE) as phone:
        phone.goto(urlsplit(next(word for word in link.split() if "/l/" in word)).path)
        calendar = _calendar(phone)
    before = requests.get(address + calendar, timeout=PATIENCE).text
    _take_off_one_duty(machine, code)
    after = requests.get(address + calendar, timeout=PATIENCE).text

    assert "新华路口" in before
    assert before.count("BEGIN:VEVENT") - after.count("BEGIN:VEVENT") == 1


def _log_in(desk: Page) -> None:
    desk.goto("/")
    desk.get_by_label("账号").fill("boss")
    desk.get_by_label("密码").fill(PASSWORD)
    desk.get_by_role("button", name="登录").click()
    expect(desk.get_by_role("heading", name="排班表", exact=True)).to_be_visible()


def _import(desk: Page, folder: Path) -> None:
    file = folder / "town.zip"
    file.write_bytes(zipped())
    desk.get_by_role("link", name="导入", exact=True).click()
    desk.get_by_label("Excel").set_input_files(file)
    desk.get_by_role("button", name="上传并核对").click()
    desk.get_by_role("button", name="导入", exact=True).click()
    expect(desk.get_by_text("已导入：新增")).to_be_visible()


def _generate(desk: Page) -> str:
    """The code of a roster for the month after the next."""
    desk.get_by_role("link", name="排班表").first.click()
    desk.get_by_role("link", name="新建排班表").first.click()
    desk.get_by_label("月份").select_option(index=2)
    desk.get_by_role("button", name="建好并展开班次").click()
    desk.get_by_role("link", name="排班", exact=True).click()
    desk.get_by_role("button", name="开始排班").click()
    desk.get_by_role("link", name="看排班表").click()
    expect(desk.get_by_role("grid")).to_contain_text("张三")
    return urlsplit(desk.url).path.split("/")[2]


def _publish(desk: Page, code: str) -> None:
    desk.goto(f"/rosters/{code}/publish")
    desk.get_by_role("button", name="发布并通知 6 人").click()
    expect(desk.get_by_text("已发布").first).to_be_visible()


def _calendar(phone: Page) -> str:
    """The path of a new calendar; the next duty is what the phone shows first."""
    expect(phone.get_by_text("新华路口").first).to_be_visible()
    phone.get_by_role("button", name="开通日历地址").click()
    return urlsplit(phone.get_by_label("您的日历地址").input_value()).path


def _take_off_one_duty(machine: Machine, code: str) -> None:
    """The coordinator takes v1 off their first duty and publishes that."""
    (shift,) = machine.ask(_FIRST_SHIFT, "v1")
    machine.run("adjust", code, "remove", str(shift), "v1", REDVEST_AS="boss")
    machine.run("publish", code, "--yes", "--reason", "看病", REDVEST_AS="boss")
