"""What was handed in, read with what people said of it; the rows with something wrong in them, the tables in doubt."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from scheduler.errors import Fault, Invalid
from scheduler.exchange.archive import lay_out
from scheduler.exchange.importing import Mends, Progress, read_town, rows_at
from scheduler.exchange.read_as import Before, SaidOf, with_before
from scheduler.exchange.town_file import Reading
from scheduler.exchange.unsure import Unsure, unsure
from scheduler.services.imports.telling import hushed
from scheduler.services.upload_said import mends_of, tables_of
from scheduler.store.uploads import Upload

_MOST = 200
Lines = Mapping[str, Mapping[str, list[list[str]]]]
"""By sheet and row what stands in each cell: field, title, text, with long numbers masked; plain JSON."""
Seen = Mapping[str, Any]
"""What is shown of a file by what it is; plain JSON."""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A file, what was mended of it, and how its tables are to be read."""

    name: str
    body: bytes
    mends: Mends
    said: SaidOf


def handed_in(row: Upload, before: Before) -> HandedIn:
    """What the upload holds, for a town that remembers what was said `before` of the headings of other files."""
    return HandedIn(row.name, row.body or b"", mends_of(row.mends), with_before(tables_of(row.mends), before))


def read(file: HandedIn, *, today: date, progress: Progress) -> Reading:
    """What the file says; one that cannot be read at all says one fault."""
    with TemporaryDirectory(prefix="redvest-") as folder:
        try:
            path = lay_out(file.name, file.body, Path(folder))
            return read_town(path, today=today, mends=file.mends, said=file.said, progress=progress)
        except Invalid as refusal:
            # It was laid out where nobody who reads this will find it.
            told = refusal.args[0]
            if folder in told:
                told = told.replace(f"{folder}/", "").replace(folder, file.name)
            return Reading(faults=(Fault(file.name, "", told),))


def seen_of(file: HandedIn, faults: Iterable[Fault]) -> Seen:
    """What people are shown of the file itself: "lines", the rows that the faults lie in, and "tables", those in which
    not every heading is known."""
    return {"lines": lines_at(file, faults), "tables": tables_at(file)}


def lines_at(file: HandedIn, faults: Iterable[Fault]) -> Lines:
    """The rows that the faults lie in, the first of them, as they stand with what was mended."""
    wanted = list(dict.fromkeys((fault.cell.sheet, fault.cell.row) for fault in faults if fault.cell))[:_MOST]
    if not wanted:
        return {}
    found: dict[str, dict[str, list[list[str]]]] = {}
    with _laid_out(file) as path:
        for place, cells in rows_at(path, frozenset(wanted), file.mends, file.said):
            texts = [[field, title, hushed(text)] for field, title, text in cells]
            found.setdefault(place[0], {})[str(place[1])] = texts
    return found


def tables_at(file: HandedIn) -> list[dict[str, Any]]:
    """The tables in which not every heading is known, with their first rows, long numbers masked; plain JSON. None of a
    file that cannot be opened."""
    try:
        with _laid_out(file) as path:
            return [_told(one) for one in unsure(path, file.said)]
    except Invalid:
        return []


def _told(table: Unsure) -> dict[str, Any]:
    rows = [{"number": at, "texts": [hushed(text) for text in texts]} for at, texts in table.rows.items()]
    return {**asdict(table), "rows": rows}


@contextmanager
def _laid_out(file: HandedIn) -> Iterator[Path]:
    with TemporaryDirectory(prefix="redvest-") as folder:
        yield lay_out(file.name, file.body, Path(folder))
