"""Health: whether this process can do its work now, and if not, which part is missing."""

from datetime import datetime, timedelta

from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError

from scheduler.store.database import Sessions, reading
from scheduler.store.revision import head
from scheduler.store.slots import ClockBeat

SILENT = timedelta(minutes=1)
"""A clock that was not heard for so long does not run."""


def missing(sessions: Sessions, *, now: datetime) -> tuple[str, ...]:
    """What is missing of "database" (reachable), "revision" (its tables are those of this program) and "clock" (some
    process keeps it); () when all is there."""
    try:
        with reading(sessions) as session:
            if session.scalar(text("SELECT version_num FROM alembic_version")) != head():
                return ("revision",)
            heard = session.scalar(select(func.max(ClockBeat.beat_at)))
    except SQLAlchemyError:
        return ("database",) if not _reachable(sessions) else ("revision",)
    return () if heard is not None and now - heard <= SILENT else ("clock",)


def _reachable(sessions: Sessions) -> bool:
    """Whether the database answers at all, tables or none."""
    try:
        with reading(sessions) as session:
            session.scalar(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True
