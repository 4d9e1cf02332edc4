"""Ending a run: the answer kept, the run called off, or its failure told; each in one transaction, by its holder."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Refusal
from scheduler.language import say
from scheduler.runs.claiming import STALE, Claim
from scheduler.runs.way import Point
from scheduler.services.run_proposals import Proposal
from scheduler.store.changes import ChangeKind
from scheduler.store.lifecycle import step
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.runs import Run, RunState
from scheduler.store.snapshot import Said, keep
from solver.answered import Answer
from solver.problem import Duty


@dataclass(frozen=True, slots=True)
class Found:
    """An answer, and what the whole roster costs with it; `bound` None where only a part of it was solved. It was found
    on the roster's `version`, in which the duties were `standing`."""

    answer: Answer
    costs: Mapping[str, int]
    bound: int | None
    version: int
    standing: frozenset[Duty]


class TakenOver(Exception):  # noqa: N818 (nothing went wrong)
    """The run is not ours any more: we were silent too long and another process works on it."""


def ours(session: Session, claim: Claim, *, hold: bool = True) -> Run:
    """The row of a claimed run, held until the transaction ends unless it only reads. Raises TakenOver."""
    wanted = select(Run).where(Run.id == claim.run_id, Run.claimed_by == claim.by, Run.state == RunState.RUNNING)
    run = session.scalar(wanted.with_for_update() if hold else wanted)
    if run is None:
        raise TakenOver
    return run


def end_with(session: Session, claim: Claim, found: Found, trace: Iterable[Point], *, now: datetime) -> RunState:
    """The answer is the roster's next version, and the roster is solved; of a run that proposes it is the proposal."""
    run = ours(session, claim)
    run.cost, run.bound, run.trace = sum(found.costs.values()), found.bound, [list(point) for point in trace]
    if run.proposes:
        run.proposal = Proposal.between(found.version, found.standing, found.answer.roster.duties).packed()
    else:
        _keep(session, run, found, now)
    return _end(session, run, RunState.DONE, now=now, why=say("排班完成"))


def _keep(session: Session, run: Run, found: Found, now: datetime) -> None:
    roster = session.get_one(Roster, run.roster_id)
    said = Said(ChangeKind.SOLVE, run.asked_by, now, costs=found.costs, bound=found.bound, run=run.id)
    keep(session, roster, found.answer.roster.duties, said)
    step(session, roster, RosterState.SOLVED, by=None, at=now, why=say("排班完成"))


def call_off(session: Session, claim: Claim, now: datetime) -> RunState:
    """Nothing is kept; the roster is what it was before."""
    run = ours(session, claim)
    _give_back(session, run, now, say("取消排班"))
    return _end(session, run, RunState.CANCELLED, now=now, why=say("取消排班"))


def fail(session: Session, claim: Claim, fault: Exception, now: datetime) -> RunState:
    """Nothing is kept, and the run says why; RUNNING when it is not ours to say."""
    try:
        run = ours(session, claim)
    except TakenOver:
        return RunState.RUNNING
    told = (
        str(fault)
        if isinstance(fault, Refusal)
        else say("程序出错：{kind} {fault}", kind=type(fault).__name__, fault=fault)
    )
    run.error = told
    _give_back(session, run, now, told)
    return _end(session, run, RunState.FAILED, now=now, why=told)


def hand_back(session: Session, claim: Claim, now: datetime) -> None:
    """Let another process go on with the run at once: we are told to go, which is nothing the run can help."""
    with suppress(TakenOver):
        run = ours(session, claim)
        run.tries -= 1
        run.heartbeat_at = now - 2 * STALE


def _give_back(session: Session, run: Run, now: datetime, why: str) -> None:
    if run.proposes:
        return
    roster = session.get_one(Roster, run.roster_id)
    back = RosterState.SOLVED if roster.version else RosterState.DRAFT
    step(session, roster, back, by=None, at=now, why=why)


def _end(session: Session, run: Run, state: RunState, *, now: datetime, why: str) -> RunState:
    step(session, run, state, by=None, at=now, why=why)
    run.ended_at = run.heartbeat_at = now
    run.checkpoint = None
    return state
