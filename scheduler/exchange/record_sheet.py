"""A list of records as one sheet: a header and a row each, as text, so that it can be filled in and taken in again."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from scheduler.exchange.called import Called
from scheduler.exchange.paper import Looks, Workbook, Worksheet, open_book, print_on_a4, put
from scheduler.exchange.town import SHEETS
from scheduler.exchange.town_page import EXAMPLE_LOOK, NOTE_LOOK

_NARROW, _WIDE = 10, 40


def record_sheet(title: str, titles: Sequence[str], rows: Sequence[Sequence[str]], *, made: datetime) -> bytes:
    """An .xlsx of one sheet called `title`, its columns as wide as what stands in them. One without rows that a town
    fills in has the notes and the example row of the template."""
    file = BytesIO()
    book = open_book(file, title, made=made)
    page, looks = book.add_worksheet(title), Looks(book)
    for column, text in enumerate(titles):
        longest = max(map(_width, {row[column] for row in rows}), default=0)
        page.set_column(column, column, min(_WIDE, max(_NARROW, _width(text) + 2, longest + 2)))
        put(page, (0, column), text, looks.head)
    for at, row in enumerate(rows, start=1):
        for column, text in enumerate(row):
            put(page, (at, column), text, looks.cell)
    if not rows:
        _help(book, page, title, titles)
    page.freeze_panes(1, 0)
    print_on_a4(page, header_rows=1)
    book.close()
    return file.getvalue()


def _help(book: Workbook, page: Worksheet, title: str, titles: Sequence[str]) -> None:
    """What the template says of such columns; nothing for a list that is not taken in."""
    sheet = next((sheet for sheet in SHEETS if title in (sheet.title, *sheet.aliases)), None)
    if sheet is None:
        return
    look, called = book.add_format(EXAMPLE_LOOK), Called.on(sheet)
    for at, column in enumerate(map(called.column, titles)):
        if column:
            page.write_comment(0, at, column.note, NOTE_LOOK)
            put(page, (1, at), str(column.example), look)


def _width(text: str) -> int:
    """In digits; a Chinese character is as wide as two."""
    return max((sum(2 if ord(one) > 0x2E7F else 1 for one in line) for line in text.splitlines()), default=0)
