"""Solving: what a claimed run asks, and the answer to it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from scheduler.errors import Conflict
from scheduler.language import say
from scheduler.runs.claiming import Claim
from scheduler.runs.ending import Found, ours
from scheduler.runs.way import Way, unpacked
from scheduler.services.parting import costs_of_whole, parted
from scheduler.services.run_parts import RunPart, shift_codes
from scheduler.store.database import Sessions, reading
from scheduler.store.rosters import Roster
from scheduler.store.snapshot import duties_of, snapshot
from solver.answered import Effort
from solver.problem import Duty, Problem
from solver.progress import Stop
from solver.spread.machines import Cluster

MOST_TRIES = 3
"""So many processes take up a run; when all of them died, it fails."""

_SHORTEST = 5.0


@dataclass(frozen=True, slots=True)
class Asked:
    """For how many `seconds`, of which part, None for the whole; the `checkpoint` that a dead process left, if any, and
    the `way` it had come."""

    checkpoint: bytes | None
    seconds: float
    seed: int
    way: Way
    part: RunPart | None


@dataclass(frozen=True, slots=True)
class _Question:
    """The `whole` problem of the roster's `version`, in which the duties were `standing`; the `problem` that is to be
    solved, and where to `start`."""

    version: int
    standing: frozenset[Duty]
    whole: Problem
    problem: Problem
    start: frozenset[Duty]


def asked(session: Session, claim: Claim) -> Asked:
    """For how long, and how far a dead process was. Raises Conflict when too many processes have died of it."""
    run = ours(session, claim, hold=False)
    if run.tries > MOST_TRIES:
        raise Conflict(say("排班已中断 {count} 次，不再重试；请看日志后重新排班", count=MOST_TRIES))
    way = Way((seconds, cost, bound) for seconds, cost, bound in run.trace)
    part = RunPart.unpacked(run.part) if run.part else None
    return Asked(run.checkpoint, max(_SHORTEST, run.seconds - way.spent), run.seed, way, part)


def solved(
    sessions: Sessions, claim: Claim, asked: Asked, *, workers: int | None, stop: Stop, cluster: Cluster | None
) -> Found:
    """The answer, read and found in a thread of its own: the other looks and writes down, and hears signals at once."""
    # Loads CP-SAT, which takes a second or two: only a process that really solves waits for it.
    from solver.solve import solve

    with reading(sessions) as session:
        found = _question(session, claim, asked)
    effort = Effort(seconds=asked.seconds, workers=workers, seed=asked.seed)
    way = asked.way
    answer = solve(found.problem, effort, start=found.start, stop=stop, report=way.note, keep=way.hold, cluster=cluster)
    if found.problem is found.whole:
        return Found(answer, answer.verdict.costs, answer.bound, found.version, found.standing)
    # What is proven of a part with all else fixed is no bound for the whole.
    costs = costs_of_whole(found.whole, answer.roster.duties)
    return Found(answer, costs, None, found.version, found.standing)


def _question(session: Session, claim: Claim, asked: Asked) -> _Question:
    """What is to be solved, begun with what a dead process left, else with what the roster has."""
    roster = session.get_one(Roster, ours(session, claim, hold=False).roster_id)
    whole, standing = snapshot(session, roster), duties_of(session, roster)
    start = unpacked(asked.checkpoint) if asked.checkpoint else standing
    known, held = (
        frozenset(d for d in some if d.shift in whole.shift and d.volunteer in whole.volunteer)
        for some in (start, standing)
    )
    problem = whole if asked.part is None else parted(whole, held, shift_codes(session, roster, asked.part))
    return _Question(roster.version, held, whole, problem, known)
