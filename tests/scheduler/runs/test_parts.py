"""Runs of a part: what is selected is solved anew, nobody else is moved, and no other seat is filled."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler import runs
from scheduler.errors import Conflict, Invalid
from scheduler.runs import Way
from scheduler.services.generating import cancel, finish, latest, request
from scheduler.services.run_parts import RunPart
from scheduler.services.run_views import one
from scheduler.store.changes import ChangeSet
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.rosters import RosterState
from scheduler.store.runs import Run, RunState
from scheduler.store.snapshot import duties_of, snapshot
from solver.judge import judge
from solver.roster import Roster as Answered
from tests.scheduler.rows import NOW
from tests.scheduler.solved import queued, the_roster, work
from tests.scheduler.street import (
    HELD,
    Street,
    a_drafted_roster,
    a_hard_street,
    a_published_roster,
    a_roster_with,
    the_duties,
)

SECOND_AT_P1 = RunPart(points=("p1",), since=date(2026, 12, 2), until=date(2026, 12, 2))


def test_only_the_part_is_solved(sessions: Sessions, street: Street) -> None:
    with transaction(sessions) as session:
        code = a_roster_with(session, street, *HELD)
        request(session, street.admin, code, seconds=5, part=SECOND_AT_P1, now=NOW)

    outcome = work(sessions, runs.claim(sessions, now=NOW))

    assert outcome.state is RunState.DONE
    with reading(sessions) as session:
        roster = the_roster(session)
        duties = duties_of(session, roster)
        outside = frozenset(duty for duty in duties if not duty.shift.startswith("20261202-p1"))
        assert outside == the_duties(("01-p1", "v1"), ("01-p1", "v2"))
        assert len(duties - outside) == 2
        entry = session.scalars(select(ChangeSet).where(ChangeSet.version == 2)).one()
        assert entry.costs == judge(snapshot(session, roster), Answered(duties)).costs
        assert entry.bound is None


def test_a_run_says_which_part_it_solves(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD)

    request(session, street.admin, code, seconds=5, part=SECOND_AT_P1, now=NOW)

    found = latest(session, street.admin, code)
    assert found is not None
    assert found.part == SECOND_AT_P1


@pytest.mark.parametrize(
    "part",
    [
        pytest.param(RunPart(points=("nowhere",)), id="no such point"),
        pytest.param(RunPart(since=date(2027, 1, 1)), id="after the end"),
        pytest.param(RunPart(since=date(2026, 12, 3), until=date(2026, 12, 2)), id="the wrong way round"),
    ],
)
def test_a_part_without_shifts_is_refused(session: Session, street: Street, part: RunPart) -> None:
    code = a_roster_with(session, street, *HELD)

    with pytest.raises(Invalid):
        request(session, street.admin, code, seconds=5, part=part, now=NOW)


def test_what_was_never_solved_has_no_rest_that_could_stay(session: Session, street: Street) -> None:
    code = a_drafted_roster(session, street)

    with pytest.raises(Conflict, match="先整张排一次"):
        request(session, street.admin, code, seconds=5, part=SECOND_AT_P1, now=NOW)


def test_a_run_ends_with_the_best_so_far_when_it_is_asked_to(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        street = a_hard_street(session)
        code = a_drafted_roster(session, street)
        run_id = request(session, street.admin, code, seconds=3000, now=NOW).id
    asked: list[bool] = []

    def enough(way: Way) -> None:
        if way.trace and not asked:
            asked.append(True)
            with transaction(sessions) as session:
                finish(session, street.admin, run_id, now=NOW)

    claim = runs.claim(sessions, now=NOW)
    assert claim is not None
    outcome = runs.work(sessions, claim, clock=lambda: NOW, workers=1, report=enough)

    assert outcome.state is RunState.DONE
    with reading(sessions) as session:
        assert session.get_one(Run, run_id).cost is not None
        assert the_roster(session).version == 1


def test_a_run_that_waits_has_nothing_to_end_with(sessions: Sessions, street: Street) -> None:
    run_id = queued(sessions, street)

    with transaction(sessions) as session, pytest.raises(Conflict, match="没有在运行"):
        finish(session, street.admin, run_id, now=NOW)


def test_of_what_people_were_told_a_run_only_proposes(sessions: Sessions, street: Street) -> None:
    with transaction(sessions) as session:
        code = a_published_roster(session, street, *HELD)
        run_id = request(session, street.admin, code, seconds=5, part=SECOND_AT_P1, now=NOW).id
    claim = runs.claim(sessions, now=NOW)
    while_it_runs = state_of_roster(sessions)

    outcome = work(sessions, claim)

    assert (while_it_runs, outcome.state) == (RosterState.PUBLISHED, RunState.DONE)
    with reading(sessions) as session:
        roster = the_roster(session)
        proposal = one(session, street.admin, run_id).proposal
        assert (roster.state, roster.version, duties_of(session, roster)) == (
            RosterState.PUBLISHED, 2, the_duties(*HELD),
        )  # fmt: skip
    assert proposal is not None
    assert (proposal.version, proposal.taken) == (2, None)
    assert {duty.shift for duty in proposal.come} == {"20261202-p1-0730"}


@pytest.mark.parametrize("claimed", [pytest.param(False, id="waiting"), pytest.param(True, id="under way")])
def test_called_off_it_leaves_the_published_roster_alone(sessions: Sessions, street: Street, claimed: bool) -> None:
    with transaction(sessions) as session:
        code = a_published_roster(session, street, *HELD)
        request(session, street.admin, code, seconds=5, part=SECOND_AT_P1, now=NOW)
    claim = runs.claim(sessions, now=NOW) if claimed else None
    with transaction(sessions) as session:
        cancel(session, street.admin, code, now=NOW)
    if claimed:
        work(sessions, claim)

    with reading(sessions) as session:
        seen = latest(session, street.admin, code)
    assert seen is not None
    assert (seen.state, seen.proposal) == (RunState.CANCELLED, None)
    assert state_of_roster(sessions) is RosterState.PUBLISHED


def test_all_of_what_people_were_told_is_not_solved_again(session: Session, street: Street) -> None:
    code = a_published_roster(session, street, *HELD)

    with pytest.raises(Conflict, match="已发布"):
        request(session, street.admin, code, seconds=5, now=NOW)


def state_of_roster(sessions: Sessions) -> RosterState:
    with reading(sessions) as session:
        return the_roster(session).state
