"""Which sheet of the town's file a table is, and where its columns lie, however people arranged it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from scheduler.exchange.called import Called, ending, known_as
from scheduler.exchange.read_as import AS_FOUND, ReadAs, headings, in_brackets, letter, plain
from scheduler.exchange.tables import Table
from scheduler.exchange.their_own import NUMBERING, THEIR_OWN
from scheduler.exchange.town import SHEETS
from scheduler.exchange.town.column import Column, Sheet
from scheduler.exchange.words import tidy

_SEARCHED = 30
_MEASURES = frozenset(["米", "公里", "千米", "km", "m", "分钟", "小时", "h"])


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
    """A table as one of the sheets. `header` is the row index of its titles, -1 where it has none.

    `unused` are by their index titles that nobody knows, `doubled` pairs of titles that mean the same column; the first
    is read. `remembered` are by their index the columns that are what was said before, None for one that is not to be
    read.
    """

    sheet: Sheet
    header: int
    columns: tuple[Lying, ...]
    unused: Mapping[int, str]
    doubled: tuple[tuple[str, str], ...]
    remembered: Mapping[int, Column | None]

    @property
    def missing(self) -> tuple[str, ...]:
        """The titles of required columns that are not there."""
        here = {lying.column.field for lying in self.columns}
        return tuple(column.title for column in self.sheet.columns if column.required and column.field not in here)

    @property
    def given(self) -> frozenset[str]:
        """The fields of the records that the table has a column for."""
        return frozenset(field for lying in self.columns for field in lying.column.filled())


def sheet_by_name(table: Table) -> Sheet | None:
    """The sheet that the table's name says it is, None for another name."""
    name = plain(table.name)
    return next((sheet for sheet in SHEETS if name in {plain(known) for known in (sheet.title, *sheet.aliases)}), None)


def lay_out(table: Table, said: ReadAs = AS_FOUND) -> Layout | None:
    """The layout of `table`, as people said it is, else by its name if that has all it needs, else by its titles, else
    by how these end; None when no row has them, or it is not to be read."""
    if said.sheet is not None:
        told = next((sheet for sheet in SHEETS if sheet.key == said.sheet), None)
        return _as_sheet(table, told, Called.on(told, said), said.header) if told else None
    named = sheet_by_name(table)
    mine = _as_sheet(table, named, Called.on(named, said), said.header) if named else None
    if mine and not mine.missing:
        return mine
    for knows in (known_as, ending):
        ways = [_as_sheet(table, sheet, Called.on(sheet, said, knows), said.header) for sheet in SHEETS]
        found = [one for one in ways if one and not one.missing and not (knows is ending and _in_doubt(one))]
        if found:
            return max(found, key=lambda layout: len(layout.columns))
    return mine


def _in_doubt(layout: Layout) -> bool:
    """Whether two headings may be the column that makes it this sheet: 人员名称 and 所在单位 are no list of units."""
    needed = {column.field for column in layout.sheet.columns if column.required}
    theirs = {lying.title for lying in layout.columns if lying.column.field in needed}
    return any(first in theirs for first, _ in layout.doubled)


def _as_sheet(table: Table, sheet: Sheet, called: Called, header: int | None) -> Layout | None:
    if header is not None:
        return _columns(sheet, header - 1, table.headed(header), called) if header <= len(table.rows) else None
    required = {column.field for column in sheet.columns if column.required}
    for at, row in enumerate(table.rows[:_SEARCHED]):
        columns = {column.field for heading in headings(row) if (column := called.column(heading))}
        others = {plain(cell) for cell in row} - NUMBERING - THEIR_OWN - {""}
        explained = any(map(called.remembered, headings(row)))
        enough = required <= columns and (len(others) == 1 or explained)
        if len(columns) > 1 or enough:
            return _columns(sheet, at, row, called)
    return None


def _columns(sheet: Sheet, header: int, row: tuple[object, ...], called: Called) -> Layout:
    columns: dict[str, Lying] = {}
    unused: dict[int, str] = {}
    remembered: dict[int, Column | None] = {}
    doubled = []
    own = [called.known[name] for name in map(plain, row) if name in called.known]
    for at, (cell, heading) in enumerate(zip(row, headings(row), strict=True)):
        title = tidy(cell).replace("\n", "")
        names = (heading, letter(at))
        left_out = called.left_out(*names)
        column = called.column(*names) or (None if left_out else called.column(title))
        if called.remembered(*names) and column in own:
            column = None  # what the table itself calls so goes before what another one meant
        elif called.remembered(*names):
            remembered[at] = column
        if column is None:
            if title and plain(cell) not in NUMBERING and not left_out:
                unused[at] = title
        elif column.field in columns:
            doubled.append((columns[column.field].title, title))
        else:
            measure = _measure(title) if column.measured else ""
            read = lru_cache(maxsize=None, typed=True)(column.read)
            columns[column.field] = Lying(at, column, (title or heading).rstrip("*"), measure, read)
    return Layout(sheet, header, tuple(columns.values()), unused, tuple(doubled), remembered)


def _measure(title: str) -> str:
    measure = in_brackets(title)
    return measure if measure in _MEASURES else ""
