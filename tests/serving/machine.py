"""A machine of its own for a test: a town's database in a folder, `redvest` as real processes, a port."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from pathlib import Path

import requests

from scheduler.services.credentials import issue
from scheduler.store.credentials import CredentialKind
from scheduler.store.database import close_database, open_database, transaction
from tests.conftest import KEY, settings_of
from tests.ports import HERE, a_port
from tests.scheduler.askers import an_admin
from tests.scheduler.rows import NOW
from tests.waiting import PATIENCE, until


class Machine:
    """All that runs on it has its folder in the environment, so that all of it can be switched off at once."""

    def __init__(self, folder: Path, migrated: Path) -> None:
        self.folder = folder
        self.database = Path(shutil.copy(migrated, folder / "town.db"))
        self.settings = settings_of(f"sqlite:///{self.database}", folder)
        self.port = a_port()
        self.log = folder / "log"
        self.processes: list[subprocess.Popen[bytes]] = []

    def start(self, *words: str, **env: str) -> subprocess.Popen[bytes]:
        """`redvest` with these words; what it writes goes to the log."""
        return self.python("-m", "scheduler", *words, **env)

    def python(self, *words: str, **env: str) -> subprocess.Popen[bytes]:
        """Python with these words, in the environment of this machine."""
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-P", *words],
                env=self._environment(env),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.processes.append(process)
        return process

    def run(self, *words: str, said: str = "", **env: str) -> str:
        """What `redvest` with these words writes, `said` handed to it; it must end well."""
        ended = subprocess.run(
            [sys.executable, "-P", "-m", "scheduler", *words],
            env=self._environment(env),
            input=said,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        assert ended.returncode == 0, ended.stdout + ended.stderr
        return ended.stdout

    def _environment(self, env: Mapping[str, str]) -> Mapping[str, str]:
        own = {
            "REDVEST_HOME": str(self.folder),
            "REDVEST_DATABASE_URL": self.settings.database,
            "REDVEST_KEY": KEY,
            "REDVEST_PORT": str(self.port),
            "REDVEST_WEB_PROCESSES": "1",
            "REDVEST_WORKERS": "1",
            "REDVEST_LANGUAGE": "zh",
            "REDVEST_QUIET": "off",  # whatever the hour it is now
        }
        return {**os.environ, **own, **env}

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def answers(self, path: str = "/healthz", *, within: float = PATIENCE) -> bool:
        """Whether it does, in so many seconds."""
        with suppress(requests.RequestException):
            return requests.get(f"http://{HERE}:{self.port}{path}", timeout=within).ok
        return False

    def serves(self) -> None:
        """Wait until what was started last answers."""
        self.until(lambda: self.answers() or self.processes[-1].poll() is not None)
        assert self.processes[-1].poll() is None, self.said()

    def until(self, what: Callable[[], object]) -> None:
        """Wait until `what` is so. Fails with the log when it takes too long."""
        until(what, told=self.said)

    def ends(self, process: "subprocess.Popen[bytes]") -> int:
        """Wait until that has ended, and all that it started; with which code it did."""
        code = process.wait(timeout=PATIENCE)
        self.until(lambda: not self.running())
        return code

    def ask(self, question: str, *values: object) -> tuple[object, ...]:
        """The first row of the answer."""
        with closing(sqlite3.connect(self.database, timeout=PATIENCE)) as asking:
            found: tuple[object, ...] = asking.execute(question, values).fetchone() or ()
        return found

    def running(self) -> Mapping[int, str]:
        """Whatever was started on it, and all that this started in turn: by number the line that started it."""
        found = {}
        ours = f"REDVEST_HOME={self.folder}".encode()
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if ours in (folder / "environ").read_bytes().split(b"\0"):
                    found[int(folder.name)] = (folder / "cmdline").read_text().replace("\0", " ")
        return found

    def switch_off(self) -> None:
        """kill -9 of everything that was started and all that it started, at once."""
        for pid in self.running():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        for process in self.processes:
            process.wait()


def a_token(machine: Machine) -> str:
    """With which an admin asks."""
    sessions = open_database(machine.settings)
    with transaction(sessions) as session:
        secret = issue(session, CredentialKind.TOKEN, user_id=an_admin(session).user_id, now=NOW)
    close_database(sessions)
    return secret
