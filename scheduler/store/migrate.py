"""Brings the database to the tables that the program expects, and back: wholly, or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from scheduler.settings import Settings
from scheduler.store.revision import connected

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


@contextmanager
def _alone(settings: Settings) -> Iterator[Connection]:
    """A connection in one transaction that no other migration runs beside."""
    with connected(settings) as connection:
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
