"""The roster as a list: a row a person and a row a gap, to be filtered, sent round and printed."""

import csv
from collections.abc import Iterator
from io import BytesIO, StringIO

from scheduler.exchange.neutral import neutral
from scheduler.exchange.paper import Looks, heading, height, open_book, print_on_a4, put
from scheduler.exchange.roster_sheet import RosterSheet, SheetDay, SheetShift, weekday_text
from scheduler.language import say

_HEADER_ROWS = 3
_WIDTHS = (12, 11, 14, 14, 26, 11, 11, 24, 15, 12, 14)
_CENTERED = frozenset({0, 1, 3, 8})


def listing(sheet: RosterSheet) -> bytes:
    """The roster as an .xlsx of one sheet."""
    file = BytesIO()
    book = open_book(file, sheet.title, made=sheet.made)
    page, looks = book.add_worksheet(say("值守名单")), Looks(book)
    for column, width in enumerate(_WIDTHS):
        page.set_column(column, column, width)
    heading(page, ((sheet.title, looks.title), (sheet.note, looks.note)), columns=len(_WIDTHS))
    for column, title in enumerate(titles()):
        put(page, (2, column), title, looks.head)
    row = _HEADER_ROWS
    for day, texts, gap in _rows(sheet):
        for column, text in enumerate(texts):
            look = looks.gap if gap else looks.of(rest=day.rest, middle=column in _CENTERED)
            put(page, (row, column), text, look)
        page.set_row(row, height(list(zip(texts, _WIDTHS, strict=True))))
        row += 1
    page.autofilter(2, 0, max(2, row - 1), len(_WIDTHS) - 1)
    page.freeze_panes(_HEADER_ROWS, 0)
    print_on_a4(page, header_rows=_HEADER_ROWS)
    book.close()
    return file.getvalue()


def listing_text(sheet: RosterSheet) -> bytes:
    """The same rows as a .csv that Excel opens: UTF-8 with its mark, nothing in it a formula."""
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(titles())
    writer.writerows([neutral(text) for text in texts] for _, texts, _ in _rows(sheet))
    return file.getvalue().encode("utf-8-sig")


def titles() -> tuple[str, ...]:
    """The titles of the columns, in the order that published rosters have them."""
    return (
        say("日期"),
        say("星期"),
        say("班次"),
        say("时间"),
        say("点位"),
        say("角色"),
        say("姓名"),
        say("单位"),
        say("联系电话"),
        say("带班领导"),
        say("备注"),
    )


def _rows(sheet: RosterSheet) -> Iterator[tuple[SheetDay, tuple[str, ...], bool]]:
    for day in sheet.days:
        for shift in sheet.on(day.date):
            start = _start(day, shift)
            for duty in shift.crew:
                person = (duty.role, duty.name, duty.unit, duty.phone, shift.leaders, duty.remark)
                yield day, (*start, *person), False
            if shift.missing:
                yield day, (*start, "", say("空岗"), "", "", shift.leaders, shift.gap), True


def _start(day: SheetDay, shift: SheetShift) -> tuple[str, ...]:
    return day.date.isoformat(), weekday_text(day), shift.pattern, shift.time, shift.point
