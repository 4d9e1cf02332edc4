"""Children: as many as there is work for, never more than allowed, told to go when the clock goes."""

import sys
from collections.abc import Iterator

import pytest

from scheduler.jobs.children import Children
from tests.waiting import PATIENCE, until

STAYS = (sys.executable, "-c", "import time; time.sleep(900)")
FAILS = (sys.executable, "-c", "raise SystemExit(1)")


@pytest.fixture
def children() -> Iterator[Children]:
    children = Children(STAYS, ticks=lambda: 0.0)
    yield children
    children.stop(PATIENCE)


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
    now = 0.0
    children = Children(FAILS, ticks=lambda: now)
    children.tend("runs", waiting=1, most=1)
    until(lambda: not children.alive)

    assert children.tend("runs", waiting=1, most=1) == 0
    now = 15.0
    assert children.tend("runs", waiting=1, most=1) == 1
    children.stop(PATIENCE)


def test_told_to_go_they_go() -> None:
    children = Children(STAYS)
    children.tend("runs", waiting=1, most=1)

    children.stop(PATIENCE)

    assert children.alive == 0
