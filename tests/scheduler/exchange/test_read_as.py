"""Tables whose headings are words of their own, read as people say."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from scheduler.exchange.importing import read_town
from scheduler.exchange.read_as import EVERY, LEFT_OUT, ReadAs, letter
from scheduler.exchange.town_file import Reading
from scheduler.exchange.unsure import Unsure, meaning, unsure
from tests.scheduler.exchange.conftest import TODAY, Rows

HEADINGS = ("序", "名儿", "哪个部门的", "能打通的号")
OWN: Rows = [["冬季上岗人员"], HEADINGS, [1, "张三", "住建局", "13900000001"]]


@pytest.fixture
def file(tmp_path: Path) -> Callable[[Rows], Path]:
    """Writes the rows as Sheet1 of a workbook."""

    def written(rows: Rows) -> Path:
        book = Workbook()
        for row in rows:
            book.worksheets[0].append(list(row))
        book.worksheets[0].title = "Sheet1"
        book.save(tmp_path / "town.xlsx")
        return tmp_path / "town.xlsx"

    return written


def people(reading: Reading) -> list[tuple[str, str, str | None]]:
    return [(one.name, one.unit, one.phone) for one in reading.volunteers]


@pytest.mark.parametrize(
    "columns",
    [
        pytest.param({"名儿": "name", "哪个部门的": "unit", "能打通的号": "phone"}, id="by heading and field"),
        pytest.param({"名儿": "姓名", " 哪个 部门的*": "单位", "能打通的号": "联系电话"}, id="by heading and title"),
        pytest.param({"B": "name", "C": "unit", "D": "phone"}, id="by letter"),
    ],
)
def test_a_table_is_read_as_people_say(file: Callable[[Rows], Path], columns: dict[str, str]) -> None:
    said = {"Sheet1": ReadAs("volunteers", 2, columns)}

    reading = read_town(file(OWN), today=TODAY, said=said)

    assert people(reading) == [("张三", "住建局", "13900000001")]
    assert reading.faults == ()


def test_what_is_said_of_every_table_finds_the_sheet_and_the_row_of_headings(file: Callable[[Rows], Path]) -> None:
    said = {EVERY: ReadAs(columns={"名儿": "姓名", "哪个部门的": "单位"})}

    reading = read_town(file(OWN), today=TODAY, said=said)

    assert people(reading) == [("张三", "住建局", None)]


def test_a_table_without_headings_is_read_from_its_first_row(file: Callable[[Rows], Path]) -> None:
    said = {"Sheet1": ReadAs("volunteers", 0, {"A": "name", "B": "unit"})}

    reading = read_town(file([["张三", "住建局"], ["李四", "税务局"]]), today=TODAY, said=said)

    assert people(reading) == [("张三", "住建局", None), ("李四", "税务局", None)]


def test_a_heading_that_people_name_goes_before_one_that_is_called_so(file: Callable[[Rows], Path]) -> None:
    rows = [["姓名", "真名", "单位"], ["小张", "张三", "住建局"]]

    reading = read_town(file(rows), today=TODAY, said={"Sheet1": ReadAs("volunteers", 1, {"真名": "name"})})

    assert people(reading) == [("张三", "住建局", None)]


def test_a_column_that_is_left_out_is_neither_read_nor_complained_about(file: Callable[[Rows], Path]) -> None:
    rows = [["姓名", "单位", "手机", "爱好"], ["张三", "住建局", "13900000001", "下棋"]]
    said = {"Sheet1": ReadAs("volunteers", 1, {"手机": LEFT_OUT, "爱好": LEFT_OUT})}

    reading = read_town(file(rows), today=TODAY, said=said)

    assert (people(reading), reading.warnings) == ([("张三", "住建局", None)], ())


def test_a_table_in_doubt_is_shown_with_its_likely_headings(file: Callable[[Rows], Path]) -> None:
    (found,) = unsure(file(OWN), {})

    assert found == Unsure(
        "Sheet1",
        "volunteers",
        2,
        {1: ("冬季上岗人员", "", "", ""), 2: HEADINGS, 3: ("1", "张三", "住建局", "13900000001")},
        dict.fromkeys("ABCD", LEFT_OUT),
        {"D": "phone"},
        {},
        whole=False,
    )


def test_what_looks_like_a_column_of_ours_is_proposed_where_nobody_finds_the_headings(
    file: Callable[[Rows], Path],
) -> None:
    rows: Rows = [["人员名称", "归口单位", "备注", "能打通的号"], ["张三", "住建局", None, "13900000001"]]

    (found,) = unsure(file(rows), {})

    assert (found.columns, found.likely) == (
        {"A": LEFT_OUT, "B": "unit", "C": LEFT_OUT, "D": LEFT_OUT},
        {"A": "name", "D": "phone"},
    )


def test_a_table_whose_headings_are_all_known_is_not_in_doubt(file: Callable[[Rows], Path]) -> None:
    assert list(unsure(file([["姓名", "单位"], ["张三", "住建局"]]), {})) == []


def test_a_table_that_is_left_out_can_be_taken_back(file: Callable[[Rows], Path]) -> None:
    (found,) = unsure(file(OWN), {"Sheet1": ReadAs(LEFT_OUT)})

    assert (found.name, found.sheet, found.whole) == ("Sheet1", LEFT_OUT, True)


def test_what_headings_mean_depends_on_the_sheet() -> None:
    row = ["包保责任单位", "姓名", "说明"]

    assert meaning("volunteers", row) == {"A": "unit", "B": "name", "C": LEFT_OUT}
    assert meaning("absences", row) == {"A": "unit", "B": "volunteer", "C": LEFT_OUT}


@pytest.mark.parametrize(("at", "called"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ")])
def test_a_column_has_the_letters_of_a_spreadsheet(at: int, called: str) -> None:
    assert letter(at) == called
