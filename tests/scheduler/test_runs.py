"""Runs: claimed once, solved, cancelled, failed aloud, and gone on with after a crash."""

import gzip
import json
import os
import socket
from collections.abc import Iterator
from datetime import date, timedelta
from time import monotonic

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler import runs
from scheduler.errors import Conflict, Forbidden, Invalid, NotFound
from scheduler.runs import Claim, Way
from scheduler.runs.way import packed, unpacked
from scheduler.services.access import Asker
from scheduler.services.generating import cancel, latest, request, request_or_join
from scheduler.services.looking import look
from scheduler.store.changes import ChangeKind, ChangeSet
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.moves import Move
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.runs import Run, RunState
from scheduler.store.snapshot import duties_of, snapshot
from scheduler.store.users import UserRole
from solver.judge import judge
from solver.problem import Duty
from solver.progress import Step, Stop
from solver.roster import Roster as Answered
from tests.scheduler.rows import NOW
from tests.scheduler.street import (
    Street,
    a_drafted_roster,
    a_hard_street,
    a_published_roster,
    a_roster_with,
    a_street,
    an_asker,
    the_duties,
)


@pytest.fixture
def street(sessions: Sessions) -> Street:
    with transaction(sessions) as session:
        return a_street(session)


@pytest.fixture
def session(sessions: Sessions) -> Iterator[Session]:
    with transaction(sessions) as session:
        yield session


def queued(sessions: Sessions, street: Street, seconds: float = 5) -> int:
    """The number of a run that waits."""
    with transaction(sessions) as session:
        code = a_drafted_roster(session, street)
        return request(session, street.admin, code, seconds=seconds, now=NOW).id


def work(sessions: Sessions, claim: Claim | None, stop: Stop | None = None) -> runs.Outcome:
    assert claim is not None
    return runs.work(sessions, claim, clock=lambda: NOW, workers=1, stop=stop)


def the_run(sessions: Sessions, run_id: int) -> Run:
    with reading(sessions) as session:
        return session.get_one(Run, run_id)


def the_roster(session: Session) -> Roster:
    return session.scalars(select(Roster)).one()


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


def test_a_running_solve_is_called_off_within_two_seconds(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        street = a_hard_street(session)
        code = a_drafted_roster(session, street, days=28)
        request(session, street.admin, code, seconds=600, now=NOW)
    claim = runs.claim(sessions, now=NOW)
    asked: list[float] = []

    def ask_once(_way: Way) -> None:
        if not asked:
            with transaction(sessions) as session:
                cancel(session, street.admin, "dec", now=NOW)
            asked.append(monotonic())

    assert claim is not None
    outcome = runs.work(sessions, claim, clock=lambda: NOW, workers=1, report=ask_once)

    assert outcome.state is RunState.CANCELLED
    # A heartbeat a second, and the solver's own second to come to an end; the rest is for a busy machine.
    assert monotonic() - asked[0] < 6


def test_a_waiting_run_is_cancelled_at_once(sessions: Sessions, street: Street) -> None:
    run_id = queued(sessions, street)

    with transaction(sessions) as session:
        cancel(session, street.admin, "dec", now=NOW)

    run = the_run(sessions, run_id)
    assert (run.state, run.ended_at) == (RunState.CANCELLED, NOW)
    with transaction(sessions) as session:
        assert the_roster(session).state is RosterState.DRAFT
        with pytest.raises(NotFound, match="没有正在进行"):
            cancel(session, street.admin, "dec", now=NOW)


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


def test_one_live_run_a_roster(session: Session, street: Street) -> None:
    code = a_drafted_roster(session, street)
    first = request(session, street.admin, code, seconds=5, now=NOW)

    with pytest.raises(Conflict, match="正在排班"):
        request(session, street.admin, code, seconds=5, now=NOW)
    joined, live = request_or_join(session, street.admin, code, seconds=5, now=NOW)
    assert (joined.id, live) == (first.id, True)


@pytest.mark.parametrize("seconds", [0, 0.5, 86_401, float("nan")])
def test_impossible_seconds_are_refused(session: Session, street: Street, seconds: float) -> None:
    with pytest.raises(Invalid):
        request(session, street.admin, a_drafted_roster(session, street), seconds=seconds, now=NOW)


def test_a_roster_without_shifts_is_not_solved(session: Session, street: Street) -> None:
    code = a_drafted_roster(session, street, start=date(2026, 11, 21), days=1)

    # 21 November 2026 is a Saturday: nothing is staffed.
    with pytest.raises(Invalid, match="没有班次"):
        request(session, street.admin, code, seconds=5, now=NOW)


def test_a_published_roster_is_not_solved_again(session: Session, street: Street) -> None:
    code = a_published_roster(session, street, ("01-p1", "v1"))

    with pytest.raises(Conflict, match="已发布"):
        request(session, street.admin, code, seconds=5, now=NOW)


def test_generating_keeps_to_the_scope(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, ("01-p1", "v1"), unit="u1")
    stranger = an_asker(session, "u2er", UserRole.COORDINATOR, unit_id=street.units[1].id)
    viewer = an_asker(session, "viewer", UserRole.VIEWER)

    for verb in (latest, cancel_now, request_now):
        with pytest.raises(NotFound):
            verb(session, stranger, code)
    with pytest.raises(Forbidden):
        request_now(session, viewer, code)


def cancel_now(session: Session, who: Asker, code: str) -> None:
    cancel(session, who, code, now=NOW)


def request_now(session: Session, who: Asker, code: str) -> None:
    request(session, who, code, seconds=5, now=NOW)
