"""`redvest` as somebody types it, run in this process on the test's own database."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from scheduler import clock
from scheduler.__main__ import main
from scheduler.settings import Settings
from scheduler.store.database import Sessions, transaction
from tests.scheduler.rows import NOW
from tests.scheduler.street import a_roster_with, a_street


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str


Redvest = Callable[..., Ran]
LINE = ("01-p1", "v1"), ("01-p1", "v2"), ("02-p1", "v3")


def given(sessions: Sessions, *duties: tuple[str, str], **asked: Any) -> None:
    """The street, with a roster "dec" of those duties."""
    with transaction(sessions) as session:
        a_roster_with(session, a_street(session), *duties, **asked)


@pytest.fixture
def redvest(settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Redvest:
    """Runs `redvest` with these words, at the moment NOW."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setenv("REDVEST_HOME", str(settings.home))
    monkeypatch.setenv("REDVEST_DATABASE_URL", settings.database)
    monkeypatch.setenv("REDVEST_KEY", " ".join(settings.keys))
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.delenv("REDVEST_AS", raising=False)

    def run(*words: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["redvest", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return Ran(int(ended.value.code or 0), said.out, said.err)

    return run


@pytest.fixture
def typed(redvest: Redvest, monkeypatch: pytest.MonkeyPatch) -> Redvest:
    """`redvest` for the street's admin."""
    monkeypatch.setenv("REDVEST_AS", "admin")
    return redvest
