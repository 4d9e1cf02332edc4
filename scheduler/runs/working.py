"""Working: solve a claimed run, write down how far it is, and keep the answer."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from contextvars import copy_context
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from time import monotonic

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from scheduler.errors import Conflict
from scheduler.language import say
from scheduler.runs import ending
from scheduler.runs.claiming import Claim
from scheduler.runs.ending import Found, TakenOver, ours
from scheduler.runs.way import Way, packed, unpacked
from scheduler.services.parting import costs_of_whole, parted
from scheduler.services.run_parts import RunPart, shift_codes
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.rosters import Roster
from scheduler.store.runs import Run, RunState
from scheduler.store.snapshot import duties_of, snapshot
from solver.answered import Answer, Effort
from solver.problem import Duty, Problem
from solver.progress import Stop
from solver.spread.machines import Cluster

Clock = Callable[[], datetime]
Report = Callable[[Way], None]

MOST_TRIES = 3
"""So many processes take up a run; when all of them died, it fails."""

_BEAT = 1.0
_LOOK = 0.2
_SHORTEST = 5.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended; `state` is RUNNING when another process has taken it over. `fault` is what went wrong."""

    state: RunState
    answer: Answer | None = None
    fault: Exception | None = None


def work(
    sessions: Sessions, claim: Claim, *,
    clock: Clock, workers: int | None = None, stop: Stop | None = None, report: Report | None = None,
    cluster: Cluster | None = None,
) -> Outcome:  # fmt: skip
    """Solve a claimed run to its end. `stop` ends it early with the best so far and is asked at the end in any case;
    `report` hears how far it is; `cluster` is asked for help with a large town.

    Nothing is raised but an interrupt, after which another process may go on with the run: what goes wrong is
    written into it, for whoever asked for it.
    """
    stop = stop or Stop()
    with ThreadPoolExecutor(1) as pool:
        # What becomes of the run is written down before the solver's thread is waited for: it may take a moment more.
        try:
            with reading(sessions) as session:
                asked = _asked(session, claim)
            solving = pool.submit(
                copy_context().run,
                partial(_solved, workers=workers, stop=stop, cluster=cluster),
                sessions,
                claim,
                asked,
            )
            off = not _watched(sessions, claim, solving, asked.way, clock=clock, stop=stop, report=report)
            return _ended(sessions, claim, None if off else solving.result(), asked.way, now=clock())
        except TakenOver:
            return Outcome(RunState.RUNNING)
        except (KeyboardInterrupt, SystemExit):
            with transaction(sessions) as session:
                ending.hand_back(session, claim, clock())
            raise
        except Exception as fault:
            with transaction(sessions) as session:
                return Outcome(ending.fail(session, claim, fault, clock()), fault=fault)
        finally:
            stop()


@dataclass(frozen=True, slots=True)
class _Asked:
    checkpoint: bytes | None
    seconds: float
    seed: int
    way: Way
    part: RunPart | None


def _asked(session: Session, claim: Claim) -> _Asked:
    """For how long, and how far a dead process was. Raises Conflict when too many processes have died of it."""
    run = ours(session, claim, hold=False)
    if run.tries > MOST_TRIES:
        raise Conflict(say("排班已中断 {count} 次，不再重试；请看日志后重新排班", count=MOST_TRIES))
    way = Way((seconds, cost, bound) for seconds, cost, bound in run.trace)
    part = RunPart.unpacked(run.part) if run.part else None
    return _Asked(run.checkpoint, max(_SHORTEST, run.seconds - way.spent), run.seed, way, part)


def _solved(
    sessions: Sessions, claim: Claim, asked: _Asked, *, workers: int | None, stop: Stop, cluster: Cluster | None
) -> Found:
    """The answer, read and found in a thread of its own: the other looks and writes down, and hears signals at once."""
    # Loads CP-SAT, which takes a second or two: only a process that really solves waits for it.
    from solver.solve import solve

    with reading(sessions) as session:
        whole, problem, start = _question(session, claim, asked)
    effort = Effort(seconds=asked.seconds, workers=workers, seed=asked.seed)
    way = asked.way
    answer = solve(problem, effort, start=start, stop=stop, report=way.note, keep=way.hold, cluster=cluster)
    if problem is whole:
        return Found(answer, answer.verdict.costs, answer.bound)
    # What is proven of a part with all else fixed is no bound for the whole.
    return Found(answer, costs_of_whole(whole, answer.roster.duties), None)


def _question(session: Session, claim: Claim, asked: _Asked) -> tuple[Problem, Problem, frozenset[Duty]]:
    """The whole problem, the question, and where to begin: what a dead process left, else what the roster has."""
    roster = session.get_one(Roster, ours(session, claim, hold=False).roster_id)
    whole, standing = snapshot(session, roster), duties_of(session, roster)
    start = unpacked(asked.checkpoint) if asked.checkpoint else standing
    known, held = (
        frozenset(d for d in some if d.shift in whole.shift and d.volunteer in whole.volunteer)
        for some in (start, standing)
    )
    problem = whole if asked.part is None else parted(whole, held, shift_codes(session, roster, asked.part))
    return whole, problem, known


def _watched(
    sessions: Sessions, claim: Claim, solving: "Future[Found]", way: Way, *,
    clock: Clock, stop: Stop, report: Report | None,
) -> bool:  # fmt: skip
    """Look and write down until the solve is over, which is soon where somebody wants the best so far; False as soon as
    somebody calls it off. Raises TakenOver."""
    beaten = monotonic()
    while not _done(solving):
        # A database that is away for a moment costs a look, not the solve.
        with suppress(OperationalError):
            run = _looked_at(sessions, claim)
            if run.cancel_asked_at is not None:
                return False
            if run.finish_asked_at is not None and not stop.asked:
                stop()
            if monotonic() - beaten >= _BEAT:
                beaten = monotonic()
                _beat(sessions, claim, way, clock())
        if report:
            report(way)
    return True


def _done(solving: "Future[Found]") -> bool:
    return bool(wait([solving], timeout=_LOOK).done)


def _looked_at(sessions: Sessions, claim: Claim) -> Run:
    with reading(sessions) as session:
        return ours(session, claim, hold=False)


def _beat(sessions: Sessions, claim: Claim, way: Way, now: datetime) -> None:
    """Write down how far the run is. Raises TakenOver."""
    best, trace = way.taken_best(), way.trace
    checkpoint = packed(best) if best is not None else None
    with transaction(sessions) as session:
        run = ours(session, claim)
        run.heartbeat_at = now
        if trace:
            _, run.cost, run.bound = trace[-1]
            run.trace = [list(point) for point in trace]
            run.progress = say("求解中，{count} 次改进", count=len(trace))
        if checkpoint is not None:
            run.checkpoint = checkpoint


def _ended(sessions: Sessions, claim: Claim, found: Found | None, way: Way, *, now: datetime) -> Outcome:
    """The answer kept, or, for None and for a run called off at the last moment, nothing. Raises TakenOver."""
    with transaction(sessions) as session:
        if found is None or ours(session, claim).cancel_asked_at is not None:
            return Outcome(ending.call_off(session, claim, now))
        return Outcome(ending.keep_answer(session, claim, found, way.trace, now=now), found.answer)
