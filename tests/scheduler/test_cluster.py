"""A real Dask cluster on this machine, a scheduler and two workers: it helps, it loses a worker, it is not there."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from benchmarks.towns import STREET, town
from scheduler.cluster import cluster
from scheduler.settings.cluster import ClusterSettings
from solver.answered import Effort
from solver.judge import judge
from solver.problem import Duty
from solver.progress import Stop
from solver.roster import Roster
from solver.spread.machines import Unreachable, machines_at
from tests.ports import HERE, a_port
from tests.waiting import until

pytestmark = pytest.mark.long

EFFORT = Effort(seconds=3600.0, workers=1, rounds=1)
_WORKER = ("--nthreads", "1", "--no-nanny", "--no-dashboard")


@dataclass(frozen=True)
class Dask:
    """`workers` are process ids by the workers' names."""

    address: str
    workers: dict[str, int]


@dataclass(frozen=True)
class Found:
    duties: frozenset[Duty]
    cost: int
    bound: int | None


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[Dask]:
    with ExitStack() as stack:
        told = tmp_path / "scheduler.json"
        started(stack, tmp_path, "scheduler", "--host", HERE, "--port", "0", "--no-dashboard", "--scheduler-file", told)
        until(lambda: told.exists() and told.read_text().endswith("}"), told=lambda: said(tmp_path))
        address = json.loads(told.read_text())["address"]
        pids = {
            name: started(stack, tmp_path, "worker", address, "--name", name, "--local-directory", tmp_path, *_WORKER)
            for name in ("w1", "w2")
        }
        until(lambda: said(tmp_path).count("Registered to:") == len(pids), told=lambda: said(tmp_path))
        yield Dask(address, pids)


def started(stack: ExitStack, folder: Path, *words: object) -> int:
    log = stack.enter_context((folder / f"{len(list(folder.iterdir()))}.log").open("w"))
    command = [sys.executable, "-m", "dask", *map(str, words)]
    process = stack.enter_context(subprocess.Popen(command, stdout=log, stderr=log, cwd=folder))
    stack.callback(process.kill)
    return process.pid


def said(folder: Path) -> str:
    return "\n".join(log.read_text(errors="replace") for log in folder.glob("*.log"))


def apart(job: Any, *arguments: Any) -> Any:
    """In a process of its own, so that whatever the cluster's library leaves behind is gone with it."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(job, *arguments).result()


def helped(address: str, effort: Effort = EFFORT, stop: Stop | None = None) -> Found:
    """The street, solved in blocks by the workers and here."""
    # The engine, two seconds to load.
    from solver.solve import solve

    asked = cluster(ClusterSettings(address, refuse=True))
    assert asked is not None
    answer = solve(town(STREET, 1), effort, stop=stop, cluster=replace(asked, seats=500))
    return Found(answer.roster.duties, answer.cost, answer.bound)


def helped_by_one_that_dies(dask: Dask) -> Found:
    """Stopped once the other one works on; until then there is time enough on any machine."""
    stop = Stop()
    killer = Thread(target=kill_whoever_works, args=(dask, stop))
    killer.start()
    found = helped(dask.address, Effort(seconds=3600.0, workers=1), stop)
    killer.join()
    return found


def kill_whoever_works(dask: Dask, stop: Stop) -> None:
    """Kill the first worker that is seen at work: held still first, so that it cannot have finished meanwhile."""
    from distributed import Client

    connect: Any = Client
    with connect(dask.address, set_as_default=False) as client:

        def killed() -> bool:
            for address, jobs in client.processing().items():
                if jobs:
                    pid = dask.workers[client.scheduler_info(n_workers=-1)["workers"][address]["name"]]
                    os.kill(pid, signal.SIGSTOP)
                    if client.processing()[address]:
                        os.kill(pid, signal.SIGKILL)
                        return True
                    os.kill(pid, signal.SIGCONT)
            return False

        until(killed)
        until(lambda: len(client.processing()) == 1 and all(client.processing().values()))
    stop()


def test_two_workers_give_a_judged_roster_with_a_proven_bound(dask: Dask) -> None:
    found: Found = apart(helped, dask.address)

    assert_judged(found)


def test_a_worker_killed_in_the_middle_costs_time_and_not_the_answer(dask: Dask) -> None:
    found: Found = apart(helped_by_one_that_dies, dask)

    assert_judged(found)


def assert_judged(found: Found) -> None:
    verdict = judge(town(STREET, 1), Roster(found.duties))
    assert verdict.legal
    assert verdict.cost == found.cost
    assert found.bound is not None
    assert 0 < found.bound <= found.cost


def unreachable(address: str) -> str:
    try:
        with machines_at(address):
            return ""
    except Unreachable as why:
        return str(why)


def test_a_cluster_that_is_not_there_is_told_by_its_address() -> None:
    address = f"tcp://{HERE}:{a_port()}"

    assert address in apart(unreachable, address)
