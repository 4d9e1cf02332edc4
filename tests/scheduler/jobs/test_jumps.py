"""Jumps of the clock: seen, told to the admins once a day, and never waited out."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import select

from scheduler.jobs.jumps import Jumps, tell
from scheduler.jobs.keeping import tick_now
from scheduler.settings import Settings
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.reminders import Reminder
from tests.scheduler.askers import an_admin
from tests.scheduler.reminders.spool import a_sender
from tests.scheduler.reminders.told import with_times
from tests.scheduler.rows import NOW
from tests.waiting import PATIENCE

SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)


@pytest.mark.parametrize(
    ("wall", "passed", "jump"),
    [
        pytest.param(NOW + SECOND, 1.0, None, id="a second is a second"),
        pytest.param(NOW + 59 * SECOND, 0.0, None, id="put right by less than a minute"),
        pytest.param(NOW - HOUR, 0.0, -HOUR, id="set back"),
        pytest.param(NOW + HOUR, 0.0, HOUR, id="set forward, or asleep"),
        pytest.param(NOW + HOUR, 3600.0, None, id="a busy hour"),
    ],
)
def test_only_a_jump_is_one(wall: datetime, passed: float, jump: timedelta | None) -> None:
    walls, ticks = iter((NOW, wall, wall)), iter((0.0, passed, passed))
    jumps = Jumps(lambda: next(walls), lambda: next(ticks))

    assert jumps.seen() == jump
    assert jumps.seen() is None


@pytest.mark.parametrize(("alarms", "count"), [(True, 1), (False, 0)])
def test_admins_are_told_once_a_day(sessions: Sessions, settings: Settings, *, alarms: bool, count: int) -> None:
    with transaction(sessions) as session:
        an_admin(session)
    sender = a_sender(sessions, with_times(settings, alarms=alarms))

    for _ in range(2):
        tell(sender, -HOUR)

    with reading(sessions) as session:
        bodies = list(session.scalars(select(Reminder.body)))
    assert bodies == ["时钟跳了 -60 分钟，或机器休眠过。请检查对时服务；发过的提醒不会再发。"] * count


@pytest.fixture
def scheduler() -> Iterator[BackgroundScheduler]:
    scheduler = BackgroundScheduler(timezone=UTC)
    scheduler.start()
    yield scheduler
    scheduler.shutdown()


def test_ticks_that_a_jump_put_an_hour_off_come_at_once(scheduler: BackgroundScheduler) -> None:
    ticked = Event()
    scheduler.add_job(ticked.set, "interval", hours=1)

    tick_now(scheduler)

    assert ticked.wait(PATIENCE)
