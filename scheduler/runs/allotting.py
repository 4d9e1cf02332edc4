"""Allotting: make a claimed plan of stewardship, say how far it is, and keep it."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from contextvars import copy_context
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from time import monotonic
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Refusal
from scheduler.language import say
from scheduler.runs.allotment_claims import AllotmentClaim, our_allotment
from scheduler.runs.ending import TakenOver
from scheduler.runs.solving import MOST_TRIES
from scheduler.services.access import asker
from scheduler.services.allotting.telling import in_duties, told
from scheduler.services.allotting.town import Town, town_of
from scheduler.services.allotting.wanted import Wanted
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.lifecycle import step
from scheduler.store.runs import RunState
from scheduler.store.users import User
from solver.answered import Effort
from solver.progress import Step, Stop

Clock = Callable[[], datetime]
Report = Callable[[Step], None]

GAP = 0.005
"""A plan whose largest load is proven to be this near to the least is good enough."""

_BEAT = 1.0


@dataclass(frozen=True, slots=True)
class _Asked:
    town: Town
    bare: Town | None
    seconds: float


def work_allotment(
    sessions: Sessions, claim: AllotmentClaim, *,
    clock: Clock, workers: int | None = None, stop: Stop | None = None, report: Report | None = None,
) -> Exception | None:  # fmt: skip
    """Make a claimed plan. `stop` ends it early with the best so far; `report` hears each better number.

    Nothing is raised but an interrupt: what goes wrong is written into the plan, and given back where it is our own
    fault. A plan that another process took over meanwhile is left to it.
    """
    stop = stop or Stop()
    try:
        with reading(sessions) as session:
            asked = _asked(session, claim)
        found = _make(sessions, claim, asked, workers=workers, clock=clock, stop=stop, report=report)
        with transaction(sessions) as session:
            _keep(session, claim, found, now=clock())
    except TakenOver:
        return None
    except (KeyboardInterrupt, SystemExit):
        with suppress(TakenOver), transaction(sessions) as session:
            row = our_allotment(session, claim)
            row.claimed_by, row.heartbeat_at, row.tries = None, None, row.tries - 1
        raise
    except Exception as fault:
        with suppress(TakenOver), transaction(sessions) as session:
            _fail(session, claim, fault, now=clock())
        return None if isinstance(fault, Refusal) else fault
    return None


def _asked(session: Session, claim: AllotmentClaim) -> _Asked:
    row = our_allotment(session, claim, hold=False)
    if row.tries > MOST_TRIES:
        raise Conflict(say("编制方案时进程 {count} 次意外中断，不再重试", count=MOST_TRIES))
    login = session.scalars(select(User.login).where(User.id == row.asked_by)).one()
    who, wanted = asker(session, login), Wanted.unpacked(row.wanted)
    town = town_of(session, who, wanted)
    bare = town_of(session, who, replace(wanted, added=(), lost=(), caps={}, staffed={})) if wanted.supposes else None
    return _Asked(town, bare, row.seconds)


def _make(
    sessions: Sessions, claim: AllotmentClaim, asked: _Asked, *,
    workers: int | None, clock: Clock, stop: Stop, report: Report | None,
) -> Mapping[str, Any]:  # fmt: skip
    """The plan, made by another thread: this one looks whether it is called off and says that we are alive."""
    steps: list[Step] = []

    def hear(better: Step) -> None:
        steps.append(better)
        if report:
            report(better)

    with ThreadPoolExecutor(1) as pool:
        # In the language of whoever asked.
        solve = partial(_solve, asked, workers=workers, stop=stop, report=hear)
        making = pool.submit(copy_context().run, solve)
        try:
            beaten = monotonic()
            while not _done(making):
                if monotonic() - beaten >= _BEAT:
                    beaten = monotonic()
                    # A database that is away for a moment costs a heartbeat, not the plan.
                    with suppress(OperationalError):
                        if _beat(sessions, claim, steps[-1] if steps else None, clock()):
                            stop()
        except BaseException:
            stop()
            raise
    return making.result()


def _solve(asked: _Asked, *, workers: int | None, stop: Stop, report: Report) -> Mapping[str, Any]:
    # Loads CP-SAT, which takes a second or two: only a process that makes plans waits for it.
    from solver.allotment.allot import allot

    effort = Effort(seconds=asked.seconds / (2 if asked.bare else 1), workers=workers, gap=GAP)
    without = allot(asked.bare.season, effort, stop=stop) if asked.bare else None
    return told(asked.town, allot(asked.town.season, effort, stop=stop, report=report), without=without)


def _done(making: "Future[Mapping[str, Any]]") -> bool:
    return bool(wait([making], timeout=0.2).done)


def _beat(sessions: Sessions, claim: AllotmentClaim, best: Step | None, now: datetime) -> bool:
    """Say how far it is; returns whether somebody calls it off. Raises TakenOver."""
    with transaction(sessions) as session:
        row = our_allotment(session, claim)
        row.heartbeat_at = now
        if best is not None:
            row.worst, row.bound = best.cost, best.bound
            row.progress = say("最重的单位人均 {each} 班/月", each=in_duties(best.cost))
        return row.cancel_asked_at is not None


def _keep(session: Session, claim: AllotmentClaim, found: Mapping[str, Any], *, now: datetime) -> None:
    row = our_allotment(session, claim)
    row.ended_at = now
    if row.cancel_asked_at is not None:
        step(session, row, RunState.CANCELLED, by=row.asked_by, at=now, why=say("取消编制"))
        return
    row.found, row.worst, row.bound = dict(found), found["worst"]["reached"], found["worst"]["bound"]
    step(session, row, RunState.DONE, by=None, at=now, why=say("方案已编好"))


def _fail(session: Session, claim: AllotmentClaim, fault: Exception, *, now: datetime) -> None:
    row = our_allotment(session, claim)
    row.error = str(fault) if isinstance(fault, Refusal) else say("程序出错：{kind}", kind=type(fault).__name__)
    row.ended_at = now
    step(session, row, RunState.FAILED, by=None, at=now, why=row.error)
