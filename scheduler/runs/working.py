"""Working: solve a claimed run, write down how far it is, and keep the answer."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from scheduler.errors import Conflict
from scheduler.language import say
from scheduler.runs import ending
from scheduler.runs.claiming import Claim
from scheduler.runs.ending import TakenOver, ours
from scheduler.runs.way import Way, packed, unpacked
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.rosters import Roster
from scheduler.store.runs import RunState
from scheduler.store.snapshot import duties_of, snapshot
from solver.answered import Answer, Effort
from solver.problem import Duty, Problem
from solver.progress import Stop

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
    sessions: Sessions,
    claim: Claim,
    *,
    clock: Clock,
    workers: int | None = None,
    stop: Stop | None = None,
    report: Report | None = None,
) -> Outcome:
    """Solve a claimed run to its end. `stop` ends it early with the best so far; `report` hears how far it is.

    Nothing is raised but an interrupt, after which another process may go on with the run: what goes wrong is
    written into it, for whoever asked for it.
    """
    stop = stop or Stop()
    try:
        with reading(sessions) as session:
            asked = _asked(session, claim)
        effort = Effort(seconds=asked.seconds, workers=workers, seed=asked.seed)
        answer = _solve(sessions, claim, asked, effort, clock=clock, stop=stop, report=report)
        with transaction(sessions) as session:
            if ours(session, claim).cancel_asked_at is not None:
                return Outcome(ending.call_off(session, claim, clock()))
            return Outcome(ending.keep_answer(session, claim, answer, asked.way.trace, now=clock()), answer)
    except TakenOver:
        return Outcome(RunState.RUNNING)
    except (KeyboardInterrupt, SystemExit):
        with transaction(sessions) as session:
            ending.hand_back(session, claim, clock())
        raise
    except Exception as fault:
        with transaction(sessions) as session:
            return Outcome(ending.fail(session, claim, fault, clock()), fault=fault)


@dataclass(frozen=True, slots=True)
class _Asked:
    problem: Problem
    start: frozenset[Duty]
    seconds: float
    seed: int
    way: Way


def _asked(session: Session, claim: Claim) -> _Asked:
    """The question, and where to begin: what a dead process left, else what the roster is made of.

    Raises Conflict when too many processes have died of it.
    """
    run = ours(session, claim, hold=False)
    if run.tries > MOST_TRIES:
        raise Conflict(say("排班已中断 {count} 次，不再重试；请看日志后重新排班", count=MOST_TRIES))
    roster = session.get_one(Roster, run.roster_id)
    problem = snapshot(session, roster)
    start = unpacked(run.checkpoint) if run.checkpoint else duties_of(session, roster)
    known = frozenset(d for d in start if d.shift in problem.shift and d.volunteer in problem.volunteer)
    way = Way((seconds, cost, bound) for seconds, cost, bound in run.trace)
    return _Asked(problem, known, max(_SHORTEST, run.seconds - way.spent), run.seed, way)


def _solve(
    sessions: Sessions, claim: Claim, asked: _Asked, effort: Effort, *, clock: Clock, stop: Stop, report: Report | None
) -> Answer:
    """The answer, found by another thread: this one looks and writes down, so that a signal reaches it at once."""
    # Loads CP-SAT, which takes a second or two: only a process that really solves waits for it.
    from solver.solve import solve

    way, beaten = asked.way, monotonic()
    with ThreadPoolExecutor(1) as pool:
        solving = pool.submit(
            solve, asked.problem, effort, start=asked.start, stop=stop, report=way.note, keep=way.hold
        )
        try:
            while not _done(solving):
                if monotonic() - beaten >= _BEAT:
                    beaten = monotonic()
                    # A database that is away for a moment costs a heartbeat, not the solve.
                    with suppress(OperationalError):
                        if _beat(sessions, claim, way, clock()):
                            stop()
                if report:
                    report(way)
        except BaseException:
            stop()
            raise
    return solving.result()


def _done(solving: "Future[Answer]") -> bool:
    return bool(wait([solving], timeout=_LOOK).done)


def _beat(sessions: Sessions, claim: Claim, way: Way, now: datetime) -> bool:
    """Write down how far the run is; returns whether somebody calls it off. Raises TakenOver."""
    best, trace = way.taken_best(), way.trace
    with transaction(sessions) as session:
        run = ours(session, claim)
        run.heartbeat_at = now
        if trace:
            _, run.cost, run.bound = trace[-1]
            run.trace = [list(point) for point in trace]
            run.progress = say("求解中，{count} 次改进", count=len(trace))
        if best is not None:
            run.checkpoint = packed(best)
        return run.cancel_asked_at is not None
