"""A town of real processes: a migrated SQLite database, and `redvest` run on it as its user would."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

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
from tests.waiting import PATIENCE, until


def is_written(database: Path) -> bool:
    """Whether somebody holds the right to write to that file."""
    with closing(sqlite3.connect(database, timeout=0, isolation_level=None)) as asking:
        try:
            asking.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return True
    return False


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
        self.log = folder / "log"
        self.processes: list[subprocess.Popen[str]] = []

    @contextmanager
    def rows(self) -> Iterator[Session]:
        """A transaction in its database."""
        sessions = open_database(self.settings)
        with transaction(sessions) as session:
            yield session
        close_database(sessions)

    def start(self, *words: str) -> subprocess.Popen[str]:
        """`redvest` with these words; what it writes goes to the log."""
        line = [sys.executable, "-P", "-m", "scheduler", *words]
        with self.log.open("a") as log:
            process = subprocess.Popen(line, env=self._env, stdout=log, stderr=subprocess.STDOUT, text=True)
        self.processes.append(process)
        return process

    def ends(self, process: subprocess.Popen[str]) -> int:
        """Wait until that has ended; with which code it did."""
        return process.wait(timeout=PATIENCE)

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def ask(self, question: str, *values: object) -> tuple[object, ...]:
        """The first row of the answer."""
        with closing(sqlite3.connect(self.database, timeout=PATIENCE)) as asking:
            found: tuple[object, ...] = asking.execute(question, values).fetchone() or ()
        return found

    def wait_for(self, question: str, *values: object) -> None:
        """Until the answer is something. Fails when the last process ends before, or it takes too long."""
        until(lambda: any(self.ask(question, *values)) or self.processes[-1].poll() is not None, told=self.said)
        assert any(self.ask(question, *values)), self.said()

    def checkpoint_cost(self) -> int:
        """What the best roster so far costs, as judged."""
        with self.rows() as session:
            run = session.scalars(select(Run)).one()
            duties = unpacked(run.checkpoint or b"")
            return judge(snapshot(session, session.get_one(Roster, run.roster_id)), Answered(duties)).cost

    def end(self) -> None:
        """Kill whatever still runs."""
        for process in self.processes:
            if process.poll() is None:
                process.kill()
            process.wait()


def wait(process: subprocess.Popen[str], seconds: float) -> None:
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return
