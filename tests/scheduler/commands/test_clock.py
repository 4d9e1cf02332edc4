"""`redvest clock` as a real process: solves what is queued in children, and loses nothing when either is killed."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from scheduler.services.access import asker
from scheduler.services.generating import cancel, request
from tests.scheduler.commands.real_town import Town
from tests.scheduler.rows import NOW
from tests.scheduler.street import a_drafted_roster, a_hard_street, a_street
from tests.waiting import until

pytestmark = pytest.mark.long

BEGUN = "SELECT checkpoint IS NOT NULL FROM run"
BEATING = "SELECT count(*) FROM clock_beat"


@pytest.fixture
def town(tmp_path: Path, migrated_file: Path) -> Iterator[Town]:
    town = Town(tmp_path, migrated_file)
    yield town
    town.end()


def queue(town: Town, *, hard: bool) -> None:
    """A run that nothing but a cancel ends within ten minutes if it is hard, else one of a few seconds."""
    with town.rows() as session:
        street = (a_hard_street if hard else a_street)(session)
        code = a_drafted_roster(session, street, days=28)
        request(session, street.admin, code, seconds=600 if hard else 5, now=NOW)


def call_off(town: Town) -> None:
    with town.rows() as session:
        cancel(session, asker(session, "admin"), "dec", now=NOW)


def holder(town: Town) -> int:
    """The process that works on the run."""
    (name,) = town.ask("SELECT claimed_by FROM run")
    return int(str(name).split(":")[-2])


def test_a_queued_run_is_solved_and_told_to_go_it_goes(town: Town) -> None:
    queue(town, hard=False)
    clock = town.start("clock")

    town.wait_for("SELECT state = 'done' FROM run")
    assert town.ask("SELECT state FROM roster") == ("solved",)
    assert holder(town) != clock.pid
    town.wait_for(BEATING)
    clock.send_signal(signal.SIGTERM)

    assert town.ends(clock) == 0
    assert town.ask(BEATING) == (0,)


def test_a_solve_whose_process_is_killed_is_gone_on_with(town: Town) -> None:
    queue(town, hard=True)
    town.start("clock")
    town.wait_for(BEGUN)
    first = holder(town)
    os.kill(first, signal.SIGKILL)

    town.wait_for("SELECT tries = 2 FROM run")

    assert holder(town) != first
    assert town.ask(BEGUN) == (1,)
    call_off(town)
    town.wait_for("SELECT state = 'cancelled' FROM run")
    assert town.ask("SELECT state FROM roster") == ("draft",)


def test_a_clock_that_is_killed_leaves_its_child_to_finish(town: Town) -> None:
    queue(town, hard=True)
    clock = town.start("clock")
    town.wait_for(BEGUN)
    child = holder(town)
    clock.kill()
    clock.wait()

    town.start("clock")
    town.wait_for("SELECT count(*) = 2 FROM clock_beat")
    call_off(town)
    town.wait_for("SELECT state = 'cancelled' FROM run")

    assert holder(town) == child
    assert town.ask("SELECT tries FROM run") == (1,)


def test_a_clock_that_is_told_to_go_hands_its_solve_back(town: Town) -> None:
    queue(town, hard=True)
    clock = town.start("clock")
    town.wait_for(BEGUN)
    clock.send_signal(signal.SIGTERM)

    assert town.ends(clock) == 0
    # The clock waits some seconds for its child, which may take longer on a busy machine.
    until(lambda: town.ask("SELECT state, tries FROM run") == ("running", 0), told=town.said)
    town.start("clock")
    town.wait_for("SELECT tries = 1 FROM run")
    call_off(town)
    town.wait_for("SELECT state = 'cancelled' FROM run")
    assert town.ask("SELECT state FROM run") == ("cancelled",)
