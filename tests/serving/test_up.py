"""`redvest up` as a real process: everything that one machine needs, in one."""

import signal
import socket

from tests.serving.machine import HERE, Machine, until


def test_from_nothing_it_makes_the_tables_serves_and_keeps_the_clock(machine: Machine) -> None:
    machine.database.unlink()

    up = machine.start("up")
    machine.serves()
    until(lambda: machine.answers("/readyz"))

    until(lambda: f"可以打开 http://{HERE}:{machine.port}" in machine.said())
    until(lambda: "redvest user add" in machine.said())
    up.send_signal(signal.SIGTERM)
    assert up.wait(timeout=15) == 0
    until(lambda: not machine.running(), patience=15)


def test_a_port_that_is_taken_is_refused_at_once(machine: Machine) -> None:
    with socket.socket() as other:
        other.bind((HERE, machine.port))
        other.listen()

        up = machine.start("up")

        assert up.wait(timeout=30) == 1
    assert f"端口 {machine.port} 已被占用" in machine.said()
