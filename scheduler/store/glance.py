"""To glance at the database: a question or two without a transaction around them, and none twice for the same answer.

What was told is kept for as long as nothing in the database changes. Whether anything has, the database itself is asked
at every glance, so that no change can be forgotten: whoever made it, in this process or another, by this program or by
hand.
"""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import Dialect, Engine, PoolProxiedConnection, event

from scheduler.store.database import Sessions

Told = TypeVar("Told")
_Kept = dict[Hashable, Any]

_MOST = 20_000
"""Things kept at most: a city's phones, twice over."""


class Glances:
    """Of one process at one database."""

    def __init__(self, sessions: Sessions) -> None:
        self.engine: Engine = sessions.kw["bind"]
        self._state = _sqlite_state(self.engine) if self.engine.dialect.name == "sqlite" else _postgres_state
        self._kept: tuple[Hashable, _Kept] = (None, {})

    def glance(self) -> "Glance":
        """To be closed, and soon: connections are few, and it hears of no change after its first question."""
        return Glance(self)

    def kept(self, glance: "Glance") -> _Kept:
        """What was told of the database as it now is. Whoever asks puts the rest in: into this very mapping, which
        nobody is given any more once something has changed, however late they find it."""
        state = self._state(glance)
        known, kept = self._kept
        if known != state or len(kept) > _MOST:
            kept = {}
            self._kept = state, kept
        return kept


class Glance:
    """Each question sees one moment of the database; a connection is taken when the first has to be put to it."""

    def __init__(self, glances: Glances) -> None:
        self._glances = glances
        self._connection: PoolProxiedConnection | None = None
        self._kept: _Kept | None = None
        self.dialect: Dialect = glances.engine.dialect

    def kept(self, what: Hashable, find: Callable[[], Told]) -> Told:
        """What was found under that name since the database last changed; else what `find` gives now. It must not
        depend on anything but the name and the database: not on the hour."""
        if self._kept is None:
            self._kept = self._glances.kept(self)
        if what not in self._kept:
            self._kept[what] = find()
        found: Told = self._kept[what]
        return found

    def cursor(self) -> Any:
        if self._connection is None:
            self._connection = self._glances.engine.raw_connection()
            if not self._begins_nothing:
                self.dialect.set_isolation_level(self._driver, "AUTOCOMMIT")
        return self._connection.cursor()

    def close(self) -> None:
        if self._connection is not None:
            if not self._begins_nothing:
                self.dialect.reset_isolation_level(self._driver)
            self._connection.close()
            self._connection = None

    @property
    def _driver(self) -> Any:
        return self._connection and self._connection.dbapi_connection

    @property
    def _begins_nothing(self) -> bool:
        """SQLite's driver begins no transaction by itself: `database` told it so."""
        return self.dialect.name == "sqlite"


def _postgres_state(glance: Glance) -> Hashable:
    """Which transactions can be seen: where that is the same, so is all there is to see."""
    cursor = glance.cursor()
    try:
        return str(cursor.execute("SELECT pg_current_snapshot()::text").fetchone()[0])
    finally:
        cursor.close()


def _sqlite_state(engine: Engine) -> Callable[[Glance], Hashable]:
    """Asks a connection that does nothing else how the database changed: its number changes with what others commit,
    and only its own numbers can be compared."""
    watching: list[tuple[PoolProxiedConnection, Any]] = []
    alone = Lock()

    def state(_: Glance) -> Hashable:
        with alone:
            if not watching:
                connection = engine.raw_connection()
                connection.detach()
                watching.append((connection, connection.cursor()))
            connection, cursor = watching[0]
            # All of what it tells, or it would keep the database from being tidied up.
            return connection, *cursor.execute("PRAGMA data_version").fetchall()

    def close(_: Engine) -> None:
        with alone:
            while watching:
                connection, cursor = watching.pop()
                cursor.close()
                connection.close()

    event.listen(engine, "engine_disposed", close)
    return state
