"""Which sheet of the town's file a table is, and where its columns lie, however people arranged it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from scheduler.exchange.tables import Table
from scheduler.exchange.town import SHEETS
from scheduler.exchange.town.column import Column, Sheet
from scheduler.exchange.words import tidy

_SEARCHED = 30
_MEASURES = frozenset(["米", "公里", "千米", "km", "m", "分钟", "小时", "h"])
_BRACKETED = re.compile(r"[(\[【](.*?)[)\]】]")
# Numbering that people keep beside their rows: neither read nor complained about.
_NUMBERING = frozenset({"序号", "序", "no", "no.", "行号"})

Titles = Mapping[str, Column]
"""Columns by all that they are called."""
Knows = Callable[[Titles, str], Column | None]


@dataclass(frozen=True, slots=True)
class Lying:
    """A column at the index `at` of its table, under its `title`; `measure` is the unit in it, "" for none.

    `read` is the column's own reader, which remembers what it has read: columns say the same again and again.
    """

    at: int
    column: Column
    title: str
    measure: str
    read: Callable[[object], object]


@dataclass(frozen=True, slots=True)
class Layout:
    """A table as one of the sheets. `header` is the row index of its titles.

    `unused` are titles that nobody knows, `doubled` pairs of titles that mean the same column; the first is read.
    """

    sheet: Sheet
    header: int
    columns: tuple[Lying, ...]
    unused: tuple[str, ...]
    doubled: tuple[tuple[str, str], ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The titles of required columns that are not there."""
        here = {lying.column.field for lying in self.columns}
        return tuple(column.title for column in self.sheet.columns if column.required and column.field not in here)

    @property
    def given(self) -> frozenset[str]:
        """The fields of the records that the table has a column for."""
        return frozenset(field for lying in self.columns for field in lying.column.filled())


def named_sheet(table: Table) -> Sheet | None:
    """The sheet that the table's name says it is, None for another name."""
    name = plain(table.name)
    return next((sheet for sheet in SHEETS if name in {plain(known) for known in (sheet.title, *sheet.aliases)}), None)


def lay_out(table: Table) -> Layout | None:
    """The layout of `table`, by its name if that has all it needs, else by its titles, else by how these end; None when
    no row has them."""
    named = named_sheet(table)
    mine = _as_sheet(table, named, _known) if named else None
    if mine and not mine.missing:
        return mine
    for knows in (_known, _ending):
        found = [layout for sheet in SHEETS if (layout := _as_sheet(table, sheet, knows)) and not layout.missing]
        if found:
            return max(found, key=lambda layout: len(layout.columns))
    return mine


def plain(title: object) -> str:
    """A title as it is compared: half-width, without spaces, stars, colons and what stands in brackets."""
    return re.sub(r"[\s*:]", "", _BRACKETED.sub("", tidy(title))).lower()


def _known(known: Titles, title: str) -> Column | None:
    """The column that is called so."""
    return known.get(title)


def _ending(known: Titles, title: str) -> Column | None:
    """The column that is called so, or as a title such as 包保责任单位 ends: by the longest name it ends with."""
    ends = [name for name in known if len(name) > 1 and title.endswith(name)]
    return known[max(ends, key=len)] if ends else None


def _as_sheet(table: Table, sheet: Sheet, knows: Knows) -> Layout | None:
    known = {plain(title): column for column in sheet.columns for title in (column.title, *column.aliases)}
    required = {column.field for column in sheet.columns if column.required}
    for at, row in enumerate(table.rows[:_SEARCHED]):
        columns = {column.field for cell in row if (column := knows(known, plain(cell)))}
        alone = required <= columns and sum(bool(tidy(cell)) for cell in row) == 1
        if len(columns) > 1 or alone:
            return _columns(sheet, at, row, lambda title: knows(known, title))
    return None


def _columns(sheet: Sheet, header: int, row: Sequence[object], called: Callable[[str], Column | None]) -> Layout:
    columns: dict[str, Lying] = {}
    unused, doubled = [], []
    for at, cell in enumerate(row):
        title = tidy(cell).replace("\n", "")
        column = called(plain(cell))
        if column is None:
            unused += [title] if title and plain(cell) not in _NUMBERING else []
        elif column.field in columns:
            doubled.append((columns[column.field].title, title))
        else:
            measure = _measure(title) if column.measured else ""
            read = lru_cache(maxsize=None, typed=True)(column.read)
            columns[column.field] = Lying(at, column, title.rstrip("*"), measure, read)
    return Layout(sheet, header, tuple(columns.values()), tuple(unused), tuple(doubled))


def _measure(title: str) -> str:
    match = _BRACKETED.search(title)
    return match[1].strip() if match and match[1].strip() in _MEASURES else ""
