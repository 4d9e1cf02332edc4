"""Supervision of real processes: what dies is started again, what keeps dying is given up, all end together."""

import os
import signal
from threading import Event

import pytest

from api.serving.supervise import Limits, keep_running
from tests.serving.machine import Machine

pytestmark = pytest.mark.long

DRIVER = """
import os, signal
from threading import Event
from api.serving.supervise import keep_running
stopping = Event()
signal.signal(signal.SIGTERM, lambda *_: stopping.set())
keep_running([("serve",)], env=os.environ, stopping=stopping)
"""


def server_of(machine: Machine) -> int:
    """The server that the supervisor started; 0 while there is none."""
    lines = machine.running().items()
    return next((pid for pid, line in lines if "api.serving.child serve" in line), 0)


@pytest.fixture
def supervised(machine: Machine) -> Machine:
    """Where a supervisor keeps a server running."""
    machine.python("-c", DRIVER)
    machine.serves()
    return machine


def test_what_keeps_dying_is_given_up() -> None:
    limits = Limits(pause=0.0, deaths=1)

    assert not keep_running([("no-such-command",)], env=os.environ, stopping=Event(), limits=limits)


def test_what_dies_is_started_again(supervised: Machine) -> None:
    before = server_of(supervised)

    os.kill(before, signal.SIGKILL)

    supervised.until(lambda: server_of(supervised) not in {0, before})
    supervised.serves()


def test_all_end_together_in_good_order(supervised: Machine) -> None:
    (main,) = supervised.processes

    main.send_signal(signal.SIGTERM)

    assert supervised.ends(main) == 0


def test_nothing_outlives_a_supervisor_that_is_killed(supervised: Machine) -> None:
    (main,) = supervised.processes

    main.kill()
    supervised.ends(main)

    assert not supervised.running()
