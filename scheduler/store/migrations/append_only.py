"""Triggers that refuse to change or delete the rows of a table: what was logged stays logged.

A step that rebuilds such a table on SQLite (a batch) loses its triggers and must protect it again.
"""

from alembic import op

_WAYS = ("UPDATE", "DELETE")
_FUNCTION = """
CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""


def protect(*tables: str) -> None:
    """From now on rows of the tables are only added."""
    for table in tables:
        for statement in _sqlite(table) if _on_sqlite() else _postgresql(table):
            op.execute(statement)


def make_guard() -> None:
    """What PostgreSQL's triggers call; before the first `protect`."""
    if not _on_sqlite():
        op.execute(_FUNCTION)


def drop_guard() -> None:
    """After the last protected table is dropped, and its triggers with it."""
    if not _on_sqlite():
        op.execute("DROP FUNCTION append_only()")


def _on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _sqlite(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_{way.lower()} BEFORE {way} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for way in _WAYS
    ]


def _postgresql(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_{way.lower()} BEFORE {way} ON {table} EXECUTE FUNCTION append_only()"
        for way in (*_WAYS, "TRUNCATE")
    ]
