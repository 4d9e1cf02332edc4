"""What was handed in as one file, laid out so that it can be read: as it is, or unpacked from a .zip of .csv files."""

import zlib
from io import BytesIO
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from scheduler.errors import Invalid
from scheduler.exchange.text_tables import MOST_BYTES
from scheduler.exchange.whole import file_name
from scheduler.language import say

SUFFIXES = (".xlsx", ".xlsm", ".csv", ".tsv", ".txt", ".zip")
"""The kinds of file that can be handed in."""

_MOST_FILES = 100
_CHUNK = 1 << 16


def lay_out(name: str, body: bytes, folder: Path) -> Path:
    """Put what was handed in below the empty `folder`; gives what is to be read there: a file, or a folder of .csv.

    Raises Invalid for a kind that cannot be read, an empty file, a broken .zip, or one that is too big or has a
    password.
    """
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise Invalid(say("「{file}」不能导入：请上传 .xlsx、.csv，或装着几个 .csv 的 .zip", file=name))
    if not body:
        raise Invalid(say("「{file}」是空的", file=name))
    if suffix == ".zip":
        return _unpack(name, body, folder)
    file = folder / f"{file_name(Path(name).stem)}{suffix}"
    file.write_bytes(body)
    return file


def _unpack(name: str, body: bytes, folder: Path) -> Path:
    try:
        # Windows writes the names of a .zip in the language of the machine.
        with ZipFile(BytesIO(body), metadata_encoding="gb18030") as archive:
            parts = {_base(part): part for part in archive.infolist() if _is_table(part)}
            if not parts:
                raise Invalid(say("「{file}」里没有 .csv 文件；工作簿请直接上传，不必压缩", file=name))
            if len(parts) > _MOST_FILES:
                raise Invalid(say("「{file}」里的文件太多", file=name))
            left = MOST_BYTES
            for base, part in parts.items():
                left -= _write(archive, part, folder / base, most=left)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError) as error:
        raise Invalid(say("「{file}」不是完好的 .zip，请重新压缩", file=name)) from error
    except RuntimeError as error:  # how a password is asked for
        raise Invalid(say("「{file}」加了密码，请去掉密码后再上传", file=name)) from error
    return folder


def _write(archive: ZipFile, part: ZipInfo, file: Path, *, most: int) -> int:
    """Write one part out and give its size, as it is and not as the archive says. Raises Invalid beyond `most`."""
    size = 0
    with archive.open(part) as packed, file.open("wb") as out:
        while chunk := packed.read(_CHUNK):
            size += len(chunk)
            if size > most:
                whole = MOST_BYTES // 2**20
                raise Invalid(say("「{file}」解开后超过 {most} MB，请拆开上传", file=file.name, most=whole))
            out.write(chunk)
    return size


def _base(part: ZipInfo) -> str:
    base = PurePosixPath(part.filename.replace("\\", "/")).name
    return f"{file_name(base[:-4])}.csv"


def _is_table(part: ZipInfo) -> bool:
    """Whether it is a .csv of people's, not what a Mac adds."""
    base = PurePosixPath(part.filename.replace("\\", "/")).name
    return not part.is_dir() and base.lower().endswith(".csv") and not base.startswith("._")
