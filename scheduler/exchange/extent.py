"""How far the filled cells of a sheet's XML reach, found before anything makes room for them."""

import re
from dataclasses import dataclass
from typing import IO
from xml.parsers.expat import ParserCreate

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(slots=True)
class Extent:
    """Rows and columns of the smallest sheet, from its top-left corner on, that holds every filled cell."""

    rows: int = 0
    columns: int = 0

    @property
    def cells(self) -> int:
        return self.rows * self.columns


def measure(part: IO[bytes]) -> Extent:
    """The extent of the sheet in `part`; no cells when it is another kind of XML. Raises ExpatError."""
    extent = Extent()
    row = column = 0

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal row, column
        kind = name.rpartition(":")[2]
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
    match = _REFERENCE.fullmatch(reference or "")
    if match is None:
        return row, column
    letters, digits = match.groups()
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - 64
    return int(digits), column
