"""A real PostgreSQL server of this test process. One database serves test after test: wiping it takes a hundredth of
the time that a copy of it takes."""

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy.engine import make_url

from scheduler.settings import Settings
from scheduler.store.base import Base
from scheduler.store.migrate import upgrade

_TABLES = (*Base.metadata.tables, "alembic_version")
_MANY = 5_000
"""After so many rows a new copy is better than what they leave behind."""
_DISCONNECT = sql.SQL(
    "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)
# Whatever changes a table, a constraint or a trigger writes a new version of a row in one of these.
_SHAPE = sql.SQL(" UNION ALL ").join(
    sql.SQL("SELECT count(*), sum(xmin::text::bigint) FROM {}").format(sql.Identifier(catalog))
    for catalog in ("pg_class", "pg_attribute", "pg_constraint", "pg_trigger", "pg_proc")
)


class Postgres:
    """The server at `address`; its towns are sealed with `key`."""

    def __init__(self, address: str, home: Path, key: str) -> None:
        self._address = address
        self._numbers = count(1)
        self._clean: str | None = None
        # A crash of the machine may lose a test's database.
        self._run("ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET full_page_writes = off")
        self._run("ALTER SYSTEM SET synchronous_commit = off", "SELECT pg_reload_conf()", "CREATE DATABASE migrated")
        upgrade(Settings(home=home, database=self.address("migrated"), keys=(key,)))
        with self._connected("migrated") as connection:
            self._shape = connection.execute(_SHAPE).fetchall()
            self._wiping = sql.SQL("; ").join(_wiping(connection))

    def address(self, name: str) -> str:
        """The SQLAlchemy address of the database of that name."""
        url = make_url(self._address).set(drivername="postgresql+psycopg", database=name)
        return url.render_as_string(hide_password=False)

    def town(self) -> str:
        """The name of a migrated database in which nothing was done yet."""
        town, self._clean = self._clean or self.create("migrated"), None
        return town

    def leave(self, town: str) -> None:
        """Wipe the database of a town for whoever comes next; where its tables were changed, drop it."""
        with self._connected(town) as connection:
            connection.execute(_DISCONNECT)
            as_new = connection.execute(_SHAPE).fetchall() == self._shape and self._wipe(connection) < _MANY
        if as_new:
            self._clean = town
        else:
            self.drop(town)

    def create(self, template: str) -> str:
        """The name of a new database, like `template`."""
        name = f"town{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def drop(self, name: str) -> None:
        self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def _wipe(self, connection: psycopg.Connection) -> int:
        """How many rows were touched."""
        touched = connection.execute(self._wiping)
        return sum(result.rowcount for result in touched.results())

    def _run(self, *statements: str) -> None:
        with self._connected("postgres") as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def _connected(self, name: str) -> psycopg.Connection:
        address = make_url(self._address).set(database=name).render_as_string(hide_password=False)
        return psycopg.connect(address, autocommit=True)


def _wiping(migrated: psycopg.Connection) -> Iterator[sql.Composable]:
    """What makes a town's database like the one that is given: its rows, and the next number of each table."""
    # No trigger and no reference holds up whoever copies a database.
    yield sql.SQL("SET session_replication_role = replica")
    for table in map(sql.Identifier, _TABLES):
        yield sql.SQL("DELETE FROM {}").format(table)
        rows = sql.SQL("SELECT json_agg(one) FROM {} AS one").format(table)
        if seeds := _one(migrated, rows):
            fill = sql.SQL("INSERT INTO {table} SELECT * FROM json_populate_recordset(NULL::{table}, {seeds})")
            yield fill.format(table=table, seeds=sql.Literal(json.dumps(seeds)))
    for name, last in migrated.execute("SELECT sequencename, last_value FROM pg_sequences").fetchall():
        yield sql.SQL("SELECT setval({}, {}, {})").format(name, last or 1, last is not None)


def _one(connection: psycopg.Connection, question: sql.Composed) -> Any:
    answer = connection.execute(question).fetchone()
    return answer and answer[0]
