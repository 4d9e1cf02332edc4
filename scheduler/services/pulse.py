"""Whether the clock goes: whether any of its processes was alive a moment ago."""

from datetime import datetime, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from scheduler.store.slots import ClockBeat

STALE = timedelta(minutes=1)


def clock_goes(session: Session, *, now: datetime) -> bool:
    """Whether a clock process has shown itself within STALE before `now`: without one, nothing that waits is done."""
    return bool(session.scalar(select(exists().where(ClockBeat.beat_at > now - STALE))))
