"""Asking for a solve, and calling it off, within the asker's scope."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Forbidden, Invalid, NotFound
from scheduler.services.access import Asker
from scheduler.services.generating import cancel, latest, request, request_or_join
from scheduler.store.database import Sessions, transaction
from scheduler.store.rosters import RosterState
from scheduler.store.runs import RunState
from scheduler.store.users import UserRole
from tests.scheduler.rows import NOW
from tests.scheduler.solved import queued, the_roster, the_run
from tests.scheduler.street import (
    Street,
    a_drafted_roster,
    a_published_roster,
    a_roster_with,
    a_street,
    an_asker,
)


@pytest.fixture
def street(sessions: Sessions) -> Street:
    with transaction(sessions) as session:
        return a_street(session)


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
