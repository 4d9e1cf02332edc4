"""Questions that are asked so often that what is done around a statement would cost more than its answer.

Compiled once for each kind of database and put to the driver itself; values go in and come out as the columns' types
say, as with any other statement.
"""

from collections import namedtuple
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any, Generic, TypeVar

from sqlalchemy import BindParameter, Dialect, Select, bindparam
from sqlalchemy.sql.compiler import SQLCompiler

from scheduler.store.database import Session, Sessions

Told = TypeVar("Told")
_Raw = tuple[Any, ...]
_Changes = tuple[tuple[int, Callable[[Any], Any]], ...]
_Asked = tuple[str, Callable[[dict[str, Any]], Any], Callable[[_Raw], Told]]


class Glance:
    """A connection for a question or two, without a transaction around them: each sees one moment of the database. To
    be closed, and soon: connections are few."""

    def __init__(self, sessions: Sessions) -> None:
        engine = sessions.kw["bind"]
        self.dialect: Dialect = engine.dialect
        self._connection = engine.raw_connection()
        # SQLite's driver begins nothing by itself: `database` told it so.
        self._by_itself = self.dialect.name != "sqlite"
        if self._by_itself:
            self.dialect.set_isolation_level(self._connection.dbapi_connection, "AUTOCOMMIT")

    def cursor(self) -> Any:
        return self._connection.cursor()

    def close(self) -> None:
        if self._by_itself:
            self.dialect.reset_isolation_level(self._connection.dbapi_connection)
        self._connection.close()


Opened = Session | Glance
"""Where a question can be asked."""


class Question(Generic[Told]):
    """A statement over plain columns, with a parameter for each `given`; `read` makes of a row what it tells.

    What the last `kept` different rows told is kept: the same row, as it came from the database, tells the same.
    """

    def __init__(self, statement: Select[*tuple[Any, ...]], read: Callable[[Any], Told], *, kept: int = 0) -> None:
        self._statement, self._read, self._kept = statement, read, kept
        self._row: Any = namedtuple("_row", statement.selected_columns.keys())  # type: ignore[misc]
        self._asked = cache(self._compiled)

    def ask(self, opened: Opened, **values: Any) -> list[Told]:
        """What each of the rows tells."""
        dialect, cursor = _ready(opened)
        text, bound, told = self._asked(dialect)
        try:
            cursor.execute(text, bound(values))
            return [told(row) for row in cursor.fetchall()]
        finally:
            cursor.close()

    def _compiled(self, dialect: Dialect) -> _Asked[Told]:
        compiled = self._statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
        assert isinstance(compiled, SQLCompiler)  # noqa: S101 (what a SELECT is compiled by)
        types = [column.type.dialect_impl(dialect) for column in self._statement.selected_columns]
        processors = ((n, kind.result_processor(dialect, None)) for n, kind in enumerate(types))
        changes = tuple((n, change) for n, change in processors if change)

        def told(raw: _Raw) -> Told:
            row = list(raw)
            for n, change in changes:
                row[n] = change(row[n])
            return self._read(self._row._make(row))

        return compiled.string, _binder(compiled, dialect), lru_cache(self._kept)(told) if self._kept else told


def given(name: str) -> BindParameter[Any]:
    """A parameter of a question."""
    return bindparam(name, required=False)


def as_it_is(row: Any) -> Any:
    """The row itself: the columns by their names."""
    return row


def _ready(opened: Opened) -> tuple[Dialect, Any]:
    """The kind of database, and what runs a statement there."""
    if isinstance(opened, Glance):
        return opened.dialect, opened.cursor()
    opened.flush()
    connection = opened.connection()
    return connection.dialect, connection.connection.cursor()


def _binder(compiled: SQLCompiler, dialect: Dialect) -> Callable[[dict[str, Any]], Any]:
    """What makes of our values those that the driver takes: by place, or by name where it wants that."""
    changes = {name: bind.type.dialect_impl(dialect).bind_processor(dialect) for name, bind in compiled.binds.items()}

    def changed(name: str, value: Any) -> Any:
        change = changes[name]
        return change(value) if change else value

    fixed = {name: changed(name, value) for name, value in compiled.construct_params().items() if value is not None}
    if compiled.positiontup is None:
        return lambda values: fixed | {name: changed(name, value) for name, value in values.items()}
    places = [fixed.get(name) for name in compiled.positiontup]
    open_ = [(n, name) for n, name in enumerate(compiled.positiontup) if name not in fixed]

    def placed(values: dict[str, Any]) -> list[Any]:
        filled = places.copy()
        for n, name in open_:
            filled[n] = changed(name, values[name])
        return filled

    return placed
