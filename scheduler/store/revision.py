"""At which step of its tables' history a database is, and which one the program needs. Every process asks as it starts:
what takes the steps (`migrate`) need not be loaded for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import OperationalError

from scheduler.errors import Misconfigured
from scheduler.language import say
from scheduler.settings import Settings
from scheduler.store.database import open_engine, reading_options
from scheduler.store.full_disk import is_full

_STEPS = Path(__file__).with_name("migrations") / "versions"
_TABLE = "alembic_version"


def state(settings: Settings) -> tuple[str | None, str]:
    """The revision that the database is at, None for an empty one, and the one the program needs. Raises
    Misconfigured."""
    with connected(settings) as connection:
        connection.execution_options(**reading_options(connection.dialect.name))
        noted = inspect(connection).has_table(_TABLE)
        current = connection.scalar(text(f"SELECT version_num FROM {_TABLE}")) if noted else None  # noqa: S608 (ours)
    return current, head()


def head() -> str:
    """The revision that the program needs."""
    return max(_steps())


def knows(revision: str) -> bool:
    """Whether the program can bring tables of that revision up to date."""
    return revision in _steps()


@cache
def _steps() -> frozenset[str]:
    """The revisions there are: each step's file begins with its number."""
    return frozenset(file.name.partition("_")[0] for file in _STEPS.glob("[0-9]*.py"))


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
def connected(settings: Settings) -> Iterator[Connection]:
    """A connection of an engine of its own. Raises Misconfigured where the database cannot be opened."""
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
        file = engine.url.database if engine.dialect.name == "sqlite" else None
        reason = say("磁盘已满") if is_full(error.orig, Path(file) if file else None) else error.orig
        raise Misconfigured(say("数据库打不开：{reason}", reason=reason)) from error
