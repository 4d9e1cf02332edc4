"""How much room a part of a workbook will ask for, found before any is made: how far its filled cells reach, and what
it claims to count."""

import re
from dataclasses import dataclass
from typing import IO
from xml.parsers.expat import ParserCreate

# Readers make room for what these say before they have seen a single one.
_COUNTS = frozenset({"count", "uniqueCount"})
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(slots=True)
class Extent:
    """Rows and columns from the top-left corner to the last filled cell, and the greatest count that is claimed."""

    rows: int = 0
    columns: int = 0
    claimed: int = 0

    @property
    def room(self) -> int:
        """How many cells, strings or areas there will be room for."""
        return max(self.rows * self.columns, self.claimed)


def measure(part: IO[bytes]) -> Extent:
    """The extent of the XML in `part`. Raises ExpatError, or ValueError for a number that is none."""
    extent = Extent()
    row = column = 0

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal row, column
        kind = name.rpartition(":")[2]
        for counted in _COUNTS & attributes.keys():
            extent.claimed = max(extent.claimed, int(attributes[counted]))
        if kind == "row":
            row, column = int(attributes.get("r", row + 1)), 0
        elif kind == "c":
            row, column = _place(attributes.get("r"), row, column + 1)
        elif kind in {"v", "is", "f"}:
            extent.rows, extent.columns = max(extent.rows, row), max(extent.columns, column)

    parser = ParserCreate()
    parser.StartElementHandler = opened
    parser.ParseFile(part)
    return extent


def _place(reference: str | None, row: int, column: int) -> tuple[int, int]:
    if reference is None:
        return row, column
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise ValueError(f"{reference} is no cell")
    column = 0
    for letter in match[1]:
        column = 26 * column + ord(letter) - 64
    return int(match[2]), column
