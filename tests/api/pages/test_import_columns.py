"""A file whose headings are words of its own, explained in the page."""

import zipfile
from io import BytesIO

import pytest
from flask.testing import FlaskClient

from scheduler import runs
from scheduler.settings import Settings
from scheduler.store.database import Sessions
from tests.api.pages.import_desk import UNITS, handed_in, the_clock_looks
from tests.scheduler.rows import NOW

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


def test_columns_of_the_towns_own_are_one_quiet_sentence(
    desk: FlaskClient, sessions: Sessions, settings: Settings
) -> None:
    address = handed_in(desk, "单位名称,备注,性别\n住建局,,\n")
    the_clock_looks(sessions, settings)

    page = desk.get(address).text

    assert "「单位」里这些列没有读入：备注、性别" in page
    assert "请看一眼" not in page
    assert "每一列是什么？" not in page


def test_a_column_that_looks_like_one_of_ours_is_asked_about_and_proposed(
    desk: FlaskClient, sessions: Sessions, settings: Settings
) -> None:
    address = handed_in(desk, "单位名称,联系人,外出的比例\n住建局,办公室,30%\n")
    the_clock_looks(sessions, settings)

    page = desk.get(address).text

    assert "每一列是什么？" in page
    assert "像是“最多外出比例”，现在没有读入" in page
    assert '<option value="most_out_percent" selected>' in page
