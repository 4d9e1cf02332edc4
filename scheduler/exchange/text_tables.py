"""Tables kept as text, .csv: UTF-8 or the GB18030 of Chinese Excel, parted by commas, tabs or semicolons."""

import csv
from pathlib import Path

from scheduler.errors import Invalid
from scheduler.language import say
from scheduler.language.system import reason

MOST_BYTES = 200 * 2**20
_MOST_CELLS, _WIDEST = 20_000_000, 16_384  # a sheet of Excel is not wider either
_PARTERS = ",\t;"


def read_csv(file: Path) -> tuple[tuple[str, ...], ...]:
    """The rows of `file`, all cells as text. Raises Invalid when it is too big or not readable as a table."""
    try:
        return _rows(_text(file))
    except OSError as error:
        raise Invalid(say("文件 {path} 打不开：{reason}", path=file, reason=reason(error))) from error
    except (csv.Error, UnicodeDecodeError) as error:
        advice = say("文件 {path} 不是能读的表格，请在 Excel 里另存为“CSV UTF-8”或 .xlsx", path=file)
        raise Invalid(advice) from error


def _text(file: Path) -> str:
    if file.stat().st_size > MOST_BYTES:
        raise Invalid(say("文件 {path} 超过 {most} MB，请拆开导入", path=file, most=MOST_BYTES // 2**20))
    found = file.read_bytes()
    if found.startswith((b"\xff\xfe", b"\xfe\xff")):
        return found.decode("utf-16")
    try:
        return found.decode("utf-8-sig")
    except UnicodeDecodeError:
        return found.decode("gb18030")


def _rows(text: str) -> tuple[tuple[str, ...], ...]:
    if "\0" in text:
        raise csv.Error("a zero byte is no text")
    parter, lines = _parter(text), text.splitlines(keepends=True)
    if (
        len(lines) + text.count(parter) > _MOST_CELLS
        or max((line.count(parter) for line in lines), default=0) > _WIDEST
    ):
        raise csv.Error("no table that people made has so many cells")
    return tuple(tuple(row) for row in csv.reader(lines, delimiter=parter, strict=True))


def _parter(text: str) -> str:
    # The first line that has one decides, and quoted text does not count: what people write inside a cell is theirs.
    for line in text.splitlines():
        counts = {parter: _outside_quotes(line).count(parter) for parter in _PARTERS}
        best = max(_PARTERS, key=lambda parter: counts[parter])
        if counts[best]:
            return best
    return ","


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])
