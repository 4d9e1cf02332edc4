"""The tables of a file in which not every heading is known, as people look at them to say how they are to be read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scheduler.exchange.called import Called, ending
from scheduler.exchange.importing import is_silent
from scheduler.exchange.layout import Layout, lay_out, sheet_by_name
from scheduler.exchange.likeness import likely
from scheduler.exchange.read_as import LEFT_OUT, ReadAs, SaidOf, headings, letter, said_of
from scheduler.exchange.tables import Table, read_tables
from scheduler.exchange.town import SHEETS
from scheduler.exchange.town.column import Sheet
from scheduler.exchange.town.volunteers import VOLUNTEERS
from scheduler.exchange.words import blank, tidy

MOST_TABLES, MOST_COLUMNS = 20, 60
_TOP, _BELOW, _LONGEST = 10, 4, 40

Texts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unsure:
    """A table by its `name`, as the `sheet` of that key, LEFT_OUT for one that is not read, with its headings in the
    row `header`, counted from 1, 0 for none.

    `rows` are its first ones that are not empty, by number, cut to what fits a line; `columns` the fields that they
    hold by letter, LEFT_OUT for none; `likely` by letter what others may have been meant for, `before` those that are
    as was said of other files; `whole` whether all that the sheet needs is there.
    """

    name: str
    sheet: str
    header: int
    rows: Mapping[int, Texts]
    columns: Mapping[str, str]
    likely: Mapping[str, str]
    before: Mapping[str, str]
    whole: bool


def unsure(path: Path, said: SaidOf) -> Iterator[Unsure]:
    """Of the file, the first twenty. Raises Invalid when it cannot be opened."""
    for table in read_tables(path)[:MOST_TABLES]:
        told = said_of(table.name, said)
        if table.name in said and told.sheet == LEFT_OUT:
            yield Unsure(table.name, LEFT_OUT, told.header or 0, _rows(table, told.header or 0), {}, {}, {}, whole=True)
        elif not is_silent(table, told):
            layout = lay_out(table, told)
            if layout is None or layout.missing or layout.unused or layout.remembered or table.name in said:
                yield _laid(table, layout) if layout else _guessed(table)


def meaning(sheet: str, row: Sequence[str]) -> dict[str, str]:
    """By letter the fields that such headings mean on the sheet of that key, as far as anybody can tell."""
    found: dict[str, str] = {}
    called = Called.on(_sheet(sheet), knows=ending) if sheet != LEFT_OUT else None
    for at, heading in enumerate(headings(row)[:MOST_COLUMNS]):
        column = called.column(heading) if called else None
        found[letter(at)] = column.field if column and column.field not in found.values() else LEFT_OUT
    return found


def _sheet(key: str) -> Sheet:
    return next(sheet for sheet in SHEETS if sheet.key == key)


def _laid(table: Table, layout: Layout) -> Unsure:
    header = layout.header + 1
    fields = {lying.at: lying.column.field for lying in layout.columns}
    width = min(len(table.headed(header)), MOST_COLUMNS)
    columns = {letter(at): fields.get(at, LEFT_OUT) for at in range(width)}
    meant = {letter(at): column.field for at, column in likely(table, layout).items()}
    before = {letter(at): column.field if column else LEFT_OUT for at, column in layout.remembered.items()}
    rows, whole = _rows(table, header), not layout.missing
    return Unsure(table.name, layout.sheet.key, header, rows, columns, meant, before, whole=whole)


def _guessed(table: Table) -> Unsure:
    """A table in which nobody finds the headings: the first row that looks like them, and the sheet that knows most."""
    header = next(iter(_headers(table)), 1)
    row = [tidy(cell) for cell in table.headed(header)]
    named = sheet_by_name(table)
    ways = {sheet.key: _meant(table, sheet, header, row) for sheet in ((named,) if named else (VOLUNTEERS, *SHEETS))}
    key = max(ways, key=lambda key: sum(map(bool, (*ways[key][0].values(), *ways[key][1].values()))))
    columns, looks = ways[key]
    return Unsure(table.name, key, header, _rows(table, header), columns, looks, {}, whole=False)


def _meant(table: Table, sheet: Sheet, header: int, row: Sequence[str]) -> tuple[dict[str, str], dict[str, str]]:
    """By letter the fields that such headings mean on the sheet, and those that others look like."""
    columns = meaning(sheet.key, row)
    layout = lay_out(table, ReadAs(sheet.key, header))
    looks = {letter(at): column.field for at, column in likely(table, layout).items()} if layout else {}
    return columns, {at: one for at, one in looks.items() if not columns[at] and one not in columns.values()}


def _headers(table: Table) -> Iterable[int]:
    """The rows, counted from 1, with more in them than a title across the page."""
    for at, row in enumerate(table.rows):
        if at not in table.banners and sum(not blank(cell) for cell in row) > 1:
            yield at + 1


def _rows(table: Table, header: int) -> dict[int, Texts]:
    """The first rows that are not empty, and those below the headings."""
    said = [at for at, row in enumerate(table.rows, 1) if any(not blank(cell) for cell in row)]
    shown = {*said[:_TOP], *[at for at in said if at >= header][: _BELOW + 1]}
    return {at: tuple(tidy(cell)[:_LONGEST] for cell in table.rows[at - 1][:MOST_COLUMNS]) for at in sorted(shown)}
