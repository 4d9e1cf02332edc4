"""Children: as many as there is work for, never more than allowed, told to go when the clock goes."""

import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest

from scheduler.jobs.children import Children

STAYS = (sys.executable, "-c", "import time; time.sleep(60)")
FAILS = (sys.executable, "-c", "raise SystemExit(1)")


@pytest.fixture
def children() -> Iterator[Children]:
    children = Children(STAYS)
    yield children
    children.stop(5)


@pytest.mark.parametrize(
    ("waiting", "most", "started"),
    [
        pytest.param(0, 2, 0, id="no work"),
        pytest.param(1, 2, 1, id="one piece"),
        pytest.param(5, 2, 2, id="more than allowed"),
        pytest.param(5, 0, 0, id="none allowed here"),
    ],
)
def test_there_are_as_many_as_work_asks_for(children: Children, waiting: int, most: int, started: int) -> None:
    assert children.tend("runs", waiting=waiting, most=most) == started


def test_one_that_still_looks_for_its_work_counts(children: Children) -> None:
    children.tend("runs", waiting=1, most=2)

    assert children.tend("runs", waiting=1, most=2) == 0
    assert children.tend("runs", waiting=2, most=2) == 1
    assert children.tend("uploads", waiting=1, most=1) == 1


def test_after_one_that_failed_there_is_a_pause() -> None:
    children = Children(FAILS)
    children.tend("runs", waiting=1, most=1)
    deadline = monotonic() + 30
    while children.alive and monotonic() < deadline:
        pass

    assert children.tend("runs", waiting=1, most=1) == 0


def test_told_to_go_they_go(tmp_path: Path) -> None:
    children = Children(STAYS)
    children.tend("runs", waiting=1, most=1)

    children.stop(10)

    assert children.alive == 0
