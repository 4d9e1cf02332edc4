"""Inserting what is not there yet: whoever comes second changes nothing, and knows it."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session


def insert_new(session: Session, table: Table, rows: Sequence[Mapping[str, Any]], *, unique: Sequence[str]) -> int:
    """Insert the rows whose `unique` columns no other row has; gives how many. All rows name the same columns."""
    if not rows:
        return 0
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    asked = insert(table).on_conflict_do_nothing(index_elements=list(unique)).returning(*table.primary_key)
    return len(session.connection().execute(asked, [dict(row) for row in rows]).all())
