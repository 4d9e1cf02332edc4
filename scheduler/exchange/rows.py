"""The rows of a table that say something, with what people leave out put back: 同上, and no examples nor remarks."""

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from scheduler.exchange.layout import Layout
from scheduler.exchange.neutral import restored
from scheduler.exchange.origin import Origin
from scheduler.exchange.reading.tidy import closed
from scheduler.exchange.tables import Table
from scheduler.exchange.words import blank, tidy
from scheduler.language import say

EXAMPLE = "示例"
_DITTO = frozenset({"同上", "〃", "″", "''"})
_REMARK = re.compile(
    r"(备?注|说明|合计|总计|小计|共计|填表人|填表单位|填报人|制表人?|审核人?|负责人签字)\s*\d*\s*人?\s*(:|$)"
)

Cells = dict[str, object]
Mended = Mapping[str, str] | None
"""What stands in cells of a row instead, by field; None for a row that is left out."""
Warn = Callable[[str], None]


def rows(
    table: Table, layout: Layout, warn: Warn, mended: Mapping[int, Mended] = MappingProxyType({})
) -> Iterator[tuple[int, Cells]]:
    """Row numbers as the spreadsheet shows them, with the cells of known columns by field, None for empty ones.

    What is `mended` of a row stands in place of its cells. What is passed over though it holds text is told to `warn`.
    """
    titles = _cells(table.headed(layout.header + 1), layout, {})
    above: Cells = {}
    for at in range(layout.header + 1, len(table.rows)):
        cells = mend(_cells(table.rows[at], layout, above), mended.get(at + 1, {}))
        if cells is None or all(cell is None for cell in cells.values()) or _repeats_header(cells, titles):
            continue
        beside = _beside(table.rows[at], layout)
        first = beside if _is_remark(beside) else _first(cells)
        passed = _passed_over(cells, layout, first, banner=at in table.banners)
        if passed is None:
            above = cells
            yield at + 1, cells
        elif passed:
            warn(say("{where} 没有读入：{why}", where=Origin(table.name, at + 1).where(first), why=passed))


def mend(cells: Cells, mended: Mended) -> Cells | None:
    """The cells with what is mended in their place; None for a row that is left out."""
    if mended is None:
        return None
    return {**cells, **{name: None if blank(text) else text for name, text in mended.items() if name in cells}}


def row_count(table: Table, layout: Layout) -> int:
    """How many rows lie below the header, said or not."""
    return len(table.rows) - layout.header - 1


def _cells(row: tuple[object, ...], layout: Layout, above: Cells) -> Cells:
    cells: Cells = {}
    for lying in layout.columns:
        cell = row[lying.at] if lying.at < len(row) else None
        if isinstance(cell, str):
            cell = restored(cell)
            if cell.strip() in _DITTO:
                cell = above.get(lying.column.field, cell)
        cells[lying.column.field] = None if blank(cell) else cell
    return cells


def _passed_over(cells: Cells, layout: Layout, first: str, *, banner: bool) -> str | None:
    """Why a row that begins so is no record, "" when nobody needs to be told; None when it is one."""
    if first.startswith(EXAMPLE):
        return "" if _is_example(cells, layout) else say("这是示例行，请改掉“示例”二字")
    if banner or _is_remark(first):
        return say("看来是说明文字")
    return None


def _is_remark(text: str) -> bool:
    return _REMARK.match(closed(text)) is not None


def _beside(row: tuple[object, ...], layout: Layout) -> str:
    """What the row begins with where that stands in a column that is not read: 合计 under 序号; "" where it is read."""
    at = next((at for at, cell in enumerate(row) if not blank(cell)), 0)
    return "" if at in {lying.at for lying in layout.columns} or not row else tidy(row[at])[:40]


def _first(cells: Cells) -> str:
    return next(tidy(cell) for cell in cells.values() if cell is not None)[:40]


def _repeats_header(cells: Cells, titles: Cells) -> bool:
    return all(cell == titles[field] for field, cell in cells.items() if cell is not None)


def _is_example(cells: Cells, layout: Layout) -> bool:
    columns = layout.sheet.by_field
    return all(tidy(cell) == tidy(columns[field].example) for field, cell in cells.items())
