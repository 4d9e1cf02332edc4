"""What people type at `redvest` in good faith or by mistake, and what they are told."""

import pytest

from scheduler.store.database import Sessions
from tests.scheduler.commands.conftest import LINE, Redvest, given


@pytest.fixture
def line(sessions: Sessions, typed: Redvest) -> Redvest:
    """`redvest` for the admin of the street, whose roster "dec" has three duties."""
    given(sessions, *LINE)
    return typed


def test_the_list_has_what_shifts_are_called(line: Redvest) -> None:
    listed = line("show", "dec", "--list", "--day", "12-01").out

    assert "20261201-p1-0730" in listed
    assert line("explain", "dec", "--shift", "1201-P1-0730").code == 0


def test_a_refused_edit_is_told_with_how_it_is_done_all_the_same(line: Redvest) -> None:
    refused = line("adjust", "dec", "add", "1201-p1-0730", "v3")
    forced = line("adjust", "dec", "add", "1201-p1-0730", "v3", "--force", "演练")

    assert (refused.code, forced.code) == (1, 0)
    assert "确需如此请写明理由：加 --force 理由" in refused.err


def test_a_version_that_is_not_there_is_named(line: Redvest) -> None:
    assert "第 99 版" in line("compare", "dec@99").err


def test_a_repair_that_changes_nothing_says_no_more(line: Redvest) -> None:
    ran = line("repair", "dec", "--fill", "1201-p1-0730", "--take", "--reason", "试试")

    assert ran.code == 0
    assert "没有要补的" in ran.out
    assert "已补岗" not in ran.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param("--new p1 2026-12-01T09:00 2026-12-01T08:00 1", "结束早于开始", id="a shift that ends before"),
        pytest.param("--unit 没有的 12-01 12-01", "没有单位 没有的，或不在这张排班表的范围内", id="no such unit"),
    ],
)
def test_what_cannot_come_up_is_refused(line: Redvest, words: str, told: str) -> None:
    ran = line("repair", "dec", *(word.replace("T", " ") for word in words.split()))

    assert ran.code == 1
    assert told in ran.err


@pytest.mark.parametrize(
    "words",
    [
        "generate x --start 9999-12",
        "stewardship plan 9999-12",
        "forecast 1066-10",
        "absence add v1 9999-12-31",
        "show dec --day 9999-12-31",
    ],
)
def test_a_year_that_no_calendar_reaches_is_wrong_usage(line: Redvest, words: str) -> None:
    ran = line("--lang", "zh", *words.split())

    assert ran.code == 2
    assert "年份应在 1990 到 2100 之间" in ran.err


@pytest.mark.parametrize(
    "words", ["--like p1 --at 216.7 39.5", "--like p1 --at 116.7 95", "--people 99999", "--cap week 101"]
)
def test_what_is_supposed_has_bounds(line: Redvest, words: str) -> None:
    assert line("what-if", "dec", *words.split()).code == 2
