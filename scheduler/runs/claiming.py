"""Claiming: only one process works on a run, and none is left behind when its process dies."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload, load_only

from scheduler.language import say
from scheduler.services.processes import is_gone, our_name
from scheduler.store.database import Sessions, transaction
from scheduler.store.lifecycle import step
from scheduler.store.rosters import RosterState
from scheduler.store.runs import Run, RunState

STALE = timedelta(seconds=30)
_LIVE = (RunState.QUEUED, RunState.RUNNING)


@dataclass(frozen=True, slots=True)
class Claim:
    """A run that is ours to work on; `by` is how its row names us."""

    run_id: int
    by: str


def claim(sessions: Sessions, run_id: int | None = None, *, now: datetime) -> Claim | None:
    """Take that run, or with None the one that waits longest; None when there is nothing to take.

    To be had are queued runs, and running ones whose heartbeat is half a minute old or whose process, on this very
    machine, is gone.
    """
    ours = our_name()
    wanted = select(Run).where(Run.state.in_(_LIVE))
    wanted = wanted.options(joinedload(Run.roster)).order_by(Run.asked_at, Run.id)
    with transaction(sessions) as session:
        for run in session.scalars(wanted if run_id is None else wanted.where(Run.id == run_id)).all():
            if (run.state is RunState.QUEUED or orphaned(run, now)) and _take(session, run, ours, now):
                return Claim(run.id, ours)
    return None


def waiting(session: Session, now: datetime) -> int:
    """How many runs there are to be had."""
    lean = load_only(Run.state, Run.heartbeat_at, Run.claimed_by)
    live = session.scalars(select(Run).where(Run.state.in_(_LIVE)).options(lean))
    return sum(run.state is RunState.QUEUED or orphaned(run, now) for run in live)


def orphaned(run: Run, now: datetime) -> bool:
    """Whether nobody works any more on a run that is said to be running."""
    if run.state is not RunState.RUNNING or run.heartbeat_at is None or run.claimed_by is None:
        return False
    return now - run.heartbeat_at > STALE or is_gone(run.claimed_by)


def _take(session: Session, run: Run, ours: str, now: datetime) -> bool:
    """Whether the run is ours now: it is a single UPDATE, from the very state that was seen."""
    before, holder = run.state, run.claimed_by
    seen = update(Run).where(Run.id == run.id, Run.state == before, Run.claimed_by.is_not_distinct_from(holder))
    taken = seen.values(claimed_by=ours, heartbeat_at=now, tries=Run.tries + 1).returning(Run.id)
    if session.scalar(taken.execution_options(synchronize_session=False)) is None:
        return False
    session.refresh(run, ["claimed_by", "heartbeat_at", "tries"])
    if before is RunState.QUEUED:
        run.started_at = now
        step(session, run, RunState.RUNNING, by=None, at=now, why=ours)
        if not run.proposes:
            step(session, run.roster, RosterState.SOLVING, by=None, at=now, why=say("开始排班"))
    return True
