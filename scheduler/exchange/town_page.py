"""A sheet of the town's file as an empty page: headed, noted, with drop-downs, ready for rows to be typed."""

from collections.abc import Iterable

from scheduler.exchange import words
from scheduler.exchange.neutral import neutral
from scheduler.exchange.paper import FONT, Format, Workbook, Worksheet, print_on_a4
from scheduler.exchange.town.column import Column, Sheet
from scheduler.language import say

LOOK = {"font_name": FONT, "font_size": 11, "valign": "vcenter"}

EXAMPLE_LOOK = {**LOOK, "italic": True, "font_color": "#7F7F7F", "bg_color": "#F2F2F2"}
NOTE_LOOK = {"font_name": FONT, "font_size": 10, "x_scale": 2, "author": ""}

_ROWS = 5000
_TEXT = frozenset({words.code, words.phone})


def offered(sheet: Sheet) -> tuple[Column, ...]:
    """The columns that stand on the page, from left to right."""
    return tuple(column for column in sheet.columns if column.offered)


def town_page(book: Workbook, sheet: Sheet) -> Worksheet:
    """The page of `sheet`, added to `book`; its header is row 0."""
    page = book.add_worksheet(sheet.title)
    head = {**LOOK, "bold": True, "border": 1, "align": "center", "font_color": "#FFFFFF"}
    required, optional = (book.add_format({**head, "bg_color": color}) for color in ("#C00000", "#7F7F7F"))
    cells, text = book.add_format(LOOK), book.add_format({**LOOK, "num_format": "@"})
    for at, column in enumerate(offered(sheet)):
        page.set_column(at, at, column.width, text if column.read in _TEXT else cells)
        page.write_string(0, at, column.title + "*" * column.required, required if column.required else optional)
        page.write_comment(0, at, column.note, NOTE_LOOK)
        _choices(page, at, column)
    page.set_row(0, 24)
    page.freeze_panes(1, 0)
    print_on_a4(page, header_rows=1)
    return page


def fill(page: Worksheet, row: int, cells: Iterable[str | float | None], look: Format | None = None) -> None:
    """Write `cells` from the left of `row`, counted from 0, as text or numbers; None and "" are empty cells.

    Without a `look` each looks as its column does.
    """
    for at, cell in enumerate(cells):
        if isinstance(cell, str) and cell:
            page.write_string(row, at, neutral(cell), look)
        elif isinstance(cell, (int, float)):
            page.write_number(row, at, cell, look)
        elif look:
            page.write_blank(row, at, None, look)


def _choices(page: Worksheet, at: int, column: Column) -> None:
    if column.choices:
        title, message = say("不在清单里"), say("确定要这样写吗？")
        page.data_validation(
            1,
            at,
            _ROWS,
            at,
            {
                "validate": "list",
                "source": list(column.choices),
                "error_type": "warning",
                "error_title": title,
                "error_message": message,
            },
        )
