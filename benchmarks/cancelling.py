"""How soon a city's run is over once it is called off: while its question is read, at its start, amid its search."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from tempfile import TemporaryDirectory
from time import monotonic, perf_counter, sleep

from sqlalchemy import select, update

from benchmarks import city
from benchmarks.measure import Measured
from scheduler import clock
from scheduler.services.access import Asker, asker
from scheduler.services.generating import cancel_run, request
from scheduler.settings import HOME, Settings
from scheduler.store.database import Sessions, close_database, open_database, reading, transaction
from scheduler.store.migrate import upgrade
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.runs import Run, RunState
from scheduler.store.users import User

_LOOK = 0.01
_PATIENCE = 300.0


def cancelled(*moments: float) -> Measured:
    """The longest: seconds from the request in the database to the run's end in it, for runs that have been worked on
    for so many seconds."""
    with _a_city() as (folder, sessions):
        took = [_called_off(folder, sessions, moment) for moment in moments]
    each = ", ".join(f"{moment:g} s: {over:.2f} s" for moment, over in zip(moments, took, strict=True))
    return Measured("city, run called off", max(took), note=f"seconds until it is over, asked for after {each}")


def _called_off(folder: str, sessions: Sessions, moment: float) -> float:
    with transaction(sessions) as session:
        run = request(session, _admin(sessions), city.ROSTER, seconds=600, now=clock.now()).id
    env = {**os.environ, HOME: folder, "REDVEST_LOG_LEVEL": "warning"}
    worker = subprocess.Popen([sys.executable, "-m", "scheduler", "work", "runs"], env=env)
    _until(sessions, run, RunState.RUNNING)
    sleep(moment)
    with transaction(sessions) as session:
        cancel_run(session, _admin(sessions), run, now=clock.now())
    began = perf_counter()
    _until(sessions, run, RunState.CANCELLED)
    over = perf_counter() - began
    worker.wait(_PATIENCE)
    return over


def _until(sessions: Sessions, run: int, wanted: RunState) -> None:
    deadline = monotonic() + _PATIENCE
    while True:
        with reading(sessions) as session:
            if session.scalar(select(Run.state).where(Run.id == run)) is wanted:
                return
        if monotonic() > deadline:
            raise TimeoutError(wanted)
        sleep(_LOOK)


def _admin(sessions: Sessions) -> Asker:
    with reading(sessions) as session:
        return asker(session, session.scalars(select(User.login)).one())


@contextmanager
def _a_city() -> Iterator[tuple[str, Sessions]]:
    """A folder with a city whose month is solved, not published."""
    with TemporaryDirectory() as folder:
        settings = Settings.from_env({HOME: folder})
        upgrade(settings)
        sessions = open_database(settings)
        with transaction(sessions) as session:
            city.fill(session, start=date(2026, 12, 1), now=clock.now())
            session.execute(update(Roster).values(state=RosterState.SOLVED, published_version=None))
        yield folder, sessions
        close_database(sessions)
