"""What people said of a file, as it is kept beside it: cells that stand otherwise, and how tables are to be read.

Plain JSON: {"cells": {sheet: {row: {field: text} or null}}, "tables": {sheet: {"sheet", "header", "columns"}}}.
"""

from collections.abc import Mapping
from typing import Any

from scheduler.exchange.importing import Mends
from scheduler.exchange.read_as import ReadAs, SaidOf

Kept = Mapping[str, Any] | None


def mends_of(kept: Kept) -> Mends:
    """What stands in cells instead."""
    cells = (kept or {}).get("cells", {})
    return {sheet: {int(number): mended for number, mended in rows.items()} for sheet, rows in cells.items()}


def tables_of(kept: Kept) -> SaidOf:
    """How tables are to be read."""
    return {name: ReadAs(**told) for name, told in (kept or {}).get("tables", {}).items()}


def with_cells(kept: Kept, cells: Mapping[str, Any]) -> dict[str, Any]:
    """The same with these cells, by sheet and row, as plain JSON."""
    return {**(kept or {}), "cells": cells}


def with_tables(kept: Kept, said: SaidOf) -> dict[str, Any]:
    """The same with what was said now of these tables."""
    now = {
        name: {"sheet": told.sheet, "header": told.header, "columns": dict(told.columns)} for name, told in said.items()
    }
    return {**(kept or {}), "tables": {**(kept or {}).get("tables", {}), **now}}
