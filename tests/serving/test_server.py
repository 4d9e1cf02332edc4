"""`redvest serve` as a real process: finishes what is in flight, replaces what dies, leaves nothing behind."""

import os
import signal
import sqlite3
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager

import requests

from tests.serving.machine import Machine, a_token, until


def workers(machine: Machine) -> set[int]:
    """The processes that the server started to answer."""
    return {pid for pid, line in machine.running().items() if "--multiprocessing-fork" in line}


@contextmanager
def waiting_for_the_database(machine: Machine) -> Iterator[Future[requests.Response]]:
    """Within the block, a request that cannot be answered before its end."""
    address = f"http://127.0.0.1:{machine.port}/api/v1/absences/1/withdraw"
    headers = {"Authorization": f"Bearer {a_token(machine)}"}
    with ThreadPoolExecutor(1) as pool, closing(sqlite3.connect(machine.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        asked = pool.submit(requests.post, address, headers=headers, json={}, timeout=30)
        yield asked
        other.execute("ROLLBACK")


def test_what_is_in_flight_is_answered_before_it_ends(machine: Machine) -> None:
    server = machine.start("serve", REDVEST_LOG_LEVEL="debug")
    machine.serves()

    with waiting_for_the_database(machine) as asked:
        until(lambda: machine.said().count("/healthz") > 20 or not machine.answers())
        server.send_signal(signal.SIGTERM)
        until(lambda: not machine.answers())
        assert not asked.done()

    assert asked.result().json()["code"] == "not-found"
    assert server.wait(timeout=15) == 0
    until(lambda: not machine.running(), patience=15)


def test_a_process_that_dies_is_replaced(machine: Machine) -> None:
    machine.start("serve", REDVEST_WEB_PROCESSES="2")
    machine.serves()
    until(lambda: len(workers(machine)) == 2)
    before = workers(machine)

    os.kill(min(before), signal.SIGKILL)

    until(lambda: len(workers(machine) - {min(before)}) == 2)
    machine.serves()


def test_the_processes_of_a_server_that_is_killed_end(machine: Machine) -> None:
    server = machine.start("serve")
    machine.serves()

    server.kill()
    server.wait()

    until(lambda: not workers(machine), patience=15)


def test_a_port_that_is_taken_is_refused(machine: Machine) -> None:
    machine.start("serve")
    machine.serves()

    second = machine.start("serve")

    assert second.wait(timeout=30) == 1
    assert f"端口 {machine.port} 已被占用" in machine.said()


def test_the_processes_of_a_server_count_together(machine: Machine) -> None:
    machine.start("serve", REDVEST_WEB_PROCESSES="2")
    machine.serves()
    for _ in range(20):
        requests.get(f"http://127.0.0.1:{machine.port}/login", timeout=5)

    told = requests.get(f"http://127.0.0.1:{machine.port}/metrics", timeout=5).text

    assert 'redvest_request_seconds_count{method="GET",route="/login",status="200"} 20.0' in told
