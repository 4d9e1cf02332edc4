"""Bytes in, plain or gzip; bytes out, whole or not at all."""

import gzip
import os
import secrets
import stat
import zlib
from contextlib import suppress
from io import BufferedReader
from pathlib import Path

from solver.files.faults import Refused, line

MOST_BYTES = 512_000_000
_CHUNK = 1 << 20


def read_unpacked(path: Path) -> bytearray:
    """The bytes of a file, unpacked where its first bytes say gzip; reading stops at 512 MB (of 10^6 bytes).

    Raises Refused when the file cannot be read, is a broken gzip, or is larger than that.
    """
    try:
        with path.open("rb") as file:
            packed = file.peek(2)[:2] == b"\x1f\x8b"
            return _read_all(gzip.GzipFile(fileobj=file) if packed else file)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise Refused(line(None, f"a broken gzip ({error})", "one whole gzip file, or plain JSON")) from None
    except OSError as error:
        raise Refused(line(None, f"cannot be read ({error.strerror})", "a file that can be read")) from None


def _read_all(file: gzip.GzipFile | BufferedReader) -> bytearray:
    data = bytearray()
    while chunk := file.read(_CHUNK):
        data += chunk
        if len(data) > MOST_BYTES:
            raise Refused(line(None, f"more than {MOST_BYTES} bytes unpacked", f"at most {MOST_BYTES} bytes"))
    return data


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` in place of whatever stands at `path`, whole or not at all; gzip when the name ends in .gz.

    What is not a regular file (a pipe, a terminal, /dev/stdout) is simply written to. A link stays a link:
    what it leads to is replaced. Raises OSError, with the old file untouched and nothing left beside it.
    """
    if path.suffix == ".gz":
        data = gzip.compress(data, mtime=0)
    if _is_stream(path):
        _append(path, data)
    else:
        _replace(path.resolve(), data)


def _is_stream(path: Path) -> bool:
    """Whether there is nothing to replace; /dev/stdout never is, even where the shell made it a file."""
    opened_by_others = str(path.absolute()).startswith(("/dev/std", "/dev/fd/", "/proc/"))
    return opened_by_others or (path.exists() and not path.is_file())


def _append(path: Path, data: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND), "wb") as stream:
        stream.write(data)


def _replace(path: Path, data: bytes) -> None:
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            part.chmod(stat.S_IMODE(path.stat().st_mode))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    with suppress(OSError):  # not every file system can do it, and the file itself is safe already
        _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
