"""Workbooks that we write: nothing in them runs, and on paper they are A4, one page wide, headed and numbered."""

from datetime import datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from scheduler.language import say

__all__ = ["FONT", "Format", "Workbook", "Worksheet", "open_book", "print_on_a4"]

FONT = "微软雅黑"
_A4 = 9
# Nothing that people typed becomes a formula or a link.
_OPTIONS: dict[str, Any] = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def open_book(file: BytesIO, title: str, *, made: datetime) -> Workbook:
    """A workbook that `close` writes to `file`; `made` is what it says of its age, so that it is no one's clock."""
    book = Workbook(file, _OPTIONS)
    book.set_properties({"title": title, "created": made.replace(tzinfo=None)})
    return book


def print_on_a4(page: Worksheet, *, header_rows: int, landscape: bool = True) -> None:
    """Print set-up of `page`; its first `header_rows` rows are repeated on every sheet of paper, 0 for none."""
    page.set_paper(_A4)
    if landscape:
        page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.center_horizontally()
    page.set_footer("&C" + say("第 &P 页，共 &N 页"))
    if header_rows:
        page.repeat_rows(0, header_rows - 1)
