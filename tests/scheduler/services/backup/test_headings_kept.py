"""What the town remembers of headings goes with its backup, and survives being brought up to date."""

from pathlib import Path

from scheduler.services import headings
from scheduler.services.backup import backup, restore
from scheduler.services.headings import Saying
from scheduler.settings import Settings
from scheduler.store.database import close_database, open_database, reading, transaction
from scheduler.store.migrate import downgrade, upgrade
from tests.scheduler.askers import an_admin
from tests.scheduler.rows import NOW

KEPT = {"volunteers": {"人员名称": "name"}}


def said(settings: Settings) -> None:
    sessions = open_database(settings)
    with transaction(sessions) as session:
        headings.remember(session, an_admin(session), [Saying("volunteers", "人员名称", "name")], now=NOW)
    close_database(sessions)


def remembered(settings: Settings) -> object:
    sessions = open_database(settings)
    with reading(sessions) as session:
        found = headings.remembered(session)
    close_database(sessions)
    return found


def test_what_was_said_of_headings_comes_back(town: Settings, tmp_path: Path) -> None:
    said(town)
    kept = backup(town, tmp_path / "kept")
    downgrade(town, "0014")
    upgrade(town)
    lost = remembered(town)

    restore(town, kept.file, now=NOW, replace=True)

    assert (lost, remembered(town)) == ({}, KEPT)


def test_a_backup_from_before_there_were_headings_is_brought_up_to_date(town: Settings, tmp_path: Path) -> None:
    downgrade(town, "0014")
    kept = backup(town, tmp_path / "kept")

    restore(town, kept.file, now=NOW, replace=True)
    upgrade(town)
    said(town)

    assert remembered(town) == KEPT
