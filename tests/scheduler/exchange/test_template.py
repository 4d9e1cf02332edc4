"""The template that a town fills in."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.errors import Invalid
from scheduler.exchange.importing import read_town
from scheduler.exchange.template import template, write_template
from scheduler.exchange.town import SHEETS
from scheduler.exchange.town_file import Reading

TODAY = date(2026, 11, 22)


def test_the_template_reads_back_as_nothing_at_all(tmp_path: Path) -> None:
    assert read_town(write_template(tmp_path / "town.xlsx"), today=TODAY) == Reading()


def test_its_examples_are_right_when_their_mark_is_taken_away(tmp_path: Path) -> None:
    file = write_template(tmp_path / "town.xlsx")
    book = load_workbook(file)
    for sheet in SHEETS:
        first = book[sheet.title]["A2"]
        first.value = first.value.replace("示例", "某")
    book.save(file)

    reading = read_town(file, today=TODAY)

    assert (reading.faults, reading.warnings) == ((), ())
    # One row a sheet; the stewardship example names two units for one point.
    assert [len(getattr(reading, sheet.key)) for sheet in SHEETS] == [1, 1, 2, 1, 1, 1]


def test_an_example_that_was_written_over_but_kept_its_mark_is_told(tmp_path: Path) -> None:
    file = write_template(tmp_path / "town.xlsx")
    book = load_workbook(file)
    book["单位"]["B2"] = "区教育局"
    book.save(file)

    assert read_town(file, today=TODAY).warnings == ("单位!第2行·示例 没有读入：这是示例行，请改掉“示例”二字",)


@pytest.mark.parametrize("title", [sheet.title for sheet in SHEETS])
def test_a_sheet_guides_who_fills_it_in(tmp_path: Path, title: str) -> None:
    page = load_workbook(write_template(tmp_path / "town.xlsx"))[title]

    assert isinstance(page, Worksheet)
    assert all(cell.comment and cell.comment.text for cell in page[1])
    assert page.freeze_panes == "A2"
    assert page.print_title_rows == "$1:$1"
    assert (page.page_setup.paperSize, page.page_setup.orientation, page.page_setup.fitToHeight) == (9, "landscape", 0)
    assert page.sheet_properties.pageSetUpPr is not None
    assert page.sheet_properties.pageSetUpPr.fitToPage


def test_columns_with_few_answers_have_a_list_to_choose_from(tmp_path: Path) -> None:
    page = load_workbook(write_template(tmp_path / "town.xlsx"))["志愿者"]

    lists = {str(rule.formula1) for rule in page.data_validations.dataValidation}
    assert lists == {'"高德,百度,WGS84"', '"是,否"', '"普通,学生,老年"'}


def test_the_same_template_is_the_same_file() -> None:
    assert template() == template()


def test_a_template_that_cannot_be_written_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "town.xlsx").mkdir()

    with pytest.raises(Invalid, match="写不了"):
        write_template(tmp_path / "town.xlsx")

    assert [path.name for path in tmp_path.iterdir()] == ["town.xlsx"]
