"""A day's reminders by real processes: exactly once, through a kill, two hours of standstill and a jump back."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from scheduler.settings import Settings
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.reminders import Delivery, Outcome, Reminder, ReminderState
from scheduler.store.slots import ClockBeat, Slot
from tests.conftest import KEY
from tests.scheduler.jobs.crowd import a_crowd
from tests.scheduler.reminders.told import NIGHT_BEFORE
from tests.waiting import until

pytestmark = pytest.mark.long

PEOPLE = 30_000
ROOT = Path(__file__).parents[3]


class Town:
    """A database with its clock processes, all on one clock that the test sets."""

    def __init__(self, settings: Settings, sessions: Sessions) -> None:
        self._settings, self._sessions = settings, sessions
        self.processes: list[subprocess.Popen[bytes]] = []

    def set_clock(self, moment: datetime) -> None:
        """From now on it is `moment`, and time goes on."""
        part = self._settings.home / "moved.part"
        part.write_text(str((moment - datetime.now(UTC)).total_seconds()))
        part.replace(self._settings.home / "moved")

    def start(self, count: int) -> None:
        line = [sys.executable, "-m", "tests.scheduler.jobs.driver"]
        line += [self._settings.database, str(self._settings.home), KEY]
        log = (self._settings.home / "clock.log").open("ab")
        with log:
            self.processes += [subprocess.Popen(line, cwd=ROOT, env={**os.environ}, stderr=log) for _ in range(count)]

    def kill(self, count: int) -> None:
        """As a power cut would, in the middle of whatever they do."""
        for _ in range(count):
            process = self.processes.pop()
            process.kill()
            process.wait()

    def sent(self) -> int:
        with reading(self._sessions) as session:
            wanted = select(func.count()).select_from(Reminder).where(Reminder.state == ReminderState.SENT)
            return session.scalars(wanted).one()

    def clocks(self) -> int:
        """How many have been heard of."""
        with reading(self._sessions) as session:
            return session.scalars(select(func.count()).select_from(ClockBeat)).one()

    def until(self, done: Callable[[], bool]) -> None:
        """Fails when that does not come about in time, or no clock is left to do it."""
        until(lambda: done() or self._has_lost_one(), told=self._said)
        assert not self._has_lost_one(), self._said()

    def _has_lost_one(self) -> bool:
        return any(process.poll() is not None for process in self.processes)

    def _said(self) -> str:
        return (self._settings.home / "clock.log").read_text()[-2000:]


@pytest.fixture
def town(settings: Settings, sessions: Sessions) -> Iterator[Town]:
    with transaction(sessions) as session:
        a_crowd(session, PEOPLE)
    town = Town(settings, sessions)
    yield town
    town.kill(len(town.processes))


def test_each_of_thirty_thousand_is_told_exactly_once(
    town: Town, settings: Settings, sessions: Sessions, dialect: str
) -> None:
    many = 3 if dialect == "postgresql" else 1
    town.set_clock(NIGHT_BEFORE - timedelta(seconds=2))
    town.start(many)
    town.until(lambda: town.sent() > PEOPLE // 10)
    town.kill(1)
    if many > 1:
        town.until(lambda: town.sent() > PEOPLE // 4)
        town.kill(many - 1)

    town.set_clock(NIGHT_BEFORE + timedelta(hours=2))
    town.start(many)
    town.until(lambda: town.sent() > PEOPLE // 2)
    town.set_clock(NIGHT_BEFORE + timedelta(hours=1))
    town.until(lambda: town.sent() >= PEOPLE and town.clocks() >= many)

    with reading(sessions) as session:
        states = dict(session.execute(select(Reminder.state, func.count()).group_by(Reminder.state)).all())
        attempts = session.execute(select(Delivery.outcome, Delivery.reminder_id)).all()
        slots = session.scalars(select(Slot).where(Slot.job == "tomorrow", Slot.at == NIGHT_BEFORE)).all()
    texts = [json.loads(file.read_text()) for file in (settings.home / "sms").glob("*.json")]
    assert states == {ReminderState.SENT: PEOPLE}
    assert {text["key"] for text in texts} == {f"tomorrow:2026-12-01:c{n}" for n in range(PEOPLE)}
    assert len(texts) == len(attempts) == len({number for _, number in attempts}) == PEOPLE
    assert {outcome for outcome, _ in attempts} == {Outcome.SENT}
    assert [slot.made for slot in slots] == [PEOPLE]
