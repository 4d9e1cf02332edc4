"""Workbooks .xlsx: the stored value of every cell, hidden sheets too, and merged cells all filled in.

What comes from outside is measured before it is opened: a small file can unpack to gigabytes, or name one cell at the
far end of a sheet and have room made for seventeen thousand million.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile, ZipInfo

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from scheduler.errors import Invalid
from scheduler.exchange.extent import Extent, measure
from scheduler.language import say
from scheduler.language.system import reason

MOST_BYTES = 200 * 2**20
MOST_CELLS = 20_000_000
_OLD_FORMAT = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

Grid = list[list[object]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet by its name, its rows from the top-left corner on, and which of them are banners (see Table)."""

    name: str
    rows: tuple[tuple[object, ...], ...]
    banners: frozenset[int]


def read_workbook(file: Path) -> Iterator[Sheet]:
    """The sheets of `file` in their order. Raises Invalid for .xls, passwords, broken files and too big ones."""
    try:
        _refuse_other_formats(file)
        _refuse_too_big(file)
        with CalamineWorkbook.from_path(file) as book:
            for name in book.sheet_names:
                yield _sheet(book.get_sheet_by_name(name))
    except OSError as error:
        raise Invalid(say("文件 {path} 打不开：{reason}", path=file, reason=reason(error))) from error
    except (CalamineError, BadZipFile, ExpatError, NotImplementedError, EOFError, LookupError, ValueError) as error:
        advice = say("文件 {path} 不是完好的 .xlsx，请用 Excel 或 WPS 打开后另存一份再导入", path=file)
        raise Invalid(advice) from error


def _refuse_other_formats(file: Path) -> None:
    with file.open("rb") as opened:
        old = opened.read(len(_OLD_FORMAT)) == _OLD_FORMAT
        encrypted = old and _ENCRYPTED in opened.read(MOST_BYTES)
    if encrypted:
        raise Invalid(say("文件 {path} 加了密码，请去掉密码后再导入", path=file))
    if old:
        raise Invalid(say("文件 {path} 是旧式 .xls，请在 Excel 里另存为 .xlsx 后再导入", path=file))
    # The reader goes by the name, and what we measure is only true of this one format.
    if file.suffix.lower() not in {".xlsx", ".xlsm"}:
        raise Invalid(say("文件 {path} 的格式不认得，只能导入 .xlsx、.csv 或装着 .csv 的文件夹", path=file))


def _refuse_too_big(file: Path) -> None:
    with ZipFile(file) as archive:
        if sum(part.file_size for part in archive.infolist()) > MOST_BYTES:
            most = MOST_BYTES // 2**20
            raise Invalid(say("文件 {path} 解开后超过 {most} MB，请拆开导入", path=file, most=most))
        for part in archive.infolist():
            if part.filename.endswith(".xml") and (extent := _extent(archive, part)).room > MOST_CELLS:
                raise _too_far(file, extent)


def _too_far(file: Path, extent: Extent) -> Exception:
    if extent.claimed > MOST_CELLS:
        return ValueError(f"{extent.claimed} claimed")
    return Invalid(say("文件 {path} 里有零散内容远在第 {row} 行，请删去后再导入", path=file, row=extent.rows))


def _extent(archive: ZipFile, part: ZipInfo) -> Extent:
    with archive.open(part) as opened:
        return measure(opened)


def _sheet(sheet: CalamineSheet) -> Sheet:
    rows: Grid = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    merged = [_within(rows, *corners) for corners in sheet.merged_cell_ranges or ()]
    if sum(len(down) * len(across) for down, across in merged) > MOST_CELLS:
        raise Invalid(say("工作表「{sheet}」里合并的单元格太多，请取消合并后再导入", sheet=sheet.name))
    banners = frozenset(row for down, across in merged for row in down if _banner(rows[row], across))
    for down, across in merged:
        said = rows[down.start][across.start]
        for row in down:
            rows[row][across.start : across.stop] = [said] * len(across)
    return Sheet(sheet.name, tuple(map(tuple, rows)), banners)


def _within(rows: Grid, first: tuple[int, int], last: tuple[int, int]) -> tuple[range, range]:
    high, wide = len(rows), len(rows[0]) if rows else 0
    down, across = range(first[0], min(last[0] + 1, high)), range(first[1], min(last[1] + 1, wide))
    return (down, across) if down and across else (range(0), range(0))


def _banner(row: list[object], across: range) -> bool:
    return len(across) > 1 and all(cell in {"", None} or at in across for at, cell in enumerate(row))
