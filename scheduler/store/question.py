"""Questions that are asked so often that what is done around a statement would cost more than its answer.

Compiled once for each kind of database and put to the driver itself; values go in and come out as the columns' types
say, as with any other statement.
"""

from collections import namedtuple
from collections.abc import Callable
from functools import cache
from typing import Any, Generic, TypeVar

from sqlalchemy import BindParameter, Dialect, Select, bindparam
from sqlalchemy.sql.compiler import SQLCompiler

from scheduler.store.database import Session
from scheduler.store.glance import Glance

Told = TypeVar("Told")
_Raw = tuple[Any, ...]
_Changes = tuple[tuple[int, Callable[[Any], Any]], ...]
_Asked = tuple[str, Callable[[dict[str, Any]], Any], Callable[[_Raw], Told]]


Opened = Session | Glance
"""Where a question can be asked."""


class Question(Generic[Told]):
    """A statement over plain columns, with a parameter for each `given`; `read` makes of a row what it tells."""

    def __init__(self, statement: Select[*tuple[Any, ...]], read: Callable[[Any], Told]) -> None:
        self._statement, self._read = statement, read
        self._row: Any = namedtuple("_row", statement.selected_columns.keys())  # type: ignore[misc]
        self._asked = cache(self._compiled)

    def ask(self, opened: Opened, **values: Any) -> tuple[Told, ...]:
        """What each of the rows tells."""
        if isinstance(opened, Glance):
            return opened.kept((self, *values.values()), lambda: self._put(opened.dialect, opened.cursor(), values))
        opened.flush()
        connection = opened.connection()
        return self._put(connection.dialect, connection.connection.cursor(), values)

    def _put(self, dialect: Dialect, cursor: Any, values: dict[str, Any]) -> tuple[Told, ...]:
        text, bound, told = self._asked(dialect)
        try:
            cursor.execute(text, bound(values))
            return tuple([told(row) for row in cursor.fetchall()])
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

        return compiled.string, _binder(compiled, dialect), told


def given(name: str) -> BindParameter[Any]:
    """A parameter of a question."""
    return bindparam(name, required=False)


def as_it_is(row: Any) -> Any:
    """The row itself: the columns by their names."""
    return row


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
