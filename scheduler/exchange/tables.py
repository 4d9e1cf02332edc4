"""The sheets of a town's file as they lie there: a workbook, one .csv, or a folder of .csv files.

Nothing is understood yet; cells keep what the file stored. Merged cells all say what their top-left one says.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from scheduler.errors import Invalid
from scheduler.exchange.text_tables import read_csv
from scheduler.exchange.workbook import read_workbook
from scheduler.language import say


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet by its name. `rows[i][j]` is row i + 1, column j + 1; rows may differ in length.

    A cell is what the file stored: text, number, yes or no, date, time, span of time, "" or None for nothing.
    `banners` are the rows, counted from 0, that hold nothing but cells merged across columns.
    """

    name: str
    rows: tuple[tuple[object, ...], ...]
    banners: frozenset[int] = field(default_factory=frozenset)

    def headed(self, header: int) -> tuple[object, ...]:
        """The row of its titles, counted from 1; of 0 nothing for every column there is."""
        return self.rows[header - 1] if header else (None,) * max(map(len, self.rows), default=0)


def read_tables(path: Path) -> tuple[Table, ...]:
    """Every sheet of `path`. Raises Invalid, in the town's words, for what cannot be opened or is too big."""
    return tuple(_tables(path))


def _tables(path: Path) -> Iterator[Table]:
    if not path.exists():
        raise Invalid(say("文件 {path} 不存在", path=path))
    if path.is_dir():
        files = sorted(file for file in path.iterdir() if file.suffix.lower() == ".csv")
        if not files:
            raise Invalid(say("文件夹 {path} 里没有 .csv 文件", path=path))
        for file in files:
            yield Table(file.stem, read_csv(file))
    elif path.suffix.lower() in {".csv", ".txt", ".tsv"}:
        yield Table(path.stem, read_csv(path))
    else:
        for sheet in read_workbook(path):
            yield Table(sheet.name, sheet.rows, sheet.banners)
