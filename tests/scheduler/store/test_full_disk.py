"""A disk without room is called full, by whatever name a driver calls it; any other fault keeps its own."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from scheduler.errors import Misconfigured
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.full_disk import is_full, told_of
from scheduler.store.units import Unit
from tests.scheduler.rows import a_unit

_embedded = pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)


@_embedded
def test_what_finds_no_room_says_so_and_nothing_of_it_is_kept(sessions: Sessions) -> None:
    with pytest.raises(Misconfigured, match="磁盘已满"):
        _two_units_where_one_has_room(sessions)

    with reading(sessions) as session:
        assert session.query(Unit).count() == 0


def _two_units_where_one_has_room(sessions: Sessions) -> None:
    with told_of(), transaction(sessions) as session:
        pages = session.scalar(text("PRAGMA page_count"))
        session.execute(text(f"PRAGMA max_page_count = {pages}"))
        a_unit(session, "u1")
        a_unit(session, "u2", name="局" * 100_000)


@_embedded
def test_another_fault_is_not_taken_for_it(sessions: Sessions) -> None:
    with transaction(sessions) as session, pytest.raises(OperationalError), told_of():
        session.execute(text("SELECT * FROM no_such_table"))


def test_a_fault_of_a_disk_with_room_is_one(tmp_path: Path) -> None:
    fault = sqlite3.OperationalError("disk I/O error")
    fault.sqlite_errorcode = sqlite3.SQLITE_IOERR

    assert not is_full(fault, tmp_path / "town.db")
