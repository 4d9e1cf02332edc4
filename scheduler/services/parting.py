"""A part of a roster as a question of its own: who stands elsewhere stays, and no seat elsewhere is filled."""

from collections.abc import Collection
from dataclasses import replace

from solver.judge import judge
from solver.problem import Duty, Problem
from solver.roster import Roster


def parted(problem: Problem, duties: frozenset[Duty], shifts: Collection[str]) -> Problem:
    """The problem in which only these shifts are open; the others ask for those who are there."""
    fixed = frozenset(duty for duty in duties if duty.shift not in shifts)
    crews: dict[str, int] = {}
    for duty in fixed:
        crews[duty.shift] = crews.get(duty.shift, 0) + 1
    asked = tuple(
        shift
        if shift.id in shifts
        else replace(shift, headcount=min(shift.headcount, crews.get(shift.id, 0)), roles={})
        for shift in problem.shifts
    )
    return replace(problem, shifts=asked, pinned=problem.pinned | fixed)


def costs_of_whole(problem: Problem, duties: frozenset[Duty]) -> dict[str, int]:
    """{rule: cost} of the whole roster, of which only a part was solved."""
    return dict(judge(problem, Roster(duties)).costs)
