"""`redvest up --demo` and which town it is that is shown."""

import subprocess
import sys
from pathlib import Path

import pytest

from api.serving.commands import up
from seed_data.towns import FIRST, TOWNS
from tests.waiting import PATIENCE


@pytest.mark.parametrize(
    ("words", "town"),
    [
        pytest.param([], None, id="a town of one's own"),
        pytest.param(["--demo"], FIRST, id="the development zone"),
        pytest.param(["--demo", "city"], "city", id="a whole city"),
    ],
)
def test_a_demo_is_of_the_town_that_is_named(words: list[str], town: str | None) -> None:
    assert up.make_context("up", words).params["demo"] == town


def test_a_demo_of_a_town_that_nobody_knows_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    words = [sys.executable, "-P", "-m", "scheduler", "up", "--demo", "nosuch"]

    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, timeout=PATIENCE)

    assert done.returncode == 2
    assert all(town in done.stderr for town in ("nosuch", *TOWNS))
    assert not list(tmp_path.iterdir())
