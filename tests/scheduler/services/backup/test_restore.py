"""Restore: everything comes back, nothing is overwritten by mistake, nothing lands by halves."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, text

from scheduler.errors import Conflict, Invalid, Misconfigured
from scheduler.services.backup import backup, restore
from scheduler.settings import Settings
from scheduler.store.database import close_database, open_database, reading, transaction
from scheduler.store.migrate import downgrade, upgrade
from scheduler.store.revision import head
from scheduler.store.units import Unit
from tests.conftest import settings_of
from tests.scheduler.rows import NOW
from tests.scheduler.services.backup.conftest import add_a_unit, units


def test_what_was_there_comes_back_and_what_came_later_is_gone(town: Settings, tmp_path: Path) -> None:
    kept = backup(town, tmp_path / "kept")
    add_a_unit(town, "u2")

    restored = restore(town, kept.file, replace=True, now=NOW)

    assert units(town) == ["u1"]
    assert kept.revision == restored.revision == head()


def test_a_database_that_is_used_is_not_replaced_unasked(town: Settings, tmp_path: Path) -> None:
    kept = backup(town, tmp_path / "kept")
    add_a_unit(town, "u2")

    with pytest.raises(Conflict, match="--replace"):
        restore(town, kept.file, replace=False, now=NOW)

    assert units(town) == ["u1", "u2"]


def test_a_database_in_which_nothing_was_done_yet_is_replaced(town: Settings, tmp_path: Path) -> None:
    kept = backup(town, tmp_path / "kept")
    downgrade(town, "base")
    upgrade(town)

    restore(town, kept.file, replace=False, now=NOW)

    assert units(town) == ["u1"]


def test_an_empty_database_is_filled(town: Settings, tmp_path: Path) -> None:
    kept = backup(town, tmp_path / "kept")
    downgrade(town, "base")
    sessions = open_database(town)
    with transaction(sessions) as session:
        session.execute(text("DROP TABLE alembic_version"))
    close_database(sessions)

    restore(town, kept.file, replace=False, now=NOW)

    assert units(town) == ["u1"]


def test_while_somebody_is_connected_nothing_is_replaced(town: Settings, tmp_path: Path) -> None:
    kept = backup(town, tmp_path / "kept")
    sessions = open_database(town)
    with reading(sessions) as session:
        session.scalars(select(Unit.code)).all()

        with pytest.raises(Conflict, match="请先停止"):
            restore(town, kept.file, replace=True, now=NOW)

    close_database(sessions)
    assert units(town) == ["u1"]


def test_an_older_backup_is_put_over_newer_tables_and_brought_up_to_date(town: Settings, tmp_path: Path) -> None:
    downgrade(town, "0005")
    kept = backup(town, tmp_path / "kept")
    upgrade(town)

    restored = restore(town, kept.file, replace=True, now=NOW)

    assert restored.revision == "0005"
    upgrade(town)
    assert units(town) == ["u1"]


def test_a_backup_of_a_later_program_is_refused(town: Settings, tmp_path: Path) -> None:
    sessions = open_database(town)
    with transaction(sessions) as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    close_database(sessions)
    kept = backup(town, tmp_path / "kept")

    with pytest.raises(Invalid, match="9999"):
        restore(town, kept.file, replace=True, now=NOW)


def test_a_file_that_is_no_backup_is_refused(town: Settings, tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("亲爱的……" * 100)

    with pytest.raises(Invalid, match="不是这种数据库的备份"):
        restore(town, tmp_path / "letter", replace=True, now=NOW)

    assert units(town) == ["u1"]


def test_a_damaged_backup_is_refused(town: Settings, tmp_path: Path) -> None:
    kept = backup(town, tmp_path / "kept")
    whole = kept.file.read_bytes()
    kept.file.write_bytes(whole[: len(whole) // 2])

    with pytest.raises((Invalid, Misconfigured)):
        restore(town, kept.file, replace=True, now=NOW)

    assert units(town) == ["u1"]


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("share", "why"),
    [
        pytest.param(0, "里面没有本程序的数据", id="an empty one"),
        pytest.param(2, "文件残缺", id="half of one"),
        pytest.param(None, "这不是数据库文件", id="a letter"),
    ],
)
def test_why_a_file_is_no_backup_is_said_in_chinese(
    town: Settings, tmp_path: Path, share: int | None, why: str
) -> None:
    whole = backup(town, tmp_path / "kept").file.read_bytes()
    given = "亲爱的……".encode() * 100 if share is None else whole[: len(whole) // share if share else 0]
    (tmp_path / "given").write_bytes(given)

    with pytest.raises(Invalid, match=why):
        restore(town, tmp_path / "given", replace=True, now=NOW)


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_the_replaced_database_is_kept_aside(town: Settings, tmp_path: Path) -> None:
    kept = backup(town, tmp_path / "kept")
    add_a_unit(town, "u2")

    restored = restore(town, kept.file, replace=True, now=NOW)

    assert restored.aside is not None
    assert restored.aside.name == "town.db.20261120-090000"
    assert units(settings_of(f"sqlite:///{restored.aside}", tmp_path)) == ["u1", "u2"]


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_a_database_that_is_broken_is_replaced_when_told_to(town: Settings, tmp_path: Path) -> None:
    kept = backup(town, tmp_path / "kept")
    Path(town.database.removeprefix("sqlite:///")).write_bytes(b"broken" * 1000)

    with pytest.raises(Conflict, match="--replace"):
        restore(town, kept.file, replace=False, now=NOW)
    restore(town, kept.file, replace=True, now=NOW)

    assert units(town) == ["u1"]


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_a_town_is_moved_to_another_place(town: Settings, tmp_path: Path) -> None:
    kept = backup(town, tmp_path / "kept")
    moved = replace(town, database=f"sqlite:///{tmp_path / 'elsewhere' / 'town.db'}")

    restored = restore(moved, kept.file, replace=False, now=NOW)

    assert restored.aside is None
    assert units(moved) == ["u1"]
