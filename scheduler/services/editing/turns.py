"""Edits come one after another, so that what was looked at before an edit is still so when it is written."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

_LOCK = 20_260_802


def take_turn(session: Session) -> None:
    """Wait until no other edit of the town is under way, and keep others waiting to the end of the transaction."""
    began = session.connection()  # on SQLite that is where it waits for the others
    if began.dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(_LOCK)))
