"""Continuity 定岗: somebody who is used to certain points serves at those."""

from collections.abc import Iterator

from solver.arrays import Candidates, Town
from solver.kinds import Numbers
from solver.problem import Problem
from solver.roster import Roster
from solver.rules.rule import Breach


class Continuity:
    name = "continuity"

    def breaches(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        for duty in roster.ordered:
            usual = problem.volunteer[duty.volunteer].usual
            if usual and problem.shift[duty.shift].point not in usual:
                cost = problem.policy.continuity
                yield Breach(self.name, 1, cost=cost, shifts=(duty.shift,), volunteer=duty.volunteer)

    def prices(self, town: Town, candidates: Candidates) -> Numbers:
        return town.unusual(candidates) * town.number(town.policy.continuity)
