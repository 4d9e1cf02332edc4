"""Pinned: a pinned duty is in the roster."""

from collections.abc import Iterator

from solver.problem import Problem
from solver.roster import Roster
from solver.rules.rule import Breach


class Pinned:
    """Judged only: the search and CP-SAT start from the pinned duties and never take one back."""

    name = "pinned"

    def breaches(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        for duty in sorted(problem.pinned - roster.duties):
            yield Breach(self.name, 1, shifts=(duty.shift,), volunteer=duty.volunteer)
