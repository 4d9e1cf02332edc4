"""Checking an answer's file against its problem: every number is computed again, and each that is wrong is named."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from math import inf
from typing import Any

from solver.arrays import Town
from solver.board import Board
from solver.explain import MOST_EXPLAINED, missing_roles, why
from solver.files.answer import AnswerFile, Changes, Vacancy
from solver.judge import Verdict, judge
from solver.problem import Problem
from solver.progress import gap
from solver.roster import Roster
from solver.rules.rule import Breach
from solver.sheet import Sheet


def wrongs(problem: Problem, digest: str, answer: AnswerFile) -> list[str]:
    """What is wrong with an answer, one line each; nothing means that it holds to the last unit.

    Taken on trust are times, seed, workers, and what relaxations say: how well they were tried is the solver's matter.
    """
    if digest != answer.problem:
        return [f"problem: the answer is to another file, {answer.problem}; this one is {digest}"]
    if nowhere := list(unknown(problem, answer)):
        return nowhere
    changed = apply(problem, answer.changes)
    roster = Roster(frozenset(answer.duties))
    verdict = judge(changed, roster)
    return [
        *_duties(answer),
        *(f"duties: {told(breach)}" for breach in verdict.broken),
        *_costs(answer, verdict),
        *_bound(answer),
        *_trace(answer),
        *_vacancies(changed, roster, answer),
    ]


def apply(problem: Problem, changes: Changes) -> Problem:
    """The problem that a repair solved: people away, duties barred, and what had been published."""
    people = {volunteer.id: volunteer for volunteer in problem.volunteers}
    for who, span in changes.away:
        people[who] = replace(people[who], away=(*people[who].away, span))
    return replace(
        problem,
        volunteers=tuple(people.values()),
        barred=problem.barred | set(changes.barred),
        published=frozenset(changes.published) or problem.published,
    )


def told(breach: Breach) -> str:
    """A breach in one line: the rule, by how much, and where."""
    where = [*breach.shifts, breach.volunteer, breach.unit, breach.role, breach.period]
    return f"breaks {breach.rule} by {breach.amount}: {', '.join(part for part in where if part)}"


def unknown(problem: Problem, answer: AnswerFile) -> Iterator[str]:
    """What of an answer cannot be about this problem: ids it does not know, and pins that are barred."""
    changes = answer.changes
    lists = (("duties", answer.duties), ("changes.barred", changes.barred), ("changes.published", changes.published))
    for path, duties in lists:
        for n, duty in enumerate(duties):
            if duty.shift not in problem.shift or duty.volunteer not in problem.volunteer:
                yield f"{path}[{n}]: the problem has no such shift or volunteer, {list(duty)}"
    for n, (volunteer, _) in enumerate(changes.away):
        if volunteer not in problem.volunteer:
            yield f"changes.away[{n}]: the problem has no volunteer {volunteer}"
    for n, duty in enumerate(changes.barred):
        if duty in problem.pinned:
            yield f"changes.barred[{n}]: a pinned duty cannot be barred, {list(duty)}"


def _duties(answer: AnswerFile) -> Iterator[str]:
    if len(set(answer.duties)) < len(answer.duties):
        yield "duties: a duty stands twice"
    if list(answer.duties) != sorted(answer.duties):
        yield "duties: they are not sorted"


def _costs(answer: AnswerFile, verdict: Verdict) -> Iterator[str]:
    for name, cost in verdict.costs.items():
        if answer.costs[name] != cost:
            yield f"costs.{name}: says {answer.costs[name]}, is {cost}"
    if answer.cost != verdict.cost:
        yield f"cost: says {answer.cost}, is {verdict.cost}"
    if len(answer.breaches) != len(verdict.pinned):
        yield f"breaches: lists {len(answer.breaches)}, the pins break rules {len(verdict.pinned)} times"
    listed = sorted(str(breach["rule"]) for breach in answer.breaches if "rule" in breach)
    right = sorted(breach.rule for breach in verdict.pinned)
    if len(listed) == len(right) and listed != right:
        yield f"breaches: lists {', '.join(listed)}; the pins break {', '.join(right)}"


def _bound(answer: AnswerFile) -> Iterator[str]:
    if answer.bound is None:
        if answer.gap is not None:
            yield f"gap: says {answer.gap}, but there is no bound"
        if answer.status == "optimal":
            yield "status: says optimal, but there is no bound"
        return
    if answer.bound > answer.cost:
        yield f"bound: says {answer.bound}, above the cost {answer.cost}"
    if answer.bound != int(answer.bound):
        yield f"bound: says {answer.bound}, costs are whole and so is their bound"
    right = gap(answer.cost, int(answer.bound))
    if answer.gap is None or abs(answer.gap - right) > 1e-9:
        yield f"gap: says {answer.gap}, is {right}"
    if (answer.status == "optimal") != (answer.bound == answer.cost):
        yield f"status: says {answer.status} with a cost of {answer.cost} and a bound of {answer.bound}"


def _trace(answer: AnswerFile) -> Iterator[str]:
    for n, (step, later) in enumerate(pairwise(answer.trace), 1):
        if later[0] < step[0] or later[1] > step[1] or _known(later[2]) < _known(step[2]):
            yield f"trace[{n}]: goes back from {list(step)} to {list(later)}"
    if answer.trace and answer.trace[-1][1:] != (answer.cost, answer.bound):
        yield f"trace: ends at {list(answer.trace[-1][1:])}, the answer at {[answer.cost, answer.bound]}"


def _known(bound: float | None) -> float:
    return -inf if bound is None else bound


def _vacancies(problem: Problem, roster: Roster, answer: AnswerFile) -> Iterator[str]:
    board = Board.of(Town(problem), roster)
    sheet = Sheet(board)
    right = {
        problem.shifts[shift].id: (shift, board.open_seats(shift), missing_roles(board, shift))
        for shift in range(len(problem.shifts))
        if board.open_seats(shift) or missing_roles(board, shift)
    }
    listed = [vacancy.shift for vacancy in answer.vacancies]
    for shift in sorted(set(listed) ^ right.keys()):
        yield f"vacancies: {shift} {'misses nobody' if shift in listed else 'is left out'}"
    if len(set(listed)) < len(listed):
        yield "vacancies: a shift stands twice"
    for n, vacancy in enumerate(answer.vacancies):
        if len(listed) <= MOST_EXPLAINED and (vacancy.why is None or vacancy.relax is None):
            yield f"vacancies[{n}]: leaves out why or relax, which it may only beyond {MOST_EXPLAINED} vacancies"
        if vacancy.shift in right:
            yield from _vacancy(f"vacancies[{n}]", sheet, vacancy, *right[vacancy.shift])


def _vacancy(
    path: str, sheet: Sheet, vacancy: Vacancy, shift: int, missing: int, roles: Mapping[str, int]
) -> Iterator[str]:
    said: list[tuple[str, Any, Any]] = [("missing", vacancy.missing, missing), ("roles", dict(vacancy.roles), roles)]
    if vacancy.why is not None:
        counted = {name: count for name, count in vacancy.why.items() if count}
        said.append(("why", counted, why(sheet, shift)))
    for name, says, is_ in said:
        if says != is_:
            yield f"{path}.{name}: says {says}, is {is_}"
