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

from scheduler.language import say
from scheduler.runs import ending
from scheduler.runs.claiming import Claim
from scheduler.runs.ending import Found, TakenOver, ours
from scheduler.runs.solving import asked, solved
from scheduler.runs.way import Way, packed
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.runs import Run, RunState
from solver.answered import Answer
from solver.progress import Stop
from solver.spread.machines import Cluster

Clock = Callable[[], datetime]
Report = Callable[[Way], None]

_BEAT = 1.0
_LOOK = 0.2


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
                wanted = asked(session, claim)
            solving = pool.submit(
                copy_context().run,
                partial(solved, workers=workers, stop=stop, cluster=cluster),
                sessions,
                claim,
                wanted,
            )
            off = not _watched(sessions, claim, solving, wanted.way, clock=clock, stop=stop, report=report)
            return _ended(sessions, claim, None if off else solving.result(), wanted.way, now=clock())
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
        return Outcome(ending.end_with(session, claim, found, way.trace, now=now), found.answer)
