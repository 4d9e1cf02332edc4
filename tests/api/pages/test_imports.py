"""Importing by page: what a file would do is shown first, exactly that is done, and a bad file changes nothing."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from scheduler import runs
from scheduler.exchange.template import template
from scheduler.services.credentials import issue
from scheduler.settings import Settings
from scheduler.store.credentials import CredentialKind
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.units import Unit
from scheduler.store.vault import Vault
from tests.scheduler.askers import an_admin
from tests.scheduler.rows import NOW

UNITS = "单位名称\n住建局\n财政局\n"


@pytest.fixture
def desk(app: Flask, sessions: Sessions) -> FlaskClient:
    """An admin's browser."""
    app.config["WTF_CSRF_ENABLED"] = False
    with transaction(sessions) as session:
        secret = issue(session, CredentialKind.SESSION, user_id=an_admin(session).user_id, now=NOW)
    client = app.test_client()
    with client.session_transaction() as kept:
        kept["credential"] = secret
    return client


def handed_in(desk: FlaskClient, text: str, name: str = "单位.csv") -> str:
    """The address of the file's page."""
    answer = desk.post("/imports/", data={"file": (BytesIO(text.encode()), name)})
    assert answer.status_code == 302
    return str(answer.location)


def the_clock_looks(sessions: Sessions, settings: Settings) -> None:
    """A clock process takes the file up."""
    claim = runs.claim_upload(sessions, now=NOW)
    assert claim is not None
    runs.work_upload(sessions, claim, vault=Vault(settings.keys), clock=lambda: NOW)


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


def test_the_template_is_the_workbook_of_the_command(desk: FlaskClient, tmp_path: Path) -> None:
    assert desk.get("/imports/template").data == template()


def test_a_wrong_cell_is_put_right_in_the_page_and_the_whole_is_imported(
    desk: FlaskClient, sessions: Sessions, settings: Settings
) -> None:
    address = handed_in(desk, "单位名称,最多外出比例\n住建局,很多\n财政局,30%\n")
    the_clock_looks(sessions, settings)

    answer = desk.post(f"{address}/mend", data={"c0-0": "20%"})
    the_clock_looks(sessions, settings)
    fingerprint = desk.get(address).text.split('name="fingerprint" value="')[1].split('"')[0]
    desk.post(f"{address}/apply", data={"fingerprint": fingerprint})
    the_clock_looks(sessions, settings)

    assert answer.status_code == 302
    with reading(sessions) as session:
        assert session.scalar(select(Unit.most_out_percent).where(Unit.name == "住建局")) == 20
        assert session.scalar(select(func.count(Unit.id))) == 2


def test_a_row_is_left_out_in_the_page(desk: FlaskClient, sessions: Sessions, settings: Settings) -> None:
    address = handed_in(desk, "单位名称\n住建局\n住建局\n")
    the_clock_looks(sessions, settings)

    desk.post(f"{address}/mend", data={"out0": "1"})
    the_clock_looks(sessions, settings)

    assert "还没有写入" in desk.get(address).text


def test_mending_again_keeps_what_was_mended_before(desk: FlaskClient, sessions: Sessions, settings: Settings) -> None:
    address = handed_in(desk, "单位名称,最多外出比例\n住建局,很多\n财政局,不少\n")
    the_clock_looks(sessions, settings)

    desk.post(f"{address}/mend", data={"c0-0": "20%", "c1-0": "不少"})
    the_clock_looks(sessions, settings)
    page = desk.get(address).text

    assert "单位 第 2 行" not in page
    assert "单位 第 3 行" in page


def test_nothing_typed_is_nothing_mended(desk: FlaskClient, sessions: Sessions, settings: Settings) -> None:
    address = handed_in(desk, "单位名称,最多外出比例\n住建局,很多\n")
    the_clock_looks(sessions, settings)

    answer = desk.post(f"{address}/mend", data={"c0-0": "很多"})

    assert answer.status_code == 422


