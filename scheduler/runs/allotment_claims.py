"""Claiming plans of stewardship: one process at a time makes a plan, and none is left behind when that process dies."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from scheduler.runs.claiming import STALE
from scheduler.runs.ending import TakenOver
from scheduler.services.allotting.plans import LIVE
from scheduler.services.processes import is_gone, our_name
from scheduler.store.allotments import Allotment
from scheduler.store.database import Sessions, transaction
from scheduler.store.lifecycle import step
from scheduler.store.runs import RunState


@dataclass(frozen=True, slots=True)
class AllotmentClaim:
    """A plan that is ours to make; `by` is how its row names us."""

    number: int
    by: str


def claim_allotment(sessions: Sessions, number: int | None = None, *, now: datetime) -> AllotmentClaim | None:
    """Take that plan, or with None the one that waits longest; None when there is nothing to take."""
    with transaction(sessions) as session:
        wanted = _live() if number is None else _live().where(Allotment.id == number)
        for row in session.scalars(wanted.with_for_update(skip_locked=True)).all():
            if _to_be_had(row, now):
                row.claimed_by, row.heartbeat_at, row.tries = our_name(), now, row.tries + 1
                if row.state is RunState.QUEUED:
                    step(session, row, RunState.RUNNING, by=None, at=now, why=row.claimed_by)
                return AllotmentClaim(row.id, row.claimed_by)
    return None


def waiting_allotments(session: Session, now: datetime) -> int:
    """How many plans there are to be had."""
    return sum(_to_be_had(row, now) for row in session.scalars(_live()))


def our_allotment(session: Session, claim: AllotmentClaim, *, hold: bool = True) -> Allotment:
    """The row of a claimed plan. Raises TakenOver."""
    wanted = select(Allotment).where(Allotment.id == claim.number, Allotment.claimed_by == claim.by)
    wanted = wanted.where(Allotment.state == RunState.RUNNING)
    row = session.scalar(wanted.with_for_update() if hold else wanted)
    if row is None:
        raise TakenOver
    return row


def _live() -> Select[Allotment]:
    return select(Allotment).where(Allotment.state.in_(LIVE)).order_by(Allotment.asked_at, Allotment.id)


def _to_be_had(row: Allotment, now: datetime) -> bool:
    if row.claimed_by is None or row.heartbeat_at is None:
        return True
    return now - row.heartbeat_at > STALE or is_gone(row.claimed_by)
