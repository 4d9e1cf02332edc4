"""`redvest up` as a real process: everything that one machine needs, in one."""

import signal
import socket

import pytest

from tests.ports import HERE
from tests.serving.machine import Machine
from tests.waiting import PATIENCE

pytestmark = pytest.mark.long


def test_from_nothing_it_makes_the_tables_serves_and_keeps_the_clock(machine: Machine) -> None:
    machine.database.unlink()

    up = machine.start("up")
    machine.serves()
    machine.until(lambda: machine.answers("/readyz"))

    machine.until(lambda: f"可以打开 http://{HERE}:{machine.port}" in machine.said())
    machine.until(lambda: "redvest user add" in machine.said())
    up.send_signal(signal.SIGTERM)
    assert machine.ends(up) == 0


def test_a_port_that_is_taken_is_refused_at_once(machine: Machine) -> None:
    with socket.socket() as other:
        other.bind((HERE, machine.port))
        other.listen()

        up = machine.start("up")

        assert up.wait(timeout=PATIENCE) == 1
    assert f"端口 {machine.port} 已被占用" in machine.said()
