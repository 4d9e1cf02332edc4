"""What is on a screen as a workbook: the same rows under the same titles, numbers as numbers, nothing that runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from scheduler.exchange.paper import Looks, Workbook, heading, height, open_book, print_on_a4, put

_HEADER_ROWS = 3
_NARROW, _WIDE = 8, 30
_LOOKED_AT = 300
"""Rows that say how wide a column is to be."""

Cell = str | int | float


@dataclass(frozen=True, slots=True)
class Screen:
    """A table as it is looked at, its rows as long as its titles."""

    name: str
    titles: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]


def screen_sheet(title: str, note: str, screens: Sequence[Screen], *, made: datetime) -> bytes:
    """An .xlsx, a sheet a table; below its title stands `note`."""
    file = BytesIO()
    book = open_book(file, title, made=made)
    looks = Looks(book)
    for screen in screens:
        _page(book, (title, note), screen, looks=looks)
    book.close()
    return file.getvalue()


def _page(book: Workbook, told: tuple[str, str], screen: Screen, *, looks: Looks) -> None:
    page, widths = book.add_worksheet(screen.name), _widths(screen)
    for column, width in enumerate(widths):
        page.set_column(column, column, width)
    if len(widths) > 1:
        heading(page, list(zip(told, (looks.title, looks.note), strict=True)), columns=len(widths))
    for column, text in enumerate(screen.titles):
        put(page, (2, column), text, looks.head)
    for at, row in enumerate(screen.rows, start=_HEADER_ROWS):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                put(page, (at, column), cell, looks.cell)
            else:
                page.write_number(at, column, cell, looks.middle)
        page.set_row(at, height([(str(cell), width) for cell, width in zip(row, widths, strict=True)]))
    page.autofilter(2, 0, 2 + len(screen.rows), len(widths) - 1)
    page.freeze_panes(_HEADER_ROWS, 1)
    print_on_a4(page, header_rows=_HEADER_ROWS)


def _widths(screen: Screen) -> list[float]:
    """In digits, of which a Chinese character takes two; what is longer wraps."""
    rows = (screen.titles, *screen.rows[:_LOOKED_AT])
    longest = (max(_width(line) for row in rows for line in str(row[n]).split("\n")) for n in range(len(screen.titles)))
    return [float(min(_WIDE, max(_NARROW, width + 2))) for width in longest]


def _width(text: str) -> int:
    return sum(2 if ord(one) > 0x2E7F else 1 for one in text)
