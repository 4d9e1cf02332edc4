"""Backup: taken while others work, of all that was committed, for its owner alone, over nothing that is there."""

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from scheduler.errors import Conflict, Misconfigured
from scheduler.services.backup import backup, restore
from scheduler.settings import Settings
from scheduler.store.database import Sessions, close_database, open_database, transaction
from tests.scheduler.rows import NOW, a_unit
from tests.scheduler.services.backup.conftest import units


def test_a_backup_is_taken_while_others_read_and_write(settings: Settings, sessions: Sessions, tmp_path: Path) -> None:
    with transaction(sessions) as session:
        a_unit(session)
    with transaction(sessions) as writing:
        a_unit(writing, "u2")
        kept = backup(settings, tmp_path / "kept")
    close_database(sessions)

    restore(settings, kept.file, replace=True, now=NOW)

    assert units(settings) == ["u1"]


def test_only_its_owner_may_read_a_backup(town: Settings, tmp_path: Path) -> None:
    kept = backup(town, tmp_path / "new folder" / "kept")

    assert stat.S_IMODE(kept.file.stat().st_mode) == 0o600
    assert [file.name for file in kept.file.parent.iterdir()] == ["kept"]
    assert kept.size == kept.file.stat().st_size


def test_a_backup_is_not_overwritten(town: Settings, tmp_path: Path) -> None:
    (tmp_path / "kept").write_bytes(b"of yesterday")

    with pytest.raises(Conflict, match="不会覆盖"):
        backup(town, tmp_path / "kept")

    assert (tmp_path / "kept").read_bytes() == b"of yesterday"


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_what_was_committed_just_now_is_in_the_backup(town: Settings, tmp_path: Path) -> None:
    """It still lies in the file beside the database."""
    sessions = open_database(town)
    with transaction(sessions) as session:
        a_unit(session, "u2")

    kept = backup(town, tmp_path / "kept")

    close_database(sessions)
    with closing(sqlite3.connect(kept.file)) as copy:
        assert copy.execute("SELECT count(*) FROM unit").fetchone() == (2,)


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_without_the_programs_it_says_what_to_install(
    town: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(Misconfigured, match="postgresql-client"):
        backup(town, tmp_path / "kept")
