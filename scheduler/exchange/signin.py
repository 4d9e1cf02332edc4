"""Sign-in sheets: a worksheet a day, on it a table for each shift that is never torn across two pages."""

from collections.abc import Iterator
from io import BytesIO

from scheduler.exchange.neutral import neutral
from scheduler.exchange.paper import Looks, Workbook, Worksheet, heading, open_book, print_on_a4, put
from scheduler.exchange.roster_sheet import RosterSheet, SheetDay, SheetShift, weekday_text
from scheduler.language import say

# A page that is shrunk to fit would lose its page breaks, so the scale is set, with room for wider fonts than Excel's.
_SCALE = 85
_WIDTHS = (5, 10, 22, 10, 10, 12, 14)
_TITLE_ROWS = 2
_ROW = 24.0
_PAGE_ROWS = 32


def sign_in(sheet: RosterSheet) -> bytes:
    """The sign-in sheets of every day that has shifts, as an .xlsx."""
    file = BytesIO()
    book = open_book(file, sheet.title, made=sheet.made)
    looks = Looks(book)
    staffed = [day for day in sheet.days if sheet.on(day.date)]
    for day in staffed:
        _day(book, sheet, day, looks)
    if not staffed:
        book.add_worksheet(say("没有班次"))
    book.close()
    return file.getvalue()


def _day(book: Workbook, sheet: RosterSheet, day: SheetDay, looks: Looks) -> None:
    page = book.add_worksheet(f"{day.date:%Y-%m-%d}")
    for column, width in enumerate(_WIDTHS):
        page.set_column(column, column, width)
    when = say("签到表　{date}　{weekday}", date=day.date.isoformat(), weekday=weekday_text(day))
    heading(page, ((sheet.title, looks.title), (when, looks.note)), columns=len(_WIDTHS))
    row, breaks = _TITLE_ROWS, []
    free = _PAGE_ROWS
    for shift in sheet.on(day.date):
        rows = list(_rows(shift))
        if 2 + len(rows) > free and free < _PAGE_ROWS:
            breaks.append(row)
            free = _PAGE_ROWS
        row = _crew(page, row, shift, rows, looks=looks)
        free -= 2 + len(rows)
    print_on_a4(page, header_rows=_TITLE_ROWS, landscape=False, fit=False)
    page.set_print_scale(_SCALE)
    page.set_h_pagebreaks(breaks)


def _crew(page: Worksheet, row: int, shift: SheetShift, rows: list[tuple[str, ...]], *, looks: Looks) -> int:
    """Writes the table of one shift from `row` on and gives the row after it."""
    band = "　".join(filter(None, (shift.time, shift.point, shift.pattern, shift.gap)))
    page.merge_range(row, 0, row, len(_WIDTHS) - 1, neutral(band), looks.band)
    for column, title in enumerate(titles()):
        put(page, (row + 1, column), title, looks.head)
    for at, texts in enumerate(rows, start=row + 2):
        for column, text in enumerate(texts):
            put(page, (at, column), text, looks.cell if column == 2 else looks.middle)
    for at in range(row, row + 2 + len(rows)):
        page.set_row(at, _ROW)
    return row + 2 + len(rows)


def titles() -> tuple[str, ...]:
    """The titles of the columns, in the order that published sheets have them."""
    return (say("序号"), say("姓名"), say("单位"), say("签到时间"), say("签退时间"), say("签名"), say("备注"))


def _rows(shift: SheetShift) -> Iterator[tuple[str, ...]]:
    """A row a person, and an empty one for everybody who is still missing and may be found."""
    for number, duty in enumerate(shift.crew, start=1):
        yield str(number), duty.name, duty.unit, "", "", "", duty.role or (say("带班") if duty.leader else "")
    for number in range(len(shift.crew) + 1, len(shift.crew) + 1 + shift.missing):
        yield str(number), "", "", "", "", "", ""
