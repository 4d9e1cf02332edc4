"""Brings the database to the tables that the program expects, and back: wholly, or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from scheduler.errors import Misconfigured
from scheduler.language import say
from scheduler.settings import Settings
from scheduler.store.database import open_engine, reading_options
from scheduler.store.full_disk import is_full

_MIGRATIONS = Path(__file__).with_name("migrations")
_LOCK = 7_365_001  # any number, the same in every process


def upgrade(settings: Settings, revision: str = "head") -> None:
    """Bring the database up to `revision`; does nothing when it is there. Raises Misconfigured.

    Several processes may ask at once: one does the work, the others wait and find it done.
    """
    with _alone(settings) as connection:
        command.upgrade(_config(connection), revision)


def downgrade(settings: Settings, revision: str) -> None:
    """Take the database back to `revision`; "base" drops every table with all it holds. Same refusal."""
    with _alone(settings) as connection:
        command.downgrade(_config(connection), revision)


def state(settings: Settings) -> tuple[str | None, str | None]:
    """The revision that the database is at, None for an empty one, and the one the program needs."""
    with _connected(settings) as connection:
        connection.execution_options(**reading_options(connection.dialect.name))
        current = MigrationContext.configure(connection).get_current_revision()
    return current, head()


@cache
def head() -> str | None:
    """The revision that the program needs."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def knows(revision: str) -> bool:
    """Whether the program can bring tables of that revision up to date."""
    return revision in {one.revision for one in ScriptDirectory.from_config(_config()).walk_revisions()}


def require_current(settings: Settings) -> None:
    """Raises Misconfigured, saying what to do, unless the database is at the revision that is needed."""
    current, head = state(settings)
    if current != head:
        raise Misconfigured(
            say(
                "数据库的版本是 {current}，程序需要 {head}：请运行 redvest migrate",
                current=current or "-",
                head=head,
            )
        )


@contextmanager
def _connected(settings: Settings) -> Iterator[Connection]:
    engine = open_engine(settings)
    try:
        with _opened(engine) as connection:
            yield connection
    finally:
        engine.dispose()


def _opened(engine: Engine) -> Connection:
    try:
        return engine.connect()
    except OperationalError as error:
        reason = say("磁盘已满") if is_full(error.orig, Path(engine.url.database or "")) else error.orig
        raise Misconfigured(say("数据库打不开：{reason}", reason=reason)) from error


@contextmanager
def _alone(settings: Settings) -> Iterator[Connection]:
    """A connection in one transaction that no other migration runs beside."""
    with _connected(settings) as connection:
        if connection.dialect.name == "sqlite":
            # A table is changed by copying and dropping it; the drop must not take along what refers to it.
            connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
            yield connection
            _check_references(connection)


def _check_references(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"the migration would leave rows that refer to nothing: {broken[:5]}")


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
