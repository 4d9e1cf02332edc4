"""`redvest` as somebody types it, run in this process on the test's own database."""

import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from scheduler.__main__ import main
from scheduler.settings import Settings


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str


Redvest = Callable[..., Ran]


@pytest.fixture
def redvest(settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Redvest:
    """Runs `redvest` with these words."""
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
