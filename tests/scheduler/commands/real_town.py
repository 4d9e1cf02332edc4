"""A town of real processes: a migrated SQLite database, and `redvest` run on it as its user would."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic

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
            wait(process, 0.05)

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

    def end(self) -> None:
        """Kill whatever still runs."""
        for process in self.processes:
            if process.poll() is None:
                process.kill()
            process.wait()
            if process.stdout:
                process.stdout.close()


def wait(process: subprocess.Popen[str], seconds: float) -> None:
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return
