"""Claiming runs: once, in their order, and again after a crash."""

import os
import socket
from datetime import timedelta

import pytest

from scheduler import runs
from scheduler.runs import Way
from scheduler.runs.way import packed, unpacked
from scheduler.services.generating import request
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.runs import Run, RunState
from solver.problem import Duty
from solver.progress import Step
from solver.roster import Roster as Answered
from tests.scheduler.rows import NOW
from tests.scheduler.solved import queued, the_roster, the_run, work
from tests.scheduler.street import (
    Street,
    a_drafted_roster,
    a_hard_street,
    the_duties,
)


def test_only_one_claim_wins(sessions: Sessions, street: Street) -> None:
    run_id = queued(sessions, street)

    first, second = (runs.claim(sessions, run_id, now=NOW) for _ in range(2))

    assert first is not None
    assert second is None
    assert the_run(sessions, run_id).claimed_by == first.by


def test_the_run_that_waits_longest_is_claimed_first(sessions: Sessions, street: Street) -> None:
    with transaction(sessions) as session:
        for code, minutes in (("late", 5), ("early", 1)):
            a_drafted_roster(session, street, code)
            request(session, street.admin, code, seconds=5, now=NOW + timedelta(minutes=minutes))

    claimed = [runs.claim(sessions, now=NOW + timedelta(minutes=9)) for _ in range(3)]

    with reading(sessions) as session:
        wanted = [session.get_one(Run, claim.run_id) for claim in claimed if claim]
        assert [session.get_one(Roster, run.roster_id).code for run in wanted] == ["early", "late"]
    assert claimed[2] is None


@pytest.mark.parametrize(
    ("seconds", "orphaned"),
    [pytest.param(30, False, id="silent for half a minute"), pytest.param(31, True, id="a second longer")],
)
def test_a_silent_run_may_be_claimed_again(sessions: Sessions, street: Street, seconds: int, orphaned: bool) -> None:
    run_id = queued(sessions, street)
    runs.claim(sessions, run_id, now=NOW)

    again = runs.claim(sessions, run_id, now=NOW + timedelta(seconds=seconds))

    assert (again is not None) is orphaned


def test_a_run_whose_process_on_this_machine_is_gone_is_claimed_at_once(sessions: Sessions, street: Street) -> None:
    run_id = queued(sessions, street)
    runs.claim(sessions, run_id, now=NOW)
    child = os.fork() or os._exit(0)
    os.waitpid(child, 0)
    with transaction(sessions) as session:
        session.get_one(Run, run_id).claimed_by = f"{socket.gethostname()}:{child}:ab"

    assert runs.claim(sessions, run_id, now=NOW) is not None


def test_after_a_crash_the_run_goes_on_from_its_checkpoint(sessions: Sessions, street: Street) -> None:
    run_id = queued(sessions, street, seconds=60)
    runs.claim(sessions, run_id, now=NOW)
    best = Answered(the_duties(("01-p1", "v2"), ("02-p2", "v6")))
    with transaction(sessions) as session:
        run = session.get_one(Run, run_id)
        run.checkpoint, run.trace = packed(best), [[40.0, 9000, 10]]

    outcome = work(sessions, runs.claim(sessions, run_id, now=NOW + timedelta(minutes=1)))

    assert outcome.state is RunState.DONE
    trace = the_run(sessions, run_id).trace
    assert trace[0] == [40.0, 9000, 10]
    assert all(seconds >= 40.0 for seconds, _, _ in trace)


def test_who_was_taken_over_writes_nothing_any_more(sessions: Sessions, street: Street) -> None:
    run_id = queued(sessions, street)
    slow = runs.claim(sessions, run_id, now=NOW)
    runs.claim(sessions, run_id, now=NOW + timedelta(minutes=1))

    outcome = work(sessions, slow)

    assert (outcome.state, outcome.fault) == (RunState.RUNNING, None)
    assert the_run(sessions, run_id).state is RunState.RUNNING


def test_a_checkpoint_holds_the_duties() -> None:
    duties = the_duties(("01-p1", "v1"), ("01-p2", "张三"))

    assert unpacked(packed(Answered(duties))) == duties


def test_the_way_counts_on_from_what_was_spent() -> None:
    way = Way([(40.0, 900, None)])
    way.note(Step(2.5, 800, 100))
    way.hold(Answered(frozenset({Duty("s", "v")})))

    assert way.trace == [(40.0, 900, None), (42.5, 800, 100)]
    assert way.taken_best() is not None
    assert way.taken_best() is None


def test_waiting_runs_are_counted_with_those_left_behind(sessions: Sessions, street: Street) -> None:
    run_id = queued(sessions, street)
    counted = []

    for moment in (NOW, NOW, NOW + timedelta(minutes=1)):
        with reading(sessions) as session:
            counted.append(runs.waiting(session, moment))
        runs.claim(sessions, run_id, now=NOW)

    assert counted == [1, 0, 1]


def test_a_run_that_three_processes_died_of_fails_aloud(sessions: Sessions, street: Street) -> None:
    run_id = queued(sessions, street)
    claims = [runs.claim(sessions, run_id, now=NOW + n * timedelta(minutes=1)) for n in range(4)]

    outcome = work(sessions, claims[-1])

    assert outcome.state is RunState.FAILED
    run = the_run(sessions, run_id)
    assert (run.tries, run.error) == (4, "排班已中断 3 次，不再重试；请看日志后重新排班")
    with reading(sessions) as session:
        assert the_roster(session).state is RosterState.DRAFT


def test_a_process_that_is_told_to_go_hands_the_run_back(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        street = a_hard_street(session)
    run_id = queued(sessions, street, seconds=600)
    claim = runs.claim(sessions, run_id, now=NOW)

    def told_to_go(_way: Way) -> None:
        raise SystemExit

    assert claim is not None
    with pytest.raises(SystemExit):
        runs.work(sessions, claim, clock=lambda: NOW, workers=1, report=told_to_go)

    assert the_run(sessions, run_id).tries == 0
    assert runs.claim(sessions, run_id, now=NOW) is not None
