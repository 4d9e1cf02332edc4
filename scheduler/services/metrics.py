"""Figures of the town's machinery, for those who watch it: what waits, what failed, how late the clock is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler.services.health import SILENT
from scheduler.store.reminders import Reminder, ReminderState
from scheduler.store.runs import Run, RunState
from scheduler.store.slots import ClockBeat

_OPEN = (ReminderState.DUE, ReminderState.CLAIMED, ReminderState.FAILED)
_OVER = (ReminderState.SENT, ReminderState.DEAD, ReminderState.EXPIRED)
_LATELY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Figures:
    """Reminders by state, those that are over only if they were due in the last 24 hours; seconds that the oldest is
    overdue, 0 for none; runs by state; clocks heard in the last minute, and the most seconds that one of them lags."""

    reminders: Mapping[str, int]
    overdue: float
    runs: Mapping[str, int]
    clocks: int
    lag: float


def figures(session: Session, *, now: datetime) -> Figures:
    """As they are at this moment; states that nothing is in count 0."""
    oldest = session.scalar(select(func.min(Reminder.due_at)).where(Reminder.state == ReminderState.DUE))
    heard = select(func.count(), func.max(ClockBeat.lag)).where(ClockBeat.beat_at >= now - SILENT)
    clocks, lag = session.execute(heard).one()
    runs = dict(session.execute(select(Run.state, func.count()).group_by(Run.state)).all())
    return Figures(
        _reminders(session, now),
        max(0.0, (now - oldest).total_seconds()) if oldest else 0.0,
        {state: runs.get(state, 0) for state in RunState},
        clocks,
        lag or 0.0,
    )


def _reminders(session: Session, now: datetime) -> dict[str, int]:
    """By state. All there ever were would be millions, and the index is not read for that."""
    counted = select(Reminder.state, func.count()).group_by(Reminder.state)
    waiting = counted.where(Reminder.state.in_(_OPEN))
    over = counted.where(Reminder.state.in_(_OVER), Reminder.due_at > now - _LATELY)
    found = {state: count for one in (waiting, over) for state, count in session.execute(one)}
    return {state: found.get(state, 0) for state in ReminderState}
