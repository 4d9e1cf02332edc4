"""Questions that are asked so often that what is done around a statement would cost more than its answer.

Compiled once for each kind of database and put to the driver itself; values go in and come out as the columns' types
say, as with any other statement.
"""

from collections import namedtuple
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from typing import Any

from sqlalchemy import Connection as Connection  # who knows no SQL names it from here
from sqlalchemy import Dialect, Select
from sqlalchemy.sql.compiler import SQLCompiler

from scheduler.store.database import Session, Sessions, reading_options

Opened = Session | Connection
"""Where a question can be asked."""
_WAITING_FOR_NOBODY = reading_options("sqlite")  # on PostgreSQL nobody does
_Changes = tuple[tuple[int, Callable[[Any], Any]], ...]
_Asked = tuple[str, Callable[[dict[str, Any]], Any], _Changes]


class Question:
    """A statement over plain columns. Its parameters are `bindparam(..., required=False)`."""

    def __init__(self, statement: Select[Any]) -> None:
        self._statement = statement
        self._row: Any = namedtuple("_row", statement.selected_columns.keys())  # type: ignore[misc]
        self._asked = cache(self._compiled)

    def ask(self, connection: Connection, **values: Any) -> list[Any]:
        """The rows, each with the columns by their names."""
        text, bound, changes = self._asked(connection.dialect)
        with closing(connection.connection.cursor()) as cursor:
            cursor.execute(text, bound(values))
            rows = [list(row) for row in cursor.fetchall()]
        for row in rows:
            for n, change in changes:
                row[n] = change(row[n])
        return [self._row._make(row) for row in rows]

    def _compiled(self, dialect: Dialect) -> _Asked:
        compiled = self._statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
        assert isinstance(compiled, SQLCompiler)  # noqa: S101 (what a SELECT is compiled by)
        types = [column.type.dialect_impl(dialect) for column in self._statement.selected_columns]
        changes = ((n, kind.result_processor(dialect, None)) for n, kind in enumerate(types))
        return compiled.string, _binder(compiled, dialect), tuple((n, change) for n, change in changes if change)


def _binder(compiled: SQLCompiler, dialect: Dialect) -> Callable[[dict[str, Any]], Any]:
    """What makes of our values those that the driver takes."""
    fixed = compiled.construct_params()
    kinds = {name: bind.type.dialect_impl(dialect) for name, bind in compiled.binds.items()}
    changes = {name: kind.bind_processor(dialect) for name, kind in kinds.items()}

    def changed(name: str, value: Any) -> Any:
        change = changes[name]
        return change(value) if change else value

    ready = {name: changed(name, value) for name, value in fixed.items() if value is not None}
    names = compiled.positiontup

    def bound(values: dict[str, Any]) -> Any:
        given = ready | {name: changed(name, value) for name, value in values.items()}
        return given if names is None else tuple(given[name] for name in names)

    return bound


@contextmanager
def glancing(sessions: Sessions) -> Iterator[Connection]:
    """A connection to ask a question or two on. Each sees one moment of the database."""
    with sessions.kw["bind"].connect().execution_options(**_WAITING_FOR_NOBODY) as connection:
        yield connection


def connection_of(opened: Opened) -> Connection:
    """The connection that a question is put to."""
    return opened.connection() if isinstance(opened, Session) else opened
