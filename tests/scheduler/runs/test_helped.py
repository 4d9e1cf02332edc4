"""Runs that ask a cluster: it is asked by the run that needs it, and a run that may not do without fails aloud."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from scheduler import runs
from scheduler.cluster import cluster
from scheduler.settings.cluster import ClusterSettings
from scheduler.store.database import Sessions
from scheduler.store.runs import RunState
from solver import solve as solving
from solver.spread.machines import Cluster, Machines
from tests.scheduler.rows import NOW
from tests.scheduler.solved import queued, the_run
from tests.scheduler.street import Street


class Counting(Executor):
    """A machine that does at once what it is asked, and counts."""

    def __init__(self) -> None:
        self.count = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.count += 1
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


@pytest.fixture(autouse=True)
def _in_districts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even a street is too large to be decided as a whole."""
    monkeypatch.setattr(solving, "_WHOLE", 0)


def worked(sessions: Sessions, street: Street, helping: Cluster) -> tuple[int, runs.Outcome]:
    run_id = queued(sessions, street)
    claim = runs.claim(sessions, run_id, now=NOW)
    assert claim is not None
    return run_id, runs.work(sessions, claim, clock=lambda: NOW, workers=1, cluster=helping)


def test_a_run_is_helped(sessions: Sessions, street: Street) -> None:
    machine = Counting()

    @contextmanager
    def reach() -> Iterator[Machines]:
        yield Machines(machine, lambda: 2)

    run_id, outcome = worked(sessions, street, Cluster(reach, seats=1))

    assert outcome.state is RunState.DONE
    assert machine.count > 0
    run = the_run(sessions, run_id)
    assert run.bound is not None
    assert run.cost is not None
    assert run.bound <= run.cost


def test_a_run_that_is_to_be_helped_fails_aloud_where_nobody_is(sessions: Sessions, street: Street) -> None:
    strict = cluster(ClusterSettings("pigeon://10.0.0.5:1", refuse=True))
    assert strict is not None

    run_id, outcome = worked(sessions, street, replace(strict, seats=1))

    assert outcome.state is RunState.FAILED
    assert "pigeon://10.0.0.5:1" in (the_run(sessions, run_id).error or "")
