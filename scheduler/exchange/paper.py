"""Workbooks that we write: nothing in them runs, and on paper they are A4, one page wide, headed and numbered."""

import unicodedata
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from scheduler.exchange.neutral import neutral
from scheduler.language import say

__all__ = ["FONT", "Format", "Looks", "Workbook", "Worksheet", "heading", "height", "open_book", "print_on_a4", "put"]

FONT = "微软雅黑"
_A4 = 9
_LINE = 16.5
_TEXTS = 10_000
"""How many are remembered: a month has the same days, hours and places on every other line."""
# Nothing that people typed becomes a formula or a link.
_OPTIONS: dict[str, Any] = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class Looks:
    """The few ways our cells look, made once a workbook."""

    def __init__(self, book: Workbook) -> None:
        cell = {"font_name": FONT, "font_size": 10, "border": 1, "valign": "vcenter", "text_wrap": True}
        middle = {**cell, "align": "center"}
        rest = {"bg_color": "#E7E6E6"}
        self.title = book.add_format({"font_name": FONT, "font_size": 16, "bold": True, "align": "center"})
        self.note = book.add_format({"font_name": FONT, "font_size": 9, "align": "center", "font_color": "#595959"})
        self.head = book.add_format({**middle, "bold": True, "bg_color": "#F8CBAD"})
        self.band = book.add_format({**cell, "bold": True, "bg_color": "#FCE4D6"})
        self.cell, self.middle = book.add_format(cell), book.add_format(middle)
        self.rest_cell, self.rest_middle = book.add_format({**cell, **rest}), book.add_format({**middle, **rest})
        self.gap = book.add_format({**cell, "font_color": "#C00000", "bold": True})

    def of(self, *, rest: bool, middle: bool = False) -> Format:
        """How an ordinary cell looks, shaded on a day of rest."""
        if rest:
            return self.rest_middle if middle else self.rest_cell
        return self.middle if middle else self.cell


def open_book(file: BytesIO, title: str, *, made: datetime) -> Workbook:
    """A workbook that `close` writes to `file`; `made` is what it says of its age, so that it is no one's clock."""
    book = Workbook(file, _OPTIONS)
    book.set_properties({"title": title, "created": made.replace(tzinfo=None)})
    return book


def put(page: Worksheet, place: tuple[int, int], text: str, look: Format) -> None:
    """Write `text` at (row, column), from 0, so that nobody's spreadsheet runs it; "" leaves the cell empty."""
    if text:
        page.write_string(*place, neutral(text), look)
    else:
        page.write_blank(*place, None, look)


def heading(page: Worksheet, texts: Sequence[tuple[str, Format]], *, columns: int) -> None:
    """Lines across `columns` from the top row on: a title, a note."""
    for row, (text, look) in enumerate(texts):
        page.merge_range(row, 0, row, columns - 1, neutral(text), look)
        page.set_row(row, 18 if row else 30)


def height(texts: Sequence[tuple[str, float]]) -> float:
    """Points that a row needs so that each (text, width of its column in characters) shows whole when it wraps."""
    return 5 + _LINE * max(_lines(text, width) for text, width in texts)


def print_on_a4(page: Worksheet, *, header_rows: int, landscape: bool = True, fit: bool = True) -> None:
    """Print set-up of `page`; its first `header_rows` rows are repeated on every sheet of paper, 0 for none.

    With `fit` it is shrunk to one page wide, and breaks set by hand are not heeded then.
    """
    page.set_paper(_A4)
    if landscape:
        page.set_landscape()
    if fit:
        page.fit_to_pages(1, 0)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.center_horizontally()
    page.set_footer("&C" + say("第 &P 页，共 &N 页"))
    if header_rows:
        page.repeat_rows(0, header_rows - 1)


@lru_cache(_TEXTS)
def _lines(text: str, width: float) -> int:
    # A tenth is lost to the edges of the cell and to lines that break early.
    return sum(max(1, -int(-_width(line) // (0.9 * width))) for line in text.split("\n"))


def _width(text: str) -> int:
    return len(text) + sum(map("WFA".__contains__, map(unicodedata.east_asian_width, text)))
