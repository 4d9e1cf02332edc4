"""Tables whose headings were explained before, in other files of the town."""

from pathlib import Path

import pytest

from scheduler.exchange.importing import read_town
from scheduler.exchange.read_as import LEFT_OUT, Before, ReadAs, SaidOf, with_before
from scheduler.exchange.town_file import Reading
from scheduler.exchange.unsure import unsure
from tests.scheduler.exchange.conftest import TODAY

BEFORE: Before = {"volunteers": {"人员名称": "name", "归口": "unit", "家里电话": LEFT_OUT, "旧名": "since_removed"}}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "名册.csv"


def read(file: Path, text: str, said: SaidOf | None = None, before: Before = BEFORE) -> Reading:
    file.write_text(text, encoding="utf-8")
    return read_town(file, today=TODAY, said=with_before(said or {}, before))


def test_what_was_said_before_finds_the_sheet_and_is_told(file: Path) -> None:
    reading = read(file, "人员名称,归口,家里电话\n张三,住建局,13900000001\n")

    assert [(one.name, one.unit, one.phone) for one in reading.volunteers] == [("张三", "住建局", None)]
    assert (reading.faults, reading.warnings) == ((), ())
    assert reading.notes == ("「名册」按上次的说法：人员名称 = 姓名、归口 = 单位、家里电话 不读",)


def test_what_is_said_now_goes_before_what_was_said(file: Path) -> None:
    said = {"名册": ReadAs("volunteers", 1, {"A": "code", "B": "name", "C": "unit"})}

    reading = read(file, "人员名称,真名,归口\n小张,张三,住建局\n", said)

    assert [(one.code, one.name, one.unit) for one in reading.volunteers] == [("小张", "张三", "住建局")]
    assert reading.notes == ()


def test_a_heading_that_the_sheet_knows_goes_before_what_another_one_meant(file: Path) -> None:
    reading = read(file, "人员名称,姓名,归口\n小张,张三,住建局\n")

    assert [one.name for one in reading.volunteers] == ["张三"]
    assert reading.notes == ("「名册」按上次的说法：归口 = 单位", "「名册」里这些列没有读入：人员名称")


def test_what_was_said_of_one_sheet_says_nothing_of_another(file: Path) -> None:
    reading = read(file, "姓名,单位,叫法\n张三,住建局,小张\n", before={"absences": {"叫法": "volunteer"}})

    assert reading.notes == ("「名册」里这些列没有读入：叫法",)


def test_a_column_that_there_is_no_more_is_as_if_never_said(file: Path) -> None:
    reading = read(file, "姓名,单位,旧名\n张三,住建局,小张\n")

    assert reading.notes == ("「名册」里这些列没有读入：旧名",)


def test_a_table_that_is_read_as_was_said_can_be_told_otherwise(file: Path) -> None:
    file.write_text("人员名称,归口\n张三,住建局\n", encoding="utf-8")

    (table,) = unsure(file, with_before({}, BEFORE))

    assert (table.columns, table.before, table.whole) == (
        {"A": "name", "B": "unit"},
        {"A": "name", "B": "unit"},
        True,
    )
