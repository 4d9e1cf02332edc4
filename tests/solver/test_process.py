"""The command line as a process of its own: signals, streams, terminals, and an OUT that is whole or not at all."""

import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from benchmarks.towns import Size
from benchmarks.towns import town as made_up
from solver.__main__ import main
from solver.files import write_problem
from tests.solver.towns import file_of, on_day, people, town

# Two people share two seats, 1^2 each; of the village nothing is proven in an hour.
TINY = file_of(town(people(2), [on_day("s1", 0), on_day("s2", 1)], policy={"vacancy": 100, "fairness": 1}))
VILLAGE = write_problem(made_up(Size(units=6, people=100, points=10, days=28, side=2_500), 1))


@contextmanager
def running(*words: str, stderr: int = subprocess.PIPE) -> Iterator["subprocess.Popen[bytes]"]:
    """`python -m solver` with these words; killed at the end if it still lives."""
    command = [sys.executable, "-m", "solver", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    (tmp_path / "tiny.json").write_bytes(TINY)
    return tmp_path / "tiny.json"


@pytest.fixture
def village(tmp_path: Path) -> Path:
    (tmp_path / "village.json").write_bytes(VILLAGE)
    return tmp_path / "village.json"


def test_without_a_terminal_each_step_is_a_line_and_the_answer_goes_to_stdout(tiny: Path) -> None:
    with running("solve", str(tiny)) as process:
        out, error = process.communicate()

    steps = [json.loads(line) for line in error.decode().splitlines()]
    answer = json.loads(out)
    assert process.returncode == 0
    assert all(set(step) == {"seconds", "cost", "bound"} for step in steps)
    assert [list(step.values()) for step in steps] == answer["trace"]


def test_quiet_is_silent_and_packs_what_ends_in_gz(tiny: Path) -> None:
    with running("solve", str(tiny), "--out", str(tiny.with_name("a.json.gz")), "--quiet") as process:
        out, error = process.communicate()

    assert (process.returncode, out, error) == (0, b"", b"")
    assert tiny.with_name("a.json.gz").read_bytes()[:2] == b"\x1f\x8b"


def test_a_terminal_sees_a_bar(tiny: Path) -> None:
    master, slave = pty.openpty()
    with (
        ThreadPoolExecutor(1) as pool,
        running("solve", str(tiny), "--seconds", "600", stderr=slave) as process,
    ):
        os.close(slave)
        seen = pool.submit(all_of, master)
        process.communicate()

    shown = seen.result()
    os.close(master)
    assert process.returncode == 0
    assert "░" in shown
    assert "cost 2  bound 2  gap 0.00%" in shown
    assert "{" not in shown


def all_of(terminal: int) -> str:
    """What is written to it, until the last who could write has closed it."""
    seen = b""
    with suppress(OSError):
        while part := os.read(terminal, 4096):
            seen += part
    return seen.decode()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def test_a_signal_ends_with_the_best_so_far(village: Path, number: signal.Signals) -> None:
    out = village.with_name("answer.json")
    with running("solve", str(village), "--out", str(out), "--seconds", "3600") as process:
        assert process.stderr
        process.stderr.readline()  # a first roster is there
        process.send_signal(number)
        process.communicate()

    assert process.returncode == 0
    assert json.loads(out.read_bytes())["status"] == "stopped"
    assert main(["judge", str(village), str(out)]) == 0


def test_a_kill_leaves_the_old_answer_whole(village: Path) -> None:
    out = village.with_name("answer.json")
    out.write_text("as it was")
    with running("solve", str(village), "--out", str(out), "--seconds", "3600") as process:
        assert process.stderr
        process.stderr.readline()
        process.kill()

    assert out.read_text() == "as it was"
    assert {path.name for path in village.parent.iterdir()} == {"village.json", "answer.json"}
