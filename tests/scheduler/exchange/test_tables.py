"""Sheets as they lie in a file: encodings, delimiters, merged cells, and files that cannot be opened."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from scheduler.errors import Invalid
from scheduler.exchange import workbook
from scheduler.exchange.tables import read_tables

ROWS = (("姓名", "单位"), ("张三", "区教育局"), ("李四", "甲,乙"))
COMMA = '姓名,单位\n张三,区教育局\n李四,"甲,乙"\n'


@pytest.mark.parametrize(
    ("content", "name"),
    [
        pytest.param(COMMA.encode("utf-8"), "a.csv", id="utf-8"),
        pytest.param(COMMA.encode("utf-8-sig"), "a.csv", id="utf-8 with a mark"),
        pytest.param(COMMA.encode("gb18030"), "a.csv", id="gb18030"),
        pytest.param(COMMA.encode("utf-16"), "a.txt", id="utf-16"),
        pytest.param(COMMA.replace("\n", "\r\n").encode(), "a.csv", id="windows line ends"),
        pytest.param(COMMA.replace("\n", "\r").encode(), "a.csv", id="old line ends"),
        pytest.param("姓名\t单位\n张三\t区教育局\n李四\t甲,乙\n".encode(), "a.tsv", id="tabs"),
        pytest.param("姓名;单位\n张三;区教育局\n李四;甲,乙\n".encode(), "a.csv", id="semicolons"),
    ],
)
def test_a_text_table_is_read_in_every_way_it_is_saved(tmp_path: Path, content: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(content)

    tables = read_tables(tmp_path / name)

    assert [(table.name, table.rows) for table in tables] == [("a", ROWS)]


def test_a_line_break_inside_a_cell_stays_in_it(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('姓名,时段\n张三,"7:15-8:00\n17:00-18:30"\n', encoding="utf-8")

    assert read_tables(tmp_path / "a.csv")[0].rows[1] == ("张三", "7:15-8:00\n17:00-18:30")


def test_a_folder_is_its_csv_files_by_name(tmp_path: Path) -> None:
    for name in ("点位.csv", "单位.CSV", "notes.md"):
        (tmp_path / name).write_text("名称\n", encoding="utf-8")

    assert {table.name for table in read_tables(tmp_path)} == {"点位", "单位"}


def test_merged_cells_all_say_what_the_first_says_and_banners_are_known(tmp_path: Path) -> None:
    book = Workbook()
    page = book.worksheets[0]
    for row in ([None, "花名册"], ["单位", "姓名"], ["甲", "张三"], [None, "李四"]):
        page.append(row)
    page.merge_cells("B1:C1")
    page.merge_cells("A3:A9")
    book.save(tmp_path / "a.xlsx")

    (table,) = read_tables(tmp_path / "a.xlsx")

    assert [row[0] for row in table.rows] == ["", "单位", "甲", "甲"]
    assert table.banners == frozenset()


def test_hidden_sheets_are_read_and_formulas_give_their_values(tmp_path: Path, sheet: Callable[..., Path]) -> None:
    file = sheet('<c r="A1" t="str"><f>"区"&amp;"教育局"</f><v>区教育局</v></c>', state="hidden")

    assert read_tables(file)[0].rows == (("区教育局",),)


@pytest.fixture
def sheet(tmp_path: Path) -> Callable[..., Path]:
    """A workbook of one sheet 单位, written out by hand around the XML of its only row."""

    def made(cells: str, *, state: str = "visible") -> Path:
        file = tmp_path / "hand.xlsx"
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in _parts(cells, state).items():
                archive.writestr(name, content)
        return file

    return made


def _parts(cells: str, state: str) -> dict[str, str]:
    office = "http://schemas.openxmlformats.org"
    relation = f"{office}/officeDocument/2006/relationships"
    main = f'xmlns="{office}/spreadsheetml/2006/main" xmlns:r="{relation}"'
    package = f'xmlns="{office}/package/2006/relationships"'
    return {
        "_rels/.rels": f'<Relationships {package}><Relationship Id="r1" Type="{relation}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships {package}><Relationship Id="r1" Type="{relation}/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {main}><sheets><sheet name="单位" sheetId="1" r:id="r1" state="{state}"/>'
        "</sheets></workbook>",
        "xl/worksheets/sheet1.xml": f'<worksheet {main}><sheetData><row r="1">{cells}</row></sheetData></worksheet>',
    }


FAR = '<c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c>'
FAR_WITHOUT_CELL_NAMES = '<c r="XFD1"><v>1</v></c></row><row r="1048576"><c><v>1</v></c>'


@pytest.mark.parametrize("cells", [FAR, FAR_WITHOUT_CELL_NAMES])
def test_a_cell_at_the_far_end_is_refused_before_room_is_made(sheet: Callable[..., Path], cells: str) -> None:
    with pytest.raises(Invalid, match="第 1048576 行"):
        read_tables(sheet(cells))


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param('<c r="A9999999999"><v>1</v></c>', id="a cell below every sheet"),
        pytest.param('<c r="A1" count="999999999999"><v>1</v></c>', id="a count of a million million"),
        pytest.param('<c r="A1" count="1e99"><v>1</v></c>', id="a count that is none"),
        pytest.param('<c r="A1"><v>1</c>', id="torn"),
    ],
)
def test_a_workbook_that_claims_what_cannot_be_is_refused(sheet: Callable[..., Path], cells: str) -> None:
    with pytest.raises(Invalid, match="另存"):
        read_tables(sheet(cells))


def test_empty_formatted_cells_at_the_far_end_do_no_harm(sheet: Callable[..., Path]) -> None:
    file = sheet('<c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"/>')

    assert read_tables(file)[0].rows == ((1.0,),)


def test_a_file_that_unpacks_too_far_is_refused(sheet: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_BYTES", 2**20)
    file = sheet('<c r="A1" t="str"><v>' + " " * 2**20 + "</v></c>")

    assert file.stat().st_size < 2**16
    with pytest.raises(Invalid, match="超过 1 MB"):
        read_tables(file)


OLD = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        pytest.param("a.xls", OLD, "旧式 .xls", id="xls"),
        pytest.param("a.xlsx", OLD + "EncryptedPackage".encode("utf-16-le"), "密码", id="a password"),
        pytest.param("a.ods", b"PK", "只能导入", id="another kind of workbook"),
        pytest.param("a.xlsx", b"", "另存", id="empty"),
        pytest.param("a.xlsx", b"hello", "另存", id="no workbook"),
        pytest.param("a.xlsx", b"PK\x03\x04" + bytes(100), "另存", id="a torn zip"),
        pytest.param("a.csv", b"\xff\xff\x00\x01", "另存", id="no text"),
        pytest.param("a.csv", b'a,b\n"c,d\n', "另存", id="a quote never closed"),
        pytest.param("a.csv", b"a,b\nc\x00,d\n", "另存", id="a zero byte"),
        pytest.param("a.csv", b"a," + b"x" * 200_000, "另存", id="a cell longer than any"),
        pytest.param("a.csv", b"a" + b"," * 20_000, "另存", id="a row wider than any"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(content)

    with pytest.raises(Invalid, match=message):
        read_tables(tmp_path / name)


def test_nothing_to_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="不存在"):
        read_tables(tmp_path / "missing.xlsx")
    with pytest.raises(Invalid, match=r"没有 \.csv"):
        read_tables(tmp_path)
