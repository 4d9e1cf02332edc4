"""Runs on the tiny street: asked for, worked on, looked up."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler import runs
from scheduler.runs import Claim
from scheduler.services.generating import request
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.rosters import Roster
from scheduler.store.runs import Run
from solver.progress import Stop
from tests.scheduler.rows import NOW
from tests.scheduler.street import Street, a_drafted_roster


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
