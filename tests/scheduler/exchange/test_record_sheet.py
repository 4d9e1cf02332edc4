"""A list of records as a sheet; one without rows helps who fills it in, and says nothing taken in as it is."""

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from scheduler.exchange.importing import read_town
from scheduler.exchange.record_sheet import record_sheet
from scheduler.exchange.town_file import Reading

MADE = datetime(2026, 11, 22, tzinfo=UTC)
TODAY = date(2026, 11, 22)
TITLES = ("编号", "姓名", "单位", "手机", "出生年份")


def test_an_empty_list_has_the_notes_and_the_example_of_the_template() -> None:
    page = load_workbook(BytesIO(record_sheet("志愿者", TITLES, (), made=MADE)))["志愿者"]

    assert [cell.value for cell in page[2]] == ["示例", "示例张三", "市住房和城乡建设局", "13800000000", "1985"]
    assert all(cell.comment and cell.comment.text for cell in page[1])


def test_an_empty_list_taken_in_as_it_is_says_nothing(tmp_path: Path) -> None:
    file = tmp_path / "志愿者.xlsx"
    file.write_bytes(record_sheet("志愿者", TITLES, (), made=MADE))

    assert read_town(file, today=TODAY) == Reading()


@pytest.mark.parametrize(
    ("title", "titles", "rows"),
    [
        pytest.param("志愿者", ("编号", "姓名"), [("v1", "张三")], id="a list with somebody in it"),
        pytest.param("志愿服务队", ("编号", "名称"), [], id="a list that is not taken in"),
    ],
)
def test_others_have_no_example(title: str, titles: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    page = load_workbook(BytesIO(record_sheet(title, titles, rows, made=MADE)))[title]

    assert [[cell.value for cell in row] for row in page.rows] == [list(titles), *map(list, rows)]
    assert not any(cell.comment for cell in page[1])


def test_where_nothing_is_said_the_cell_is_empty_and_looks_like_the_others() -> None:
    page = load_workbook(BytesIO(record_sheet("志愿者", TITLES[:2], [("v1", "")], made=MADE)))["志愿者"]

    assert (page["B2"].value, page["B2"].data_type) == (None, "n")
    assert page["B2"].border.left.style == page["A2"].border.left.style == "thin"
