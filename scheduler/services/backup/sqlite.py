"""Backups of the embedded database: a copy by SQLite itself, which waits for nobody and nobody for it."""

import errno
import os
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from sqlalchemy.engine import make_url

from scheduler.clock import TOWN
from scheduler.errors import Conflict, Invalid, Misconfigured
from scheduler.language import say
from scheduler.language.system import reason
from scheduler.store.full_disk import is_full

_REASONS: Mapping[int, str] = {
    sqlite3.SQLITE_NOTADB: "这不是数据库文件",
    sqlite3.SQLITE_CORRUPT: "文件残缺，可能没有复制完整",
    sqlite3.SQLITE_CANTOPEN: "没有权限",
    sqlite3.SQLITE_ERROR: "里面没有本程序的数据",
    sqlite3.SQLITE_IOERR: "磁盘读写出错",
}
"""Why a backup can be neither read nor written, by SQLite's own primary code."""


def place_of(database: str) -> Path:
    """The file that the address names. Raises Misconfigured for none."""
    name = make_url(database).database
    if not name or name == ":memory:":
        raise Misconfigured(say("数据库地址不可用：{value}", value=database))
    return Path(name)


def keep(database: str, draft: Path) -> None:
    """Copy the database as it is at one moment into `draft`. Raises Misconfigured, OSError where it has no room."""
    source = place_of(database)
    try:
        with closing(_opened(source)) as town, closing(sqlite3.connect(draft)) as copy:
            town.backup(copy)
            # A single file, which can be read where nothing can be written beside it.
            copy.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        if is_full(error, draft):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
        why = say("磁盘已满") if is_full(error, source) else _why(error)
        raise Misconfigured(say("数据库打不开：{reason}", reason=why)) from error
    finally:
        # What a copy that failed leaves beside it.
        draft.with_name(f"{draft.name}-journal").unlink(missing_ok=True)


def revision_of(file: Path) -> str:
    """The revision of the backup's tables. Raises Invalid for a file that is no backup of this kind, or is damaged."""
    try:
        with closing(_opened(file)) as copy:
            found = [line for (line,) in copy.execute("PRAGMA integrity_check")]
            found += [f"{table}: {row}" for table, row, *_ in copy.execute("PRAGMA foreign_key_check")]
            if found != ["ok"]:
                raise Invalid(say("{file} 已损坏：{reason}", file=file, reason=found[0]))
            (revision,) = copy.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error as error:
        raise Invalid(say("{file} 不是这种数据库的备份：{reason}", file=file, reason=_why(error))) from error
    return str(revision)


def _why(error: sqlite3.Error) -> str:
    known = _REASONS.get(error.sqlite_errorcode & 0xFF)
    return say(known) if known else str(error)


def put_back(database: str, file: Path, *, now: datetime) -> Path | None:
    """Put a copy of `file` in the place of the database, in one step; where the old one lies, None for none.

    Raises Conflict while somebody is connected to the old one.
    """
    place = place_of(database)
    draft = place.with_name(f".{place.name}.{uuid4().hex}")
    aside = place.with_name(f"{place.name}.{now.astimezone(TOWN):%Y%m%d-%H%M%S}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        shutil.copyfile(file, draft)
        with draft.open("rb") as written:
            os.fsync(written.fileno())
        if place.exists():
            _let_go(place)
            os.link(place, aside)
        draft.replace(place)
    except OSError as error:
        raise Misconfigured(say("数据库打不开：{reason}", reason=f"{place}: {reason(error)}")) from error
    finally:
        with suppress(OSError):
            draft.unlink()
    return aside if aside.exists() else None


def _let_go(place: Path) -> None:
    """Take in what lies in the files beside the database, and remove these: they must not meet another database.

    Only who is alone with it can do that. One that is no database any more has nothing to take in.
    """
    try:
        with closing(sqlite3.connect(place, timeout=0)) as town:
            town.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        raise Conflict(say("还有程序连着数据库：请先停止 redvest up、serve 和 clock")) from error
    except sqlite3.DatabaseError:
        for ending in ("-wal", "-shm"):
            place.with_name(place.name + ending).unlink(missing_ok=True)


def _opened(file: Path) -> sqlite3.Connection:
    """Of a file that is there. Raises sqlite3.OperationalError."""
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True)
