"""Runs: claimed once, solved, cancelled, failed aloud, and gone on with after a crash."""

import gzip
import json

from sqlalchemy import select

from scheduler import runs
from scheduler.runs import Way
from scheduler.services.generating import cancel, latest, request
from scheduler.services.looking import look
from scheduler.store.changes import ChangeKind, ChangeSet
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.moves import Move
from scheduler.store.rosters import RosterState
from scheduler.store.runs import Run, RunState
from scheduler.store.snapshot import duties_of, snapshot
from solver.judge import judge
from solver.progress import Stop
from solver.roster import Roster as Answered
from tests.scheduler.rows import NOW
from tests.scheduler.solved import queued, the_roster, the_run, work
from tests.scheduler.street import (
    Street,
    a_drafted_roster,
    a_hard_street,
)


def test_a_run_ends_with_a_version_that_the_judge_agrees_with(sessions: Sessions, street: Street) -> None:
    run_id = queued(sessions, street)

    outcome = work(sessions, runs.claim(sessions, run_id, now=NOW))

    assert outcome.state is RunState.DONE
    run = the_run(sessions, run_id)
    assert (run.state, run.ended_at, run.checkpoint, run.error) == (RunState.DONE, NOW, None, None)
    with reading(sessions) as session:
        roster = the_roster(session)
        entry = session.scalars(select(ChangeSet)).one()
        verdict = judge(snapshot(session, roster), Answered(duties_of(session, roster)))
    assert (roster.state, roster.version) == (RosterState.SOLVED, 1)
    assert (entry.kind, entry.by_user, entry.run_id) == (ChangeKind.SOLVE, street.admin.user_id, run_id)
    assert (entry.cost, entry.costs, verdict.legal) == (verdict.cost, dict(verdict.costs), True)
    # 16 seats, all filled; the bound meets the cost.
    assert (verdict.costs["vacancy"], entry.bound, run.cost, run.bound) == (0, entry.cost, entry.cost, entry.cost)
    assert run.trace[-1][1:] == [entry.cost, entry.cost]


def test_every_step_is_logged(sessions: Sessions, street: Street) -> None:
    work(sessions, runs.claim(sessions, queued(sessions, street), now=NOW))

    with reading(sessions) as session:
        moves = session.execute(select(Move.noun, Move.after).order_by(Move.id)).all()
    assert [tuple(move) for move in moves] == [
        ("roster", "queued"),
        ("run", "running"),
        ("roster", "solving"),
        ("roster", "solved"),
        ("run", "done"),
    ]


def test_a_stop_keeps_the_best_so_far(sessions: Sessions, street: Street) -> None:
    run_id = queued(sessions, street, seconds=600)
    stop = Stop()
    stop()

    outcome = work(sessions, runs.claim(sessions, run_id, now=NOW), stop)

    assert outcome.state is RunState.DONE
    with reading(sessions) as session:
        assert look(session, street.admin, "dec").state is RosterState.SOLVED


def test_a_cancelled_run_keeps_nothing(sessions: Sessions, street: Street) -> None:
    run_id = queued(sessions, street)
    claim = runs.claim(sessions, run_id, now=NOW)
    with transaction(sessions) as session:
        cancel(session, street.admin, "dec", now=NOW)
    stop = Stop()

    def at_the_first_look(_way: Way) -> None:
        stop()

    assert claim is not None
    runs.work(sessions, claim, clock=lambda: NOW, workers=1, stop=stop, report=at_the_first_look)

    assert the_run(sessions, run_id).state is RunState.CANCELLED
    with reading(sessions) as session:
        view = look(session, street.admin, "dec")
    assert (view.state, view.version) == (RosterState.DRAFT, 0)


def test_a_running_solve_is_called_off_long_before_its_time(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        street = a_hard_street(session)
        code = a_drafted_roster(session, street, days=28)
        request(session, street.admin, code, seconds=3600, now=NOW)
    claim = runs.claim(sessions, now=NOW)
    looks = []

    def ask_at_the_first_look(way: Way) -> None:
        looks.append(way)
        if len(looks) == 1:
            with transaction(sessions) as session:
                cancel(session, street.admin, "dec", now=NOW)

    assert claim is not None
    outcome = runs.work(sessions, claim, clock=lambda: NOW, workers=1, report=ask_at_the_first_look)

    assert outcome.state is RunState.CANCELLED
    # The very next look sees it, and the solver is not waited for before that is written down.
    assert len(looks) == 1


def test_what_goes_wrong_is_told_and_the_roster_is_what_it_was(sessions: Sessions, street: Street) -> None:
    run_id = queued(sessions, street)
    claim = runs.claim(sessions, run_id, now=NOW)
    with transaction(sessions) as session:
        session.get_one(Run, run_id).checkpoint = gzip.compress(b"spoilt")

    outcome = work(sessions, claim)

    assert outcome.state is RunState.FAILED
    assert isinstance(outcome.fault, json.JSONDecodeError)
    with reading(sessions) as session:
        told = latest(session, street.admin, "dec")
        assert look(session, street.admin, "dec").state is RosterState.DRAFT
    assert told is not None
    assert told.state is RunState.FAILED
    assert (told.error or "").startswith("程序出错：JSONDecodeError")
