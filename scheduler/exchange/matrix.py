"""The roster as a matrix: a row a day, a column for each post and time, the names in it joined by 、.

A post is a point, a pattern and which of its spans of the day it is; where its times are not the same on all days, as
in summer or on Fridays, they stand with the names. Posts that do not fit beside one another go on further sheets.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from itertools import groupby

from scheduler.exchange.paper import Looks, Workbook, Worksheet, heading, height, open_book, print_on_a4, put
from scheduler.exchange.roster_sheet import RosterSheet, SheetDay, SheetShift, crew_text, weekday_text
from scheduler.language import say

_MOST_POSTS = 8
_HEADER_ROWS = 4
_LINE_WIDTH = 128.0

Post = tuple[str, str, int]
Placed = dict[Post, dict[date, SheetShift]]


def matrix(sheet: RosterSheet) -> bytes:
    """The roster as an .xlsx of one or more sheets."""
    file = BytesIO()
    book = open_book(file, sheet.title, made=sheet.made)
    posts = _posts(sheet)
    pages = _pages(list(posts))
    for number, shown in enumerate(pages, start=1):
        name = say("排班表") if len(pages) == 1 else say("排班表{number}", number=number)
        _page(book, name, sheet, {post: posts[post] for post in shown})
    book.close()
    return file.getvalue()


def _posts(sheet: RosterSheet) -> Placed:
    """The posts, point by point as they came and by time within a point, with their shift of each day."""
    found: Placed = {}
    points = {shift.point: at for at, shift in reversed(list(enumerate(sheet.shifts)))}
    for day in sheet.days:
        before: Counter[tuple[str, str]] = Counter()
        for shift in sheet.on(day.date):
            place = shift.point, shift.pattern
            found.setdefault((*place, before[place]), {})[day.date] = shift
            before[place] += 1
    first = {post: min(shift.start for shift in by_day.values()) for post, by_day in found.items()}
    ordered = sorted(found, key=lambda post: (points[post[0]], first[post], post))
    return {post: found[post] for post in ordered}


def _pages(posts: Sequence[Post]) -> list[list[Post]]:
    """Posts page by page; a point is split only when it alone fills more than one."""
    pages: list[list[Post]] = [[]]
    for _, group in groupby(posts, key=lambda post: post[0]):
        point = list(group)
        if pages[-1] and len(pages[-1]) + len(point) > _MOST_POSTS:
            pages.append([])
        for post in point:
            if len(pages[-1]) == _MOST_POSTS:
                pages.append([])
            pages[-1].append(post)
    return pages


def _page(book: Workbook, name: str, sheet: RosterSheet, posts: Placed) -> None:
    page, looks = book.add_worksheet(name), Looks(book)
    width = min(40.0, _LINE_WIDTH / max(1, len(posts)))
    page.set_column(0, 0, 11)
    page.set_column(1, 1, 11)
    page.set_column(2, 1 + max(1, len(posts)), width)
    heading(page, ((sheet.title, looks.title), (sheet.note, looks.note)), columns=2 + max(1, len(posts)))
    times = _head(page, posts, looks, width)
    for row, day in enumerate(sheet.days, start=_HEADER_ROWS):
        shifts = [by_day.get(day.date) for by_day in posts.values()]
        texts = [_cell(shift, said=time) for shift, time in zip(shifts, times, strict=True)]
        _day(page, row, day, looks)
        for column, (shift, text) in enumerate(zip(shifts, texts, strict=True), start=2):
            missing = shift is not None and shift.missing > 0
            put(page, (row, column), text, looks.gap if missing else looks.of(rest=day.rest))
        page.set_row(row, height([(weekday_text(day), 11), *((text, width) for text in texts)]))
    page.freeze_panes(_HEADER_ROWS, 2)
    print_on_a4(page, header_rows=_HEADER_ROWS)


def _head(page: Worksheet, posts: Placed, looks: Looks, width: float) -> list[str]:
    """Writes points over patterns; gives each post's time where it is the same on all its days, else ""."""
    for column, title in enumerate((say("日期"), say("星期"))):
        page.merge_range(2, column, 3, column, title, looks.head)
    times, lower = [], []
    for column, ((point, pattern, _), by_day) in enumerate(posts.items(), start=2):
        spoken = {shift.time for shift in by_day.values()}
        times.append(spoken.pop() if len(spoken) == 1 else "")
        lower.append("\n".join(filter(None, (pattern, times[-1]))))
        put(page, (2, column), point, looks.head)
        put(page, (3, column), lower[-1], looks.head)
    page.set_row(2, height([("", width), *((point, width) for point, _, _ in posts)]))
    page.set_row(3, height([("", width), *((text, width) for text in lower)]))
    return times


def _day(page: Worksheet, row: int, day: SheetDay, looks: Looks) -> None:
    look = looks.of(rest=day.rest, middle=True)
    put(page, (row, 0), day.date.isoformat(), look)
    put(page, (row, 1), weekday_text(day), look)


def _cell(shift: SheetShift | None, *, said: str) -> str:
    if shift is None:
        return ""
    return "\n".join(filter(None, ("" if said else shift.time, crew_text(shift))))
