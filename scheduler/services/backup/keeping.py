"""Taking a backup and putting it back, alike for both databases."""

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from sqlalchemy import inspect, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError

from scheduler.errors import Conflict, Invalid
from scheduler.language import say
from scheduler.language.system import reason
from scheduler.services.backup import postgres, sqlite
from scheduler.settings import Settings
from scheduler.store.database import open_engine
from scheduler.store.revision import knows
from scheduler.store.units import Unit
from scheduler.store.users import User

_PEOPLES = (User, Unit)
"""Tables that a database which is used has rows in."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup: where, how large, and of which revision the tables in it are."""

    file: Path
    size: int
    revision: str


@dataclass(frozen=True, slots=True)
class Restored:
    """A database put back, of that revision; the one that was there lies in `aside`, None where nothing was kept."""

    revision: str
    aside: Path | None


def backup(settings: Settings, file: Path) -> Kept:
    """Write the database as it is at one moment to `file`, whole or not at all, readable by its owner alone.

    Raises Conflict where there is such a file, Invalid where it cannot be written, Misconfigured for a database that
    cannot be read.
    """
    if file.exists():
        raise Conflict(say("{file} 已存在，不会覆盖；请换一个文件名", file=file))
    draft = file.with_name(f".{file.name}.{uuid4().hex}")
    kept = sqlite if _is_embedded(settings) else postgres
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        kept.keep(settings.database, draft)
        revision = kept.revision_of(draft)
        _to_disk(draft)
        draft.replace(file)
    except OSError as error:
        raise Invalid(say("文件 {path} 写不了：{reason}", path=file, reason=reason(error))) from error
    finally:
        with suppress(OSError):
            draft.unlink()
    return Kept(file, file.stat().st_size, revision)


def restore(settings: Settings, file: Path, *, replace: bool, now: datetime) -> Restored:
    """Put the backup in the place of the database, wholly or not at all; nothing else may be connected to it.

    Raises Conflict for a database that is used, unless told to `replace` it, and while something is connected; Invalid
    for a file that is no such backup, or of a revision that this program does not know; Misconfigured.
    """
    kept = sqlite if _is_embedded(settings) else postgres
    revision = kept.revision_of(file)
    if not knows(revision):
        raise Invalid(say("备份的版本是 {revision}，本程序还不认识：请先升级程序", revision=revision))
    if not replace and _is_used(settings):
        raise Conflict(say("数据库里已有数据；确要用备份替换它，请加 --replace"))
    if _is_embedded(settings):
        return Restored(revision, sqlite.put_back(settings.database, file, now=now))
    postgres.put_back(settings.database, file)
    return Restored(revision, None)


def _is_embedded(settings: Settings) -> bool:
    return make_url(settings.database).get_backend_name() == "sqlite"


def _is_used(settings: Settings) -> bool:
    """Whether anything of a town is in it, or something that we do not understand."""
    if _is_embedded(settings) and not sqlite.place_of(settings.database).exists():
        return False
    engine = open_engine(settings)
    try:
        with engine.connect() as connection:
            there = set(inspect(connection).get_table_names())
            tables = [table for table in _PEOPLES if table.__tablename__ in there]
            return any(connection.scalar(select(table.id).limit(1)) is not None for table in tables)
    except DatabaseError:
        return True
    finally:
        engine.dispose()


def _to_disk(file: Path) -> None:
    with file.open("rb") as written:
        os.fsync(written.fileno())
