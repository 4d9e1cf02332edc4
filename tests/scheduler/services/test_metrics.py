"""Figures for those who watch."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from scheduler.services.metrics import figures
from scheduler.store.reminders import Reminder, ReminderState
from scheduler.store.runs import Run, RunState
from scheduler.store.slots import ClockBeat
from tests.scheduler.rows import NOW, a_roster, a_unit, a_volunteer, added


def a_reminder(session: Session, volunteer_id: int, state: ReminderState, due_at: datetime) -> None:
    key = f"{state}:{due_at.isoformat()}"
    given = {"kind": "tomorrow", "title": "", "body": "", "expires_at": None}
    added(session, Reminder(volunteer_id=volunteer_id, key=key, state=state, due_at=due_at, **given))


def test_a_quiet_town_counts_nothing(session: Session) -> None:
    found = figures(session, now=NOW)

    assert set(found.reminders.values()) == set(found.runs.values()) == {0}
    assert set(found.reminders) == set(ReminderState)
    assert (found.overdue, found.clocks, found.lag) == (0.0, 0, 0.0)


def test_what_waits_is_counted_and_what_is_over_if_it_was_lately(session: Session) -> None:
    zhang = a_volunteer(session, a_unit(session)).id
    a_reminder(session, zhang, ReminderState.DUE, NOW - timedelta(days=3))
    a_reminder(session, zhang, ReminderState.DUE, NOW + timedelta(hours=1))
    a_reminder(session, zhang, ReminderState.SENT, NOW - timedelta(hours=23))
    a_reminder(session, zhang, ReminderState.SENT, NOW - timedelta(hours=25))

    found = figures(session, now=NOW)

    assert (found.reminders["due"], found.reminders["sent"]) == (2, 1)
    assert found.overdue == 3 * 86_400


def test_runs_are_counted_by_state(session: Session) -> None:
    roster = a_roster(session)
    for state in (RunState.DONE, RunState.DONE, RunState.QUEUED):
        added(session, Run(roster_id=roster.id, state=state, asked_at=NOW, seconds=60))

    found = figures(session, now=NOW)

    assert {state: count for state, count in found.runs.items() if count} == {"done": 2, "queued": 1}


def test_the_clock_that_lags_most_is_told_and_a_silent_one_is_none(session: Session) -> None:
    for by, seconds_ago, lag in (("a", 5, 2.0), ("b", 9, 0.5), ("c", 90, 700.0)):
        at = NOW - timedelta(seconds=seconds_ago)
        added(session, ClockBeat(by=by, started_at=at, beat_at=at, lag=lag))

    found = figures(session, now=NOW)

    assert (found.clocks, found.lag) == (2, 2.0)
