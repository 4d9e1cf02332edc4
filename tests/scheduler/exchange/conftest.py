"""Writes a town's file by hand and reads it."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from scheduler.exchange.importing import read_town
from scheduler.exchange.town_file import Reading

TODAY = date(2026, 11, 22)

Rows = Sequence[Sequence[object]]


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Reading]:
    """Writes sheets, given by title as rows, to a workbook with the cells `merged`, and reads it."""

    def written_and_read(sheets: dict[str, Rows], *, merged: dict[str, list[str]] | None = None) -> Reading:
        book = Workbook()
        book.remove(book.worksheets[0])
        for title, rows in sheets.items():
            page = book.create_sheet(title)
            for row in rows:
                page.append(list(row))
            for area in (merged or {}).get(title, []):
                page.merge_cells(area)
        book.save(tmp_path / "town.xlsx")
        return read_town(tmp_path / "town.xlsx", today=TODAY)

    return written_and_read
