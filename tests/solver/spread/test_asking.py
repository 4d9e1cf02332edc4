"""`python -m solver solve --cluster`: a cluster that is not there is told, and then done without, or not."""

from functools import partial
from pathlib import Path

import pytest

from benchmarks.towns import Size
from benchmarks.towns import town as made_up
from solver import commands
from solver import solve as solving
from solver.__main__ import main
from solver.files import write_problem
from solver.spread.machines import Cluster, Unreachable, machines_at
from tests.solver.desk import FILE, Desk

NOWHERE = "pigeon://10.0.0.5:1"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, FILE)


def test_an_address_of_a_kind_that_nobody_knows_is_told() -> None:
    with pytest.raises(Unreachable, match=r"pigeon://10\.0\.0\.5:1"), machines_at(NOWHERE):
        pass


def test_a_small_town_does_not_ask(desk: Desk) -> None:
    assert desk.solve("answer.json", "--cluster", NOWHERE, "--without-cluster", "refuse") == 0
    assert desk.read()["status"] == "optimal"


@pytest.mark.parametrize(("without", "code"), [("here", 0), ("refuse", 2)])
def test_a_large_town_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], without: str, code: int
) -> None:
    # A village is large enough here, for the engine and for blocks.
    monkeypatch.setattr(solving, "_WHOLE", 0)
    monkeypatch.setattr(commands, "Cluster", partial(Cluster, seats=1))
    village, out = tmp_path / "village.json", tmp_path / "answer.json"
    village.write_bytes(write_problem(made_up(Size(units=3, people=20, points=4, days=7, side=1_500), 1)))
    words = ["--workers", "1", "--rounds", "1", "--seconds", "3600", "--quiet"]

    found = main(["solve", str(village), "--out", str(out), *words, "--cluster", NOWHERE, "--without-cluster", without])

    assert found == code
    assert out.exists() is (code == 0)
    assert NOWHERE in capfd.readouterr().err or code == 0
