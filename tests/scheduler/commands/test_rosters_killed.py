"""A generate or a publish that is killed loses nothing and leaves nothing half done."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.runs.way import unpacked
from scheduler.store.database import close_database, open_database, transaction
from scheduler.store.rosters import Roster
from scheduler.store.runs import Run
from scheduler.store.snapshot import snapshot
from solver.judge import judge
from solver.roster import Roster as Answered
from tests.conftest import KEY, settings_of
from tests.scheduler import rows
from tests.scheduler.street import a_hard_street, a_roster_with, a_street

PEOPLE = 120
PATIENCE = 60.0


class Town:
    """A migrated SQLite database with a street of many people, and `redvest` as its own process."""

    def __init__(self, folder: Path, migrated: Path) -> None:
        self.database = Path(shutil.copy(migrated, folder / "town.db"))
        self.settings = settings_of(f"sqlite:///{self.database}", folder)
        self._env = {
            **os.environ,
            "REDVEST_HOME": str(folder),
            "REDVEST_DATABASE_URL": self.settings.database,
            "REDVEST_KEY": KEY,
            "REDVEST_AS": "admin",
            "REDVEST_WORKERS": "1",
        }
        self.processes: list[subprocess.Popen[str]] = []

    @contextmanager
    def rows(self) -> Iterator[Session]:
        """A transaction in its database."""
        sessions = open_database(self.settings)
        with transaction(sessions) as session:
            yield session
        close_database(sessions)

    def start(self, *words: str) -> subprocess.Popen[str]:
        line = [sys.executable, "-m", "scheduler", *words]
        process = subprocess.Popen(line, env=self._env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.processes.append(process)
        return process

    def ask(self, question: str, *values: object) -> tuple[object, ...]:
        """The first row of the answer."""
        with closing(sqlite3.connect(self.database)) as asking:
            found: tuple[object, ...] = asking.execute(question, values).fetchone() or ()
        return found

    def wait_for(self, question: str, *values: object) -> None:
        """Until the answer is something, or the last process has ended."""
        began, process = monotonic(), self.processes[-1]
        while not (any(self.ask(question, *values)) or process.poll() is not None or monotonic() - began > PATIENCE):
            _wait(process, 0.05)

    def checkpoint_cost(self) -> int:
        """What the best roster so far costs, as judged."""
        with self.rows() as session:
            run = session.scalars(select(Run)).one()
            duties = unpacked(run.checkpoint or b"")
            return judge(snapshot(session, session.get_one(Roster, run.roster_id)), Answered(duties)).cost

    def writing(self) -> bool:
        """Whether somebody holds the right to write."""
        with closing(sqlite3.connect(self.database, timeout=0, isolation_level=None)) as asking:
            try:
                asking.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return True
        return False


@pytest.fixture
def town(tmp_path: Path, migrated_file: Path) -> Iterator[Town]:
    town = Town(tmp_path, migrated_file)
    yield town
    for process in town.processes:
        if process.poll() is None:
            process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def test_generating_goes_on_from_where_it_was_killed(town: Town) -> None:
    with town.rows() as session:
        a_hard_street(session)
    killed = town.start("generate", "dec", "--start", "2026-12-01", "--days", "28", "--seconds", "600")
    town.wait_for("SELECT checkpoint IS NOT NULL FROM run")
    killed.kill()
    killed.wait()
    assert town.ask(_RUN)[1:] == ("running", 0)
    best = town.checkpoint_cost()

    resumed = town.start("generate", "dec")
    town.wait_for("SELECT instr(claimed_by, ?) > 0 AND heartbeat_at > started_at FROM run", f":{resumed.pid}:")
    _wait(resumed, 1.5)
    resumed.send_signal(signal.SIGINT)
    told, _ = resumed.communicate()

    assert resumed.returncode == 0
    assert "接着上次没有排完的结果继续" in told
    assert "保留目前最好的结果" in told
    cost, *rest = town.ask(_RUN)
    assert rest == ["done", 1]
    assert isinstance(cost, int)
    assert cost <= best
    assert town.ask("SELECT count(*) FROM run") == (1,)


def test_publishing_is_all_or_nothing(town: Town) -> None:
    with town.rows() as session:
        street = a_street(session, headcount=str(PEOPLE))
        people = [rows.a_volunteer(session, street.units[0], f"w{n}", name=f"人员{n}") for n in range(PEOPLE)]
        a_roster_with(session, street, *(("01-p1", one.code) for one in people))
    nothing, everything = (0, None, "solved"), (PEOPLE, 2, "published")
    seen = []
    for after in (0.0, 0.02, 0.05):
        process = town.start("publish", "dec", "--yes", "--reason", "演练")
        while process.poll() is None and not town.writing():
            _wait(process, 0.002)
        _wait(process, after)
        process.kill()
        process.wait()
        seen.append(town.ask(_PUBLISHED))

    assert all(found in (nothing, everything) for found in seen)
    town.start("publish", "dec", "--yes", "--reason", "演练").wait()
    assert town.ask(_PUBLISHED) == everything
    assert town.ask("SELECT count(DISTINCT volunteer_id) FROM reminder") == (PEOPLE,)


_RUN = "SELECT run.cost, run.state, version FROM run JOIN roster ON roster.id = roster_id"
_PUBLISHED = "SELECT (SELECT count(*) FROM reminder), published_version, state FROM roster"


def _wait(process: subprocess.Popen[str], seconds: float) -> None:
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return
