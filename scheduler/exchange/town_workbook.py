"""A town's file written: the six sheets of the template, filled with the rows that say these records."""

from datetime import datetime
from io import BytesIO

from scheduler.exchange.paper import open_book
from scheduler.exchange.town import SHEETS
from scheduler.exchange.town_file import Reading
from scheduler.exchange.town_page import fill, offered, town_page
from scheduler.exchange.written import CELLS


def town_workbook(title: str, town: Reading, *, made: datetime) -> bytes:
    """The records of `town` as .xlsx; `read_town` gives them back. `made` is the aware moment it says it was made."""
    file = BytesIO()
    book = open_book(file, title, made=made)
    for sheet in SHEETS:
        page = town_page(book, sheet)
        for row, record in enumerate(getattr(town, sheet.key), start=1):
            cells = CELLS[sheet.key](record)
            fill(page, row, (cells.get(column.field) for column in offered(sheet)))
    book.close()
    return file.getvalue()
