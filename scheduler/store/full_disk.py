"""A full disk is called one, whatever the database calls it."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import OperationalError

from scheduler.errors import Misconfigured
from scheduler.language import say

_POSTGRES_FULL = "53100"
_ROOM = 2**16
"""Bytes. With less, SQLite cannot even make the file that readers share, and speaks of an error of the disk."""


def is_full(error: BaseException | None, file: Path | None = None) -> bool:
    """Whether a driver failed for want of room on the disk, which is that of `file` where it is known."""
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        return code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and file is not None and _no_room(file))
    return getattr(error, "sqlstate", None) == _POSTGRES_FULL


@contextmanager
def told_of() -> Iterator[None]:
    """Around a transaction: raises Misconfigured where the disk had no room for it. Nothing of it was kept then."""
    try:
        yield
    except OperationalError as error:
        if is_full(error.orig):
            raise Misconfigured(say("磁盘已满，数据库里什么都没有改动；腾出空间再试")) from error
        raise


def _no_room(file: Path) -> bool:
    try:
        return shutil.disk_usage(file.parent).free < _ROOM
    except OSError:
        return False
