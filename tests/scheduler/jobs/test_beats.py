"""Beats: who keeps the clock, and how late they are."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.jobs.beats import beat, leave, tidy
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.slots import ClockBeat, Slot
from tests.scheduler.reminders.spool import outbox
from tests.scheduler.rows import NOW, added

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def test_a_process_has_one_row_that_it_renews(session: Session) -> None:
    for n in range(3):
        assert beat(session, "h:1:a", started=NOW, now=NOW + n * MINUTE) == 0
    beat(session, "h:2:b", started=NOW, now=NOW)

    rows = session.execute(select(ClockBeat.by, ClockBeat.started_at, ClockBeat.beat_at).order_by(ClockBeat.by)).all()
    assert [tuple(row) for row in rows] == [("h:1:a", NOW, NOW + 2 * MINUTE), ("h:2:b", NOW, NOW)]


def test_the_lag_is_how_long_the_oldest_has_waited(sessions: Sessions) -> None:
    outbox(sessions, 2, due_at=NOW - MINUTE)

    with transaction(sessions) as session:
        assert beat(session, "h:1:a", started=NOW, now=NOW) == 60
        assert beat(session, "h:1:a", started=NOW, now=NOW - 2 * MINUTE) == 0


def test_who_leaves_is_gone(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        beat(session, "h:1:a", started=NOW, now=NOW)
        leave(session, "h:1:a")

    with reading(sessions) as session:
        assert session.scalars(select(ClockBeat)).all() == []


def test_old_traces_are_tidied_away(session: Session) -> None:
    for by, age in (("h:1:old", 25), ("h:2:new", 23)):
        beat(session, by, started=NOW, now=NOW - timedelta(hours=age))
    for days in (70, 61, 59):
        added(session, Slot(job="tomorrow", at=NOW - days * DAY, claimed_at=NOW, claimed_by="h:1:a"))
    added(session, Slot(job="groups", at=NOW - 90 * DAY, claimed_at=NOW, claimed_by="h:1:a"))

    tidy(session, NOW)

    assert list(session.scalars(select(ClockBeat.by))) == ["h:2:new"]
    left = session.execute(select(Slot.job, Slot.at).order_by(Slot.id)).all()
    # The newest of each job stays, however old.
    assert [tuple(slot) for slot in left] == [("tomorrow", NOW - 59 * DAY), ("groups", NOW - 90 * DAY)]
