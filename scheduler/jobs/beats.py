"""Beats: each process that keeps the clock says that it is alive and how late it is; old traces are tidied away."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from scheduler.store.reminders import Reminder, ReminderState
from scheduler.store.slots import ClockBeat, Slot

_SILENT = timedelta(days=1)
_KEPT = timedelta(days=60)


def beat(session: Session, by: str, *, started: datetime, now: datetime) -> float:
    """Say that `by` is alive; gives its lag, the seconds that the oldest due reminder has waited."""
    due = select(func.min(Reminder.due_at)).where(Reminder.state == ReminderState.DUE)
    oldest = session.scalar(due)
    lag = max(0.0, (now - oldest).total_seconds()) if oldest else 0.0
    alive = update(ClockBeat).where(ClockBeat.by == by).values(beat_at=now, lag=lag)
    if session.scalar(alive.returning(ClockBeat.id)) is None:
        session.add(ClockBeat(by=by, started_at=started, beat_at=now, lag=lag))
    return lag


def leave(session: Session, by: str) -> None:
    """`by` keeps the clock no more."""
    session.execute(delete(ClockBeat).where(ClockBeat.by == by))


def tidy(session: Session, now: datetime) -> None:
    """Forget processes that were silent for a day, and slots of two months ago but the newest of each job."""
    session.execute(delete(ClockBeat).where(ClockBeat.beat_at < now - _SILENT))
    newest = select(func.max(Slot.id)).group_by(Slot.job)
    session.execute(delete(Slot).where(Slot.at < now - _KEPT, Slot.id.not_in(newest)))
