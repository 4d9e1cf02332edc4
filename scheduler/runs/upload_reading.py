"""What was handed in, read with what people have mended of it; and the rows of it in which something is wrong."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from scheduler.errors import Fault, Invalid
from scheduler.exchange.archive import lay_out
from scheduler.exchange.importing import Mends, Progress, read_town, rows_at
from scheduler.exchange.town_file import Reading
from scheduler.services.imports.telling import hushed
from scheduler.store.uploads import Upload

_MOST = 200
Lines = Mapping[str, Mapping[str, list[list[str]]]]
"""By sheet and row what stands in each cell: field, title, text, with long numbers masked; plain JSON."""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A file, and what was mended of it."""

    name: str
    body: bytes
    mends: Mends


def handed_in(row: Upload) -> HandedIn:
    """What the upload holds."""
    mends = {sheet: {int(number): cells for number, cells in rows.items()} for sheet, rows in (row.mends or {}).items()}
    return HandedIn(row.name, row.body or b"", mends)


def read(file: HandedIn, *, today: date, progress: Progress) -> Reading:
    """What the file says; one that cannot be read at all says one fault."""
    with TemporaryDirectory(prefix="redvest-") as folder:
        try:
            path = lay_out(file.name, file.body, Path(folder))
            return read_town(path, today=today, mends=file.mends, progress=progress)
        except Invalid as refusal:
            # It was laid out where nobody who reads this will find it.
            told = str(refusal).replace(f"{folder}/", "").replace(folder, file.name)
            return Reading(faults=(Fault(file.name, "", told),))


def lines_at(file: HandedIn, faults: Iterable[Fault]) -> Lines:
    """The rows that the faults lie in, the first of them, as they stand with what was mended."""
    wanted = list(dict.fromkeys((fault.cell.sheet, fault.cell.row) for fault in faults if fault.cell))[:_MOST]
    if not wanted:
        return {}
    found: dict[str, dict[str, list[list[str]]]] = {}
    with _laid_out(file) as path:
        for place, cells in rows_at(path, frozenset(wanted), file.mends):
            texts = [[field, title, hushed(text)] for field, title, text in cells]
            found.setdefault(place[0], {})[str(place[1])] = texts
    return found


@contextmanager
def _laid_out(file: HandedIn) -> Iterator[Path]:
    with TemporaryDirectory(prefix="redvest-") as folder:
        yield lay_out(file.name, file.body, Path(folder))
