"""The rows of a file in which something is wrong, each wrong cell to be typed anew with what is wrong beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scheduler.services.upload_mending import Mends

Findings = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class WrongCell:
    """A cell to mend: `name` is what its input is called."""

    name: str
    field: str
    title: str
    text: str
    advice: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrongRow:
    """A row with its wrong cells, and beside them what else stands in it, (title, text). `out` is the name of the box
    that leaves it out."""

    sheet: str
    number: int
    cells: tuple[WrongCell, ...]
    others: tuple[tuple[str, str], ...]
    out: str


def wrong_rows(findings: Findings) -> tuple[WrongRow, ...]:
    """In the order of the file."""
    advice: dict[tuple[str, int], dict[str, list[str]]] = {}
    for fault, (sheet, row, field) in _mendable(findings):
        advice.setdefault((sheet, row), {}).setdefault(field, []).append(fault["advice"])
    lines = findings.get("lines", {})
    sheets = list(lines)
    places = sorted(advice, key=lambda place: (sheets.index(place[0]), place[1]))
    return tuple(_row(at, place, lines[place[0]][str(place[1])], advice[place]) for at, place in enumerate(places))


def rest_of(findings: Findings) -> list[Mapping[str, Any]]:
    """The faults that are not of such a cell: a column that is missing, a file that cannot be read."""
    mended = {id(fault) for fault, _ in _mendable(findings)}
    return [fault for fault in findings.get("faults", ()) if id(fault) not in mended]


def typed_mends(form: Mapping[str, str], rows: tuple[WrongRow, ...]) -> Mends:
    """What was typed otherwise than it stood there, and the rows to leave out."""
    found: dict[tuple[str, int], Mapping[str, str] | None] = {}
    for row in rows:
        typed = {cell.field: form[cell.name].strip() for cell in row.cells if cell.name in form}
        changed = {cell.field: typed[cell.field] for cell in row.cells if typed.get(cell.field, cell.text) != cell.text}
        if row.out in form:
            found[(row.sheet, row.number)] = None
        elif changed:
            found[(row.sheet, row.number)] = changed
    return found


def _mendable(findings: Findings) -> Iterator[tuple[Mapping[str, Any], tuple[str, int, str]]]:
    lines = findings.get("lines", {})
    for fault in findings.get("faults", ()):
        if fault.get("cell"):
            sheet, row, field = fault["cell"]
            if any(field == one[0] for one in lines.get(sheet, {}).get(str(row), ())):
                yield fault, (sheet, row, field)


def _row(at: int, place: tuple[str, int], cells: list[list[str]], advice: Mapping[str, list[str]]) -> WrongRow:
    bad = [cell for cell in cells if cell[0] in advice]
    wrong = [
        WrongCell(f"c{at}-{n}", field, title, text, tuple(dict.fromkeys(advice[field])))
        for n, (field, title, text) in enumerate(bad)
    ]
    others = [(title, text) for field, title, text in cells if field not in advice and text]
    return WrongRow(*place, tuple(wrong), tuple(others), f"out{at}")
