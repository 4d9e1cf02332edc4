"""Rosters on paper: the matrix, the list and the sign-in sheets, as a spreadsheet program finds them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.exchange.listing import listing
from scheduler.exchange.matrix import matrix
from scheduler.exchange.roster_sheet import RosterSheet, SheetDay, SheetDuty, SheetShift
from scheduler.exchange.signin import sign_in

FRIDAY, SATURDAY = date(2026, 12, 4), date(2026, 12, 5)
ZHANG = SheetDuty("张三", "区教育局", "引导员", "138****5678")
LI = SheetDuty("李四", "区文旅局", "带班领导", "139****0001", leader=True)
MORNING = SheetShift(FRIDAY, 435, 480, "甲路口", "早高峰", crew=(ZHANG, LI))
EVENING = SheetShift(FRIDAY, 1020, 1110, "甲路口", "晚高峰", crew=(ZHANG,), missing=1)
WEEKEND = SheetShift(SATURDAY, 540, 660, "乙广场", "周末", crew=(LI,))
SHEET = RosterSheet(
    title="某街道值守排班表",
    days=(SheetDay(FRIDAY), SheetDay(SATURDAY, rest=True, mark="休")),
    shifts=(MORNING, EVENING, WEEKEND),
    note="第 1 版",
    made=datetime(2026, 11, 25, tzinfo=UTC),
)
WAYS = pytest.mark.parametrize("write", [matrix, listing, sign_in])

Write = Callable[[RosterSheet], bytes]


def opened(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def rows(page: Worksheet, first: int) -> list[list[object]]:
    return [[cell or "" for cell in row] for row in page.iter_rows(min_row=first, values_only=True)]


def test_the_matrix_has_a_row_a_day_and_a_column_a_post() -> None:
    page = opened(matrix(SHEET))["排班表"]

    assert rows(page, 1) == [
        ["某街道值守排班表", "", "", "", ""],
        ["第 1 版", "", "", "", ""],
        ["日期", "星期", "甲路口", "甲路口", "乙广场"],
        ["", "", "早高峰\n07:15–08:00", "晚高峰\n17:00–18:30", "周末\n09:00–11:00"],
        ["2026-12-04", "周五", "李四（带班）、张三", "张三、缺1人", ""],
        ["2026-12-05", "周六 休", "", "", "李四（带班）"],
    ]


def test_a_day_of_rest_is_shaded_too() -> None:
    page = opened(matrix(SHEET))["排班表"]

    assert page["A5"].fill.fill_type is None
    assert page["A6"].fill.fgColor.rgb == page["C6"].fill.fgColor.rgb == "FFE7E6E6"


def test_a_post_whose_times_differ_says_them_with_the_names() -> None:
    later = replace(MORNING, date=SATURDAY, start=480, end=540)
    page = opened(matrix(replace(SHEET, shifts=(MORNING, later))))["排班表"]

    assert [row[2] for row in rows(page, 4)] == [
        "早高峰",
        "07:15–08:00\n李四（带班）、张三",
        "08:00–09:00\n李四（带班）、张三",
    ]


def test_a_shift_across_midnight_says_the_next_day() -> None:
    assert replace(MORNING, start=1320, end=1800).time == "22:00–次日06:00"
    assert replace(MORNING, start=1320, end=1440).time == "22:00–24:00"


def test_posts_that_do_not_fit_beside_one_another_go_on_further_sheets() -> None:
    # Eight columns a sheet: five points of two posts each make 4 points and then 1.
    shifts = tuple(replace(shift, point=f"{n}号路口") for n in range(5) for shift in (MORNING, EVENING))
    book = opened(matrix(replace(SHEET, shifts=shifts)))

    assert book.sheetnames == ["排班表1", "排班表2"]
    assert [page.max_column for page in book.worksheets] == [2 + 8, 2 + 2]


def test_the_list_has_a_row_a_person_and_a_row_a_gap() -> None:
    page = opened(listing(SHEET)).worksheets[0]

    friday = ["2026-12-04", "周五"]
    assert rows(page, 3) == [
        ["日期", "星期", "班次", "时间", "点位", "角色", "姓名", "单位", "联系电话", "带班领导", "备注"],
        [*friday, "早高峰", "07:15–08:00", "甲路口", "引导员", "张三", "区教育局", "138****5678", "李四", ""],
        [*friday, "早高峰", "07:15–08:00", "甲路口", "带班领导", "李四", "区文旅局", "139****0001", "李四", ""],
        [*friday, "晚高峰", "17:00–18:30", "甲路口", "引导员", "张三", "区教育局", "138****5678", "", ""],
        [*friday, "晚高峰", "17:00–18:30", "甲路口", "", "空岗", "", "", "", "缺1人"],
        [
            "2026-12-05",
            "周六 休",
            "周末",
            "09:00–11:00",
            "乙广场",
            "带班领导",
            "李四",
            "区文旅局",
            "139****0001",
            "李四",
            "",
        ],
    ]


def test_a_sign_in_sheet_has_a_page_a_day_and_a_table_a_shift() -> None:
    book = opened(sign_in(SHEET))

    titles = ["序号", "姓名", "单位", "签到时间", "签退时间", "签名", "备注"]
    assert book.sheetnames == ["2026-12-04", "2026-12-05"]
    assert rows(book["2026-12-04"], 2) == [
        ["签到表　2026-12-04　周五", "", "", "", "", "", ""],
        ["07:15–08:00　甲路口　早高峰", "", "", "", "", "", ""],
        titles,
        ["1", "张三", "区教育局", "", "", "", "引导员"],
        ["2", "李四", "区文旅局", "", "", "", "带班领导"],
        ["17:00–18:30　甲路口　晚高峰　缺1人", "", "", "", "", "", ""],
        titles,
        ["1", "张三", "区教育局", "", "", "", "引导员"],
        ["2", "", "", "", "", "", ""],
    ]


def test_no_table_of_the_sign_in_sheet_is_torn_across_pages() -> None:
    # Each table is 2 + 8 rows, 32 rows fit a page: three tables a page, so a break after row 2 + 30.
    crowd = tuple(replace(MORNING, point=f"{n}号路口", crew=(ZHANG,) * 8) for n in range(5))
    page = opened(sign_in(replace(SHEET, shifts=crowd))).worksheets[0]

    assert [brk.id for brk in page.row_breaks.brk] == [32]
    assert page.max_row == 52


@pytest.mark.parametrize(
    ("write", "header", "fitted"),
    [
        pytest.param(matrix, "$1:$4", True, id="matrix"),
        pytest.param(listing, "$1:$3", True, id="list"),
        pytest.param(sign_in, "$1:$2", False, id="sign-in"),
    ],
)
def test_sheets_are_set_up_for_a4(write: Write, header: str, fitted: bool) -> None:
    page = opened(write(SHEET)).worksheets[0]

    assert page.page_setup.paperSize == 9
    assert page.page_setup.orientation == ("landscape" if fitted else "portrait")
    assert bool(page.sheet_properties.pageSetUpPr and page.sheet_properties.pageSetUpPr.fitToPage) == fitted
    assert page.print_title_rows == header
    assert page.oddFooter is not None
    assert page.oddFooter.center.text == "第 &P 页，共 &N 页"


def test_the_sign_in_sheet_is_narrower_than_the_paper() -> None:
    # A4 is 8.27 in wide less margins of 0.4 in: 7.47 in or 717 pixels; a character is 7 pixels, a column 5 more.
    page = opened(sign_in(SHEET)).worksheets[0]

    assert sum(7 * dimension.width + 5 for dimension in page.column_dimensions.values()) < 717


def test_long_names_wrap_in_rows_tall_enough() -> None:
    many = replace(MORNING, crew=tuple(replace(ZHANG, name=f"张{n}三") for n in range(40)))
    page = opened(matrix(replace(SHEET, shifts=(many, EVENING, WEEKEND)))).worksheets[0]

    # 40 names of 5 columns (two wide characters and a digit) with a 、 of 2 between: 278 in a column of 40, so 7 lines.
    assert page["C5"].alignment.wrap_text
    assert (page.row_dimensions[5].height or 0) >= 7 * 15
    assert (page.row_dimensions[6].height or 0) < 40


@WAYS
@pytest.mark.parametrize("evil", ['=HYPERLINK("http://example.com")', "+1", "-1", "@SUM(A1)", "\t=1", "＝1"])
def test_no_text_becomes_a_formula(write: Write, evil: str) -> None:
    duty = SheetDuty(evil, evil, evil, evil, leader=True, remark=evil)
    shift = SheetShift(FRIDAY, 435, 480, evil, evil, crew=(duty,))
    book = opened(write(replace(SHEET, title=evil, note=evil, shifts=(shift,))))

    cells = [cell for page in book.worksheets for row in page.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell.value for cell in cells if str(cell.value).startswith(("=", "+", "-", "@", "\t", "＝"))]


@WAYS
def test_the_same_roster_is_the_same_file(write: Write) -> None:
    assert write(SHEET) == write(SHEET)


@WAYS
def test_a_roster_without_shifts_is_still_a_file(write: Write) -> None:
    assert opened(write(replace(SHEET, shifts=()))).worksheets
