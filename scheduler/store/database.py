"""The way into the database: SQLite in a file, or PostgreSQL; whole transactions or nothing."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import SQLITE_BUSY, OperationalError
from sqlite3 import Connection as SqliteConnection
from time import monotonic, sleep
from typing import Any

import orjson
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.orm import Session as Session  # what a transaction gives; who knows no SQL names it from here
from sqlalchemy.orm import sessionmaker

from scheduler.errors import Misconfigured
from scheduler.language import say
from scheduler.language.system import reason
from scheduler.settings import Settings

Sessions = sessionmaker[Session]

_KEPT = 5  # connections that stay open for the next one
_PATIENCE = 30.0  # seconds that a writer waits for the others

_PRAGMAS = (
    f"busy_timeout = {_PATIENCE * 1000:.0f}",
    "synchronous = NORMAL",
    "foreign_keys = ON",
    "recursive_triggers = ON",  # INSERT OR REPLACE deletes: with this, the triggers on deleting see it
)


def open_database(settings: Settings, *, kept: int = _KEPT) -> Sessions:
    """Makes sessions on the town's database, connecting at first use; so many connections are kept for the next one.
    Raises Misconfigured."""
    return sessionmaker(open_engine(settings, kept=kept), expire_on_commit=False)


def open_engine(settings: Settings, *, kept: int = _KEPT) -> Engine:
    """The engine beneath; the folder of an SQLite file is made. Raises Misconfigured for a bad address."""
    try:
        address = make_url(settings.database)
        engine = create_engine(address, json_serializer=_dump, json_deserializer=orjson.loads, pool_size=kept)
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise Misconfigured(say("数据库地址不可用：{value}", value=_without_password(settings))) from error
    if engine.dialect.name == "sqlite":
        _make_folder(address.database)
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    return engine


def close_database(sessions: Sessions) -> None:
    """Close every connection that the sessions left open for the next one, and one that a thread still holds as soon as
    it gives it back."""
    with sessions() as session:
        engine = session.get_bind().engine
    event.listen(engine.pool, "checkin", lambda _, record: record.invalidate())
    engine.dispose()


@contextmanager
def transaction(sessions: Sessions) -> Iterator[Session]:
    """A session whose work is kept as a whole when the block ends, and not at all when it raises.

    On SQLite it waits for other writers at the start, up to 30 s, so that it cannot fail at its end.
    """
    with sessions.begin() as session:
        yield session


@contextmanager
def reading(sessions: Sessions) -> Iterator[Session]:
    """A session that sees one moment of the database, changes nothing and waits for nobody."""
    with sessions() as session:
        session.connection(execution_options=reading_options(session.get_bind().dialect.name))
        yield session


def reading_options(dialect: str) -> dict[str, Any]:
    """The execution options of a connection that only reads."""
    if dialect == "sqlite":
        return {"redvest_begin": "BEGIN DEFERRED"}
    return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


def only_reads(session: Session) -> bool:
    """Whether the session is of `reading`: what it sees is what others have kept."""
    connection = session.connection()
    asked = reading_options(connection.dialect.name)
    return asked.items() <= connection.get_execution_options().items()


def _make_folder(file: str | None) -> None:
    try:
        if file:
            Path(file).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Misconfigured(say("数据库打不开：{reason}", reason=f"{file}: {reason(error)}")) from error


def _prepare(connection: SqliteConnection, _record: object) -> None:
    # The driver's own idea of when a transaction begins is too late; `_begin` says it instead.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()
    _write_ahead(connection)


def _write_ahead(connection: SqliteConnection) -> None:
    """Let readers go on beside a writer. SQLite waits for nobody in this one change, so we do."""
    deadline = monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").close()
        except OperationalError as error:
            if error.sqlite_errorcode & 0xFF != SQLITE_BUSY or monotonic() > deadline:
                raise
            sleep(0.01)
        else:
            return


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("redvest_begin", "BEGIN IMMEDIATE"))


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _without_password(settings: Settings) -> str:
    return re.sub(r"//.*@", "//***@", settings.database)
