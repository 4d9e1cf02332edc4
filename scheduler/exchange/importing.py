"""The town's file read whole: every record it holds, and every place in it that is wrong, with what to do there."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from scheduler.errors import Fault, Invalid
from scheduler.exchange.cells import read_row
from scheduler.exchange.checks import checked
from scheduler.exchange.layout import Layout, lay_out, sheet_by_name
from scheduler.exchange.likeness import is_identity, likely
from scheduler.exchange.origin import Origin
from scheduler.exchange.read_as import LEFT_OUT, ReadAs, SaidOf, said_of
from scheduler.exchange.records import Record
from scheduler.exchange.rows import Mended, row_count, rows
from scheduler.exchange.tables import Table, read_tables
from scheduler.exchange.town import SHEETS
from scheduler.exchange.town.column import Column
from scheduler.exchange.town_file import Reading
from scheduler.exchange.words import blank, tidy
from scheduler.language import say

Progress = Callable[[int, int], None]
Mends = Mapping[str, Mapping[int, Mended]]
"""By sheet and row as the spreadsheet counts it what was mended there."""

_EVERY = 200
_READ_ME = frozenset({"说明", "填写说明", "readme"})


def read_town(
    path: Path,
    *,
    today: date,
    mends: Mends = MappingProxyType({}),
    said: SaidOf = MappingProxyType({}),
    progress: Progress | None = None,
) -> Reading:
    """Read the workbook, the .csv or the folder of .csv files at `path`.

    `today` tells which years of birth can be right; `mends` is what stands in cells instead, `said` how tables are to
    be read. `progress` is called with the rows done and all rows, from time to time and at the end. Raises Invalid when
    the file cannot be opened or none of its sheets is known; wrong cells raise nothing, they are the `faults`.
    """
    heard = _Heard()
    laid = [(table, layout) for table in read_tables(path) if (layout := _layout(table, said, heard))]
    if not laid and not heard.faults:
        titles = "、".join(sheet.title for sheet in SHEETS)
        raise Invalid(say("文件里没有认得的表：工作表或 .csv 文件请命名为 {titles}", titles=titles))
    ready = [(table, layout) for table, layout in laid if not layout.missing]
    total, done = sum(row_count(table, layout) for table, layout in ready), 0
    records: dict[str, list[Record]] = {sheet.key: [] for sheet in SHEETS}
    for table, layout in ready:
        for number, cells in rows(table, layout, heard.warnings.append, mends.get(table.name, {})):
            found, wrong = read_row(layout, Origin(table.name, number), cells)
            records[layout.sheet.key] += found
            heard.faults.extend(wrong)
            if progress and number % _EVERY == 0:
                progress(done + number - layout.header - 1, total)
        done += row_count(table, layout)
    if progress:
        progress(total, total)
    by_sheet: dict[str, Any] = {key: tuple(found) for key, found in records.items()}
    return checked(replace(heard.reading(), **by_sheet), today=today)


Place = tuple[str, int]


def rows_at(
    path: Path, places: Collection[Place], mends: Mends, said: SaidOf
) -> Iterator[tuple[Place, list[tuple[str, str, str]]]]:
    """Of the rows at these `places`, sheet and number, what stands in each known cell: its field, the title of its
    column, its text, "" for nothing. Raises Invalid when the file cannot be opened."""
    sheets = {sheet for sheet, _ in places}
    for table in read_tables(path):
        layout = lay_out(table, said_of(table.name, said)) if table.name in sheets else None
        if layout is None or layout.missing:
            continue
        for number, cells in rows(table, layout, lambda _: None, mends.get(table.name, {})):
            if (table.name, number) in places:
                texts = [(lying.column.field, lying.title, tidy(cells[lying.column.field])) for lying in layout.columns]
                yield (table.name, number), texts


@dataclass(frozen=True, slots=True)
class _Heard:
    """What is to be said of a file beside its records."""

    faults: list[Fault] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def reading(self) -> Reading:
        return Reading(faults=tuple(self.faults), warnings=tuple(self.warnings), notes=tuple(self.notes))


def _layout(table: Table, said: SaidOf, heard: _Heard) -> Layout | None:
    told = said_of(table.name, said)
    if is_silent(table, told):
        return None
    found = lay_out(table, told)
    if found:
        heard.faults.extend(_missing(table, found))
        _say_unread(table, found, heard)
    elif sheet := sheet_by_name(table):
        titles = "、".join(column.title for column in sheet.columns if column.required)
        heard.faults.append(Fault(table.name, "", say("找不到表头：应有一行写着 {titles} 等列名", titles=titles)))
    else:
        heard.warnings.append(say("工作表「{sheet}」不认得，没有读入", sheet=table.name))
    return found


def _meaning(heading: str, column: Column | None) -> str:
    if column is None:
        return say("{heading} 不读", heading=heading)
    return say("{heading} = {column}", heading=heading, column=say(column.title))


def is_silent(table: Table, said: ReadAs) -> bool:
    """Whether there is nothing to be read in it: a page of explanations, an empty one, one that people leave out."""
    empty = all(blank(cell) for row in table.rows for cell in row)
    return empty or table.name in _READ_ME or said.sheet == LEFT_OUT


def _missing(table: Table, layout: Layout) -> Iterator[Fault]:
    for title in layout.missing:
        yield Fault(table.name, title, say("“{sheet}”表缺少这一列，请补上", sheet=layout.sheet.title))


def _say_unread(table: Table, layout: Layout, heard: _Heard) -> None:
    """Ask about what may be a column of ours, warn of what is not kept, and say of the rest in one breath."""
    header = Origin(table.name, layout.header + 1)
    meant, theirs = likely(table, layout), []
    for at, title in layout.unused.items():
        where = header.where(title)
        if is_identity(title):
            heard.warnings.append(say("{where} 没有读入：系统不收身份证号，请从文件里删去", where=where))
        elif at in meant:
            column = say(meant[at].title)
            heard.warnings.append(say("{where} 没有读入：像是“{column}”，是的话请说明", where=where, column=column))
        else:
            theirs.append(title)
    for first, again in layout.doubled:
        where = header.where(again)
        heard.warnings.append(say("{where} 没有读入：与“{first}”是同一列", where=where, first=first))
    if layout.remembered:
        row = table.headed(layout.header + 1)
        said = [_meaning(tidy(row[at]), column) for at, column in layout.remembered.items()]
        heard.notes.append(say("「{sheet}」按上次的说法：{headings}", sheet=table.name, headings=say("、").join(said)))
    if theirs:
        titles = say("、").join(theirs)
        heard.notes.append(say("「{sheet}」里这些列没有读入：{titles}", sheet=table.name, titles=titles))
