"""One row of a table turned into records, or into the places in it that are wrong."""

import re
from collections.abc import Iterator

from scheduler.errors import Cell, Fault
from scheduler.exchange.layout import Layout, Lying
from scheduler.exchange.origin import ByHand, Origin
from scheduler.exchange.records import Record
from scheduler.exchange.rows import Cells
from scheduler.exchange.town.column import Misfit, Row
from scheduler.exchange.words import Unreadable, tidy
from scheduler.language import say

_SHOWN = 40
_BARE = re.compile(r"\d+(\.\d+)?")


def read_row(layout: Layout, origin: Origin, cells: Cells) -> tuple[tuple[Record, ...], tuple[Fault, ...]]:
    """The records that a row says and no fault, or all its faults and no record."""
    values: dict[str, object] = {}
    faults = tuple(_faults(layout, origin, cells, values))
    if faults:
        return (), faults
    try:
        return layout.sheet.records(Row(values, origin, layout.given)), ()
    except Misfit as misfit:
        column = layout.sheet.by_field[misfit.field]
        return (), (fault(origin, column.title, cells.get(misfit.field), misfit.advice, field=misfit.field),)


def fault(origin: Origin | ByHand, title: str, cell: object, advice: str, *, field: str = "") -> Fault:
    """The fault of what stands in the column `title` of a row, or in the `field` of a record entered by hand, its
    text cut to what fits a line."""
    shown = tidy(cell)
    value = shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"
    place = Cell(origin.sheet, origin.row, field) if isinstance(origin, Origin) and field else None
    return Fault(origin.where(title, field), value, advice, place)


def _faults(layout: Layout, origin: Origin, cells: Cells, values: dict[str, object]) -> Iterator[Fault]:
    for lying in layout.columns:
        column, cell = lying.column, cells[lying.column.field]
        if cell is not None:
            try:
                values[column.field] = lying.read(_measured(cell, lying))
            except Unreadable as unreadable:
                yield fault(origin, lying.title, cell, unreadable.advice, field=column.field)
        elif column.required:
            advice = say("这里不能空着；与上一行相同的请写“同上”")
            yield fault(origin, lying.title, cell, advice, field=column.field)


def _measured(cell: object, lying: Lying) -> object:
    text = tidy(cell) if lying.measure else ""
    return text + lying.measure if _BARE.fullmatch(text) else cell
