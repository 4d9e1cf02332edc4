"""How many statements SQLite is given, by whatever way they come."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from scheduler.store.database import Sessions

_ASKING = ("SELECT", "WITH", "INSERT", "UPDATE", "DELETE")


class Count:
    """What was asked since it was last set to 0, transactions' beginnings and ends left out."""

    def __init__(self) -> None:
        self.queries: list[str] = []

    def __call__(self, statement: str) -> None:
        if statement.lstrip().upper().startswith(_ASKING):
            self.queries.append(statement)


@contextmanager
def counted(sessions: Sessions) -> Iterator[Count]:
    """Counts on every connection that is taken from now on, until the end of the block."""
    count, engine = Count(), sessions.kw["bind"].engine

    def listen(connection: Any, *_: object) -> None:
        connection.set_trace_callback(count)

    def leave(connection: Any, *_: object) -> None:
        if connection is not None:
            connection.set_trace_callback(None)

    event.listen(engine, "checkout", listen)
    event.listen(engine, "checkin", leave)
    yield count
    event.remove(engine, "checkout", listen)
    event.remove(engine, "checkin", leave)
