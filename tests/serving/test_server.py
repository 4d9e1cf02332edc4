"""`redvest serve` as a real process: finishes what is in flight, replaces what dies, leaves nothing behind."""

import os
import signal
import sqlite3
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
import requests

from tests.ports import HERE
from tests.serving.machine import Machine, a_token
from tests.waiting import PATIENCE

pytestmark = pytest.mark.long

PATIENT = f"""
import sys
from api.serving import ending
ending.PATIENCE = {PATIENCE}
from scheduler.__main__ import main
sys.argv = ["redvest", "serve"]
main()
"""
"""A server that waits for what is in flight as long as this test may take to come back to it."""

_A_MOMENT = 3.0
"""Seconds. Who comes just as a server ends is let in by the system, and answered by nobody: that must not be waited
for, as a request waits for the database only ten times as long."""


def workers(machine: Machine) -> set[int]:
    """The processes that the server started to answer."""
    return {pid for pid, line in machine.running().items() if "--multiprocessing-fork" in line}


def at_work(machine: Machine) -> bool:
    """Whether one of them has opened the database, as nothing but a request makes it do."""
    found = (file for pid in workers(machine) for file in Path(f"/proc/{pid}/fd").iterdir())
    with suppress(OSError):
        return any(file.resolve() == machine.database.resolve() for file in found)
    return False


@contextmanager
def waiting_for_the_database(machine: Machine) -> Iterator[Future[requests.Response]]:
    """Within the block, a request that cannot be answered before its end."""
    address = f"http://{HERE}:{machine.port}/api/v1/absences/1/withdraw"
    headers = {"Authorization": f"Bearer {a_token(machine)}"}
    locking = sqlite3.connect(machine.database, timeout=PATIENCE, isolation_level=None)
    with ThreadPoolExecutor(1) as pool, closing(locking) as other:
        other.execute("BEGIN IMMEDIATE")
        asked = pool.submit(requests.post, address, headers=headers, json={}, timeout=PATIENCE)
        yield asked
        other.execute("ROLLBACK")


def test_what_is_in_flight_is_answered_before_it_ends(machine: Machine) -> None:
    server = machine.python("-c", PATIENT)
    machine.serves()

    with waiting_for_the_database(machine) as asked:
        machine.until(lambda: at_work(machine))
        server.send_signal(signal.SIGTERM)
        machine.until(lambda: not machine.answers(within=_A_MOMENT))
        assert not asked.done()

    assert asked.result().json()["code"] == "not-found"
    assert machine.ends(server) == 0


def test_a_process_that_dies_is_replaced(machine: Machine) -> None:
    machine.start("serve", REDVEST_WEB_PROCESSES="2")
    machine.serves()
    machine.until(lambda: len(workers(machine)) == 2)
    one = min(workers(machine))

    os.kill(one, signal.SIGKILL)

    machine.until(lambda: len(workers(machine) - {one}) == 2)
    machine.serves()


def test_the_processes_of_a_server_that_is_killed_end(machine: Machine) -> None:
    server = machine.start("serve")
    machine.serves()

    server.kill()
    server.wait()

    machine.until(lambda: not workers(machine))


def test_a_port_that_is_taken_is_refused(machine: Machine) -> None:
    machine.start("serve")
    machine.serves()

    second = machine.start("serve")

    assert second.wait(timeout=PATIENCE) == 1
    assert f"端口 {machine.port} 已被占用" in machine.said()


def test_the_processes_of_a_server_count_together(machine: Machine) -> None:
    machine.start("serve", REDVEST_WEB_PROCESSES="2")
    machine.serves()
    for _ in range(20):
        requests.get(f"http://{HERE}:{machine.port}/login", timeout=PATIENCE)

    told = requests.get(f"http://{HERE}:{machine.port}/metrics", timeout=PATIENCE).text

    assert 'redvest_request_seconds_count{method="GET",route="/login",status="200"} 20.0' in told
