"""Runs that ask a cluster: it is asked by the run that needs it, and a run that may not do without fails aloud."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

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
from tests.solver.spread.others import Others


@pytest.fixture(autouse=True)
def _too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even a street is too large to be decided as a whole."""
    monkeypatch.setattr(solving, "_WHOLE", 0)


def worked(sessions: Sessions, street: Street, helping: Cluster) -> tuple[int, runs.Outcome]:
    run_id = queued(sessions, street)
    claim = runs.claim(sessions, run_id, now=NOW)
    assert claim is not None
    return run_id, runs.work(sessions, claim, clock=lambda: NOW, workers=1, cluster=helping)


def test_a_run_asks_for_help(sessions: Sessions, street: Street) -> None:
    reached: list[str] = []

    @contextmanager
    def reach() -> Iterator[Machines]:
        reached.append("the machines")
        yield Machines(Others(), lambda: 2)

    run_id, outcome = worked(sessions, street, Cluster(reach, seats=1))

    assert outcome.state is RunState.DONE
    # A street is closed before anybody need do anything; what machines do is tested in tests/solver/spread.
    assert reached == ["the machines"]
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
