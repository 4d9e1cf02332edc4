"""Personal links as a sheet to hand round: a row a person, with a code to point a phone at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

import segno

from scheduler.exchange.paper import Looks, Worksheet, heading, open_book, print_on_a4, put
from scheduler.language import say

_WIDTHS = (16, 12, 14, 46, 13, 14)
_HEADER_ROWS = 3
_POINTS, _SCALE = 84, 3


@dataclass(frozen=True, slots=True)
class LinkRow:
    """`phone` as it may be shown, `address` the whole of it, good up to and with the day `until`."""

    unit: str
    name: str
    phone: str
    address: str
    until: date


def link_sheet(title: str, rows: Sequence[LinkRow], *, made: datetime) -> bytes:
    """An .xlsx of one sheet."""
    file = BytesIO()
    book = open_book(file, title, made=made)
    page, looks = book.add_worksheet(say("个人链接")), Looks(book)
    for column, width in enumerate(_WIDTHS):
        page.set_column(column, column, width)
    told = say("每人一条，请分别发给本人，不要发到群里：谁有链接，谁就能看到这个人的值守")
    heading(page, ((title, looks.title), (told, looks.note)), columns=len(_WIDTHS))
    titles = (say("单位"), say("姓名"), say("联系电话"), say("个人链接"), say("有效期至"), say("二维码"))
    for column, text in enumerate(titles):
        put(page, (2, column), text, looks.head)
    for n, row in enumerate(rows, _HEADER_ROWS):
        for column, text in enumerate((row.unit, row.name, row.phone, row.address, row.until.isoformat(), "")):
            put(page, (n, column), text, looks.cell)
        page.set_row(n, _POINTS)
        _code(page, n, row)
    page.freeze_panes(_HEADER_ROWS, 0)
    print_on_a4(page, header_rows=_HEADER_ROWS)
    book.close()
    return file.getvalue()


def code_png(address: str, *, scale: int = 8) -> bytes:
    """The address as a picture to point a phone at; `scale` pixels a dot."""
    return _picture(address, "png", scale)


def code_svg(address: str) -> bytes:
    """The same, to be drawn at any size."""
    return _picture(address, "svg", 8)


def _picture(address: str, kind: str, scale: int) -> bytes:
    picture = BytesIO()
    segno.make(address, error="m", micro=False).save(picture, kind=kind, scale=scale, border=2)
    return picture.getvalue()


def _code(page: Worksheet, row: int, link: LinkRow) -> None:
    picture = BytesIO(code_png(link.address, scale=_SCALE))
    placed = {"image_data": picture, "x_offset": 4, "y_offset": 4, "x_scale": 0.8, "y_scale": 0.8}
    page.insert_image(row, len(_WIDTHS) - 1, "code.png", {**placed, "description": link.name})
