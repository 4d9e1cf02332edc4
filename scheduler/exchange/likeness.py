"""Which column a heading that nobody knows may have been meant for, by how it is spelled and what stands below it.

Most such headings are the town's own affair, 性别 or 备注, and nobody needs to be asked about them.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from difflib import get_close_matches
from types import MappingProxyType

from scheduler.exchange import words
from scheduler.exchange.called import ending
from scheduler.exchange.layout import Layout
from scheduler.exchange.read_as import plain
from scheduler.exchange.tables import Table
from scheduler.exchange.their_own import THEIR_OWN
from scheduler.exchange.town.column import Column

_ALIKE = 0.7
_SAMPLES, _SEARCHED = 5, 200
_IDENTITY = "身份证"


def likely(table: Table, layout: Layout) -> Mapping[int, Column]:
    """By the index of the column, what those of `layout.unused` may have been meant for that look like one of its
    sheet's columns which the table has not; each is taken once."""
    here = {lying.column.field for lying in layout.columns}
    free = {column.field: column for column in layout.sheet.columns if column.field not in here}
    found: dict[int, Column] = {}
    for at, title in layout.unused.items():
        column = None if is_identity(title) else _meant(plain(title), _below(table, layout, at), tuple(free.values()))
        if column:
            found[at] = free.pop(column.field)
    return MappingProxyType(found)


def is_identity(title: str) -> bool:
    """Whether such a column holds numbers of identity cards, which are not kept."""
    return _IDENTITY in title


def _meant(name: str, below: Sequence[object], columns: Sequence[Column]) -> Column | None:
    if name in THEIR_OWN:
        return None
    known = {plain(title): column for column in columns for title in (column.title, *column.aliases)}
    if found := ending(known, name):
        return found
    if alike := get_close_matches(name, known, n=1, cutoff=_ALIKE):
        return known[alike[0]]
    phones = next((column for column in columns if column.read is words.phone), None)
    return phones if phones and below and all(map(_is_phone, below)) else None


def _below(table: Table, layout: Layout, at: int) -> list[object]:
    """The first cells of the column that are not empty."""
    return [cell for cell, _ in zip(_cells(table, layout, at), range(_SAMPLES), strict=False)]


def _cells(table: Table, layout: Layout, at: int) -> Iterator[object]:
    for row in table.rows[layout.header + 1 :][:_SEARCHED]:
        if at < len(row) and not words.blank(row[at]):
            yield row[at]


def _is_phone(cell: object) -> bool:
    with suppress(words.Unreadable):
        return bool(words.phone(cell))
    return False
