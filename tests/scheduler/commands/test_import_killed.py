"""An import that is killed in the middle leaves the town as it was, and the next one takes everything in."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import KEY
from tests.scheduler.commands.real_town import is_written
from tests.waiting import PATIENCE, until

PEOPLE = 1500


class Town:
    """A migrated SQLite database with an admin, a big file to import, and `redvest` as its own process."""

    def __init__(self, folder: Path, migrated: Path) -> None:
        self.database = Path(shutil.copy(migrated, folder / "town.db"))
        self._file = folder / "town"
        self._file.mkdir()
        rows = [f"人员{n},单位{n % 40},138{n:08d},一队、二队,引导员" for n in range(PEOPLE)]
        (self._file / "志愿者.csv").write_text("\n".join(["姓名,单位,手机,志愿服务队,岗位角色", *rows]))
        self._env = {
            **os.environ,
            "REDVEST_HOME": str(folder),
            "REDVEST_DATABASE_URL": f"sqlite:///{self.database}",
            "REDVEST_KEY": KEY,
            "REDVEST_AS": "zhang",
        }
        subprocess.run(
            self._words("user", "add", "zhang", "--name", "张三", "--role", "admin"), env=self._env, check=True
        )

    def start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(self._words("import", str(self._file), "--yes"), env=self._env)

    def writer(self) -> subprocess.Popen[bytes]:
        """One that has begun to write, or has ended."""
        process = self.start()
        until(lambda: process.poll() is not None or is_written(self.database))
        return process

    def hold_up_the_end(self) -> None:
        """From now on no import comes to its end: whatever is killed is killed in the middle."""
        self._change(_FOR_EVER)

    def let_it_end(self) -> None:
        self._change("DROP TRIGGER for_ever")

    def _change(self, statement: str) -> None:
        with closing(sqlite3.connect(self.database, timeout=PATIENCE, isolation_level=None)) as changing:
            changing.execute(statement)

    def counts(self) -> tuple[int, ...]:
        """Of units, teams, volunteers, their teams, their roles, and imports in the audit."""
        with closing(sqlite3.connect(self.database, timeout=PATIENCE)) as asking:
            assert asking.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            found: tuple[int, ...] = asking.execute(_COUNTS).fetchone()
        return found

    def _words(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "scheduler", *words]


# 23 kinds of point, nine times over, are more than a million million rows to count.
_FOR_EVER = f"""
    CREATE TRIGGER for_ever AFTER INSERT ON audit_entry WHEN NEW.verb = 'import' BEGIN
        SELECT count(*) FROM {", ".join(f"point_kind AS k{n}" for n in range(9))};
    END
"""  # noqa: S608 (nothing of anybody's is in it)
_COUNTS = """
    SELECT (SELECT count(*) FROM unit), (SELECT count(*) FROM team), (SELECT count(*) FROM volunteer),
           (SELECT count(*) FROM volunteer_team), (SELECT count(*) FROM volunteer_role),
           (SELECT count(*) FROM audit_entry WHERE verb = 'import')
"""
NOTHING = (0, 0, 0, 0, 0, 0)
ALL = (40, 2, PEOPLE, 2 * PEOPLE, PEOPLE, 1)


@pytest.fixture
def town(tmp_path: Path, migrated_file: Path) -> Town:
    return Town(tmp_path, migrated_file)


def test_killed_at_any_moment_it_is_all_or_nothing(town: Town) -> None:
    town.hold_up_the_end()
    for after in (0.0, 0.2, 0.5):
        process = town.writer()
        _wait(process, after)
        process.send_signal(signal.SIGKILL)

        assert process.wait() == -signal.SIGKILL
        assert town.counts() == NOTHING

    town.let_it_end()
    assert town.start().wait(timeout=PATIENCE) == 0
    assert town.counts() == ALL


def _wait(process: subprocess.Popen[bytes], seconds: float) -> None:
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return
