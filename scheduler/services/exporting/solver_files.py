"""The solver's own files of a roster: the problem as the town stands now, and the roster as an answer to it."""

import hashlib

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.services.looking import score_of
from scheduler.store.changes import ChangeSet
from scheduler.store.rosters import Roster
from scheduler.store.runs import Run
from scheduler.store.snapshot import duties_of, snapshot
from solver.answer import answer_bytes
from solver.answered import FEASIBLE, OPTIMAL, Answer
from solver.arrays import Town
from solver.board import Board
from solver.files import write_problem
from solver.judge import judge
from solver.problem import Problem
from solver.progress import Step
from solver.roster import Roster as Answered


def problem_file(problem: Problem) -> bytes:
    """The problem, plain JSON."""
    return write_problem(problem)


def problem_of(session: Session, roster: Roster, version: int) -> Problem:
    """The question whose answer that version of the roster is."""
    return snapshot(session, roster, version)


def answer_file(session: Session, roster: Roster, version: int, problem: Problem) -> bytes:
    """That version as an answer, judged anew.

    Its bound stays as long as the judge says the same of it as when it was made: a bound is of one question only.
    The way there is that of the last solve, where the version is still what that solve found.
    """
    known = frozenset(
        duty
        for duty in duties_of(session, roster, version)
        if duty.shift in problem.shift and duty.volunteer in problem.volunteer
    )
    verdict, score = judge(problem, Answered(known)), score_of(session, roster, version)
    same = score is not None and score.costs == verdict.costs
    bound = score.bound if score and same else None
    run = _run(session, roster, version) if same else None
    run = run if run and run.cost == verdict.cost else None
    answer = Answer(
        status=OPTIMAL if bound == verdict.cost else FEASIBLE,
        roster=Answered(known),
        board=Board.of(Town(problem), Answered(known)),
        verdict=verdict,
        bound=bound,
        seconds=_seconds(run),
        seed=run.seed if run else 0,
        workers=1,
        trace=tuple(Step(seconds, cost, proven) for seconds, cost, proven in run.trace) if run else (),
    )
    return answer_bytes(answer, hashlib.sha256(problem_file(problem)).hexdigest())


def _run(session: Session, roster: Roster, version: int) -> Run | None:
    """The last solve up to that version, None for one made by hand alone."""
    wanted = select(Run).join(ChangeSet, ChangeSet.run_id == Run.id)
    wanted = wanted.where(ChangeSet.roster_id == roster.id, ChangeSet.version <= version)
    return session.scalar(wanted.order_by(ChangeSet.version.desc()).limit(1))


def _seconds(run: Run | None) -> float:
    if run is None or run.started_at is None or run.ended_at is None:
        return 0.0
    return (run.ended_at - run.started_at).total_seconds()