def test_somebody_elses_file_is_not_for_others_to_mend(
    desk: FlaskClient, sessions: Sessions, settings: Settings, app: Flask
) -> None:
    address = handed_in(desk, "单位名称,最多外出比例\n住建局,很多\n")
    the_clock_looks(sessions, settings)
    with transaction(sessions) as session:
        secret = issue(session, CredentialKind.TOKEN, user_id=an_admin(session, "other").user_id, now=NOW)

    answer = app.test_client().post(
        f"{address}/mend", data={"c0-0": "20%"}, headers={"Authorization": f"Bearer {secret}"}
    )

    assert answer.status_code == 409


OWN_WORDS = "名儿,哪个部门的,能打通的号\n张三,住建局,13900000001\n"
DRAWN = {"sheet0": "volunteers", "header0": "1", "drawn0": "volunteers/1"}


def test_a_file_with_headings_of_its_own_is_explained_in_the_page(
    desk: FlaskClient, sessions: Sessions, settings: Settings
) -> None:
    address = handed_in(desk, OWN_WORDS, "花名单.csv")
    the_clock_looks(sessions, settings)
    asked = desk.get(address).text

    answer = desk.post(f"{address}/columns", data={**DRAWN, "col0-A": "name", "col0-B": "unit", "col0-C": "phone"})
    the_clock_looks(sessions, settings)

    assert "每一列是什么？" in asked
    assert "如 139****0001" in asked
    assert answer.status_code == 302
    assert "<b>张三</b>" in desk.get(address).text or "住建局" in desk.get(address).text


@pytest.mark.parametrize(
    ("said", "told"),
    [
        pytest.param({"col0-A": "name"}, "还要说明哪一列是：单位", id="a column lacks"),
        pytest.param({"col0-A": "name", "col0-B": "name"}, "有两列都说是“姓名”", id="one twice"),
        pytest.param({"col0-A": "tail", "col0-B": "unit"}, "没有这一列：tail", id="one that is none"),
    ],
)
def test_what_cannot_be_meant_is_told_at_once_and_stays_chosen(
    desk: FlaskClient, sessions: Sessions, settings: Settings, *, said: dict[str, str], told: str
) -> None:
    address = handed_in(desk, OWN_WORDS, "花名单.csv")
    the_clock_looks(sessions, settings)

    answer = desk.post(f"{address}/columns", data={**DRAWN, **said})

    assert answer.status_code == 422
    assert told in answer.text
    assert runs.claim_upload(sessions, now=NOW) is None


def test_a_table_that_is_another_sheet_is_drawn_anew_before_it_is_read(
    desk: FlaskClient, sessions: Sessions, settings: Settings
) -> None:
    address = handed_in(desk, OWN_WORDS, "花名单.csv")
    the_clock_looks(sessions, settings)

    answer = desk.post(f"{address}/columns", data={**DRAWN, "sheet0": "units", "header0": "0"})

    assert answer.status_code == 200
    assert 'name="drawn0" value="units/0"' in answer.text
    assert "必须有的列：单位名称" in answer.text
    assert runs.claim_upload(sessions, now=NOW) is None


def test_a_table_is_left_out_in_the_page(desk: FlaskClient, sessions: Sessions, settings: Settings) -> None:
    with_more = BytesIO()
    with zipfile.ZipFile(with_more, "w") as packed:
        packed.writestr("单位.csv", UNITS)
        packed.writestr("花名单.csv", OWN_WORDS)
    answer = desk.post("/imports/", data={"file": (BytesIO(with_more.getvalue()), "town.zip")})
    address = str(answer.location)
    the_clock_looks(sessions, settings)

    desk.post(f"{address}/columns", data={"sheet0": "", "drawn0": "/1", "header0": "1"})
    the_clock_looks(sessions, settings)

    page = desk.get(address).text
    assert "还没有写入" in page
    assert "不认得" not in page
