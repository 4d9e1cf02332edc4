"""Importing by page: what a file would do is shown first, exactly that is done, and a bad file changes nothing."""

from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from scheduler import runs
from scheduler.exchange.template import template
from scheduler.settings import Settings
from scheduler.store.database import Sessions, reading
from scheduler.store.units import Unit
from tests.api.pages.import_desk import UNITS, handed_in, the_clock_looks
from tests.scheduler.rows import NOW


def units(sessions: Sessions) -> int:
    with reading(sessions) as session:
        return session.scalar(select(func.count(Unit.id))) or 0


def test_a_file_waits_for_the_clock_and_says_so(desk: FlaskClient) -> None:
    page = desk.get(handed_in(desk, UNITS)).text

    assert "排队中" in page
    assert "没有时钟进程在运行" in page


def test_what_a_file_would_do_is_shown_before_anything_is_written(
    desk: FlaskClient, sessions: Sessions, settings: Settings
) -> None:
    address = handed_in(desk, UNITS)
    the_clock_looks(sessions, settings)

    page = desk.get(address).text

    assert "还没有写入" in page
    assert "<b>住建局</b>" in page
    assert units(sessions) == 0


def test_what_was_shown_is_done(desk: FlaskClient, sessions: Sessions, settings: Settings) -> None:
    address = handed_in(desk, UNITS)
    the_clock_looks(sessions, settings)
    fingerprint = desk.get(address).text.split('name="fingerprint" value="')[1].split('"')[0]

    desk.post(f"{address}/apply", data={"fingerprint": fingerprint})
    the_clock_looks(sessions, settings)

    assert "已导入：新增 2 项，更改 0 项。" in desk.get(address).text
    assert units(sessions) == 2


def test_a_wrong_cell_is_shown_with_its_place_and_nothing_can_be_imported(
    desk: FlaskClient, sessions: Sessions, settings: Settings
) -> None:
    address = handed_in(desk, "单位名称,最多外出比例\n住建局,很多\n")
    the_clock_looks(sessions, settings)

    page = desk.get(address).text

    assert "单位 第 2 行" in page
    assert 'value="很多"' in page
    assert 'name="fingerprint"' not in page


def test_a_file_that_is_none_is_refused_once_it_is_read(
    desk: FlaskClient, sessions: Sessions, settings: Settings
) -> None:
    answer = desk.post("/imports/", data={"file": (BytesIO(b"hello"), "hello.pdf")})
    the_clock_looks(sessions, settings)

    page = desk.get(answer.location).text

    assert "「hello.pdf」不能导入：请上传 .xlsx" in page
    assert 'name="fingerprint"' not in page


def test_a_file_can_be_taken_back(desk: FlaskClient, sessions: Sessions, settings: Settings) -> None:
    address = handed_in(desk, UNITS)

    page = desk.post(f"{address}/withdraw", follow_redirects=True).text

    assert "已撤回，什么都没有导入" in page
    assert runs.claim_upload(sessions, now=NOW) is None


@pytest.mark.parametrize(
    ("name", "body"),
    [
        pytest.param("模板.xlsx", template(), id="the template as it is"),
        pytest.param("单位.csv", "单位名称,备注\n".encode(), id="headings alone"),
    ],
)
def test_a_file_without_a_row_says_that_there_is_no_data(
    desk: FlaskClient, sessions: Sessions, settings: Settings, *, name: str, body: bytes
) -> None:
    address = desk.post("/imports/", data={"file": (BytesIO(body), name)}).location
    the_clock_looks(sessions, settings)

    page = desk.get(address).text

    assert "没有数据：表里没有可以导入的行，什么都没有改动" in page
    assert 'name="fingerprint"' not in page
    assert "没有数据" in desk.get("/imports/").text


def test_the_template_is_the_workbook_of_the_command(desk: FlaskClient, tmp_path: Path) -> None:
    assert desk.get("/imports/template").data == template()
