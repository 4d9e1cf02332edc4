"""Support: whoever serves at a point that other units answer for is lent, and lending is priced."""

from collections.abc import Iterator

from solver.arrays import Candidates, Town
from solver.kinds import Numbers
from solver.problem import Problem
from solver.roster import Roster
from solver.rules.rule import Breach


class Support:
    name = "support"

    def breaches(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        for duty in roster.ordered:
            stewards = problem.point[problem.shift[duty.shift].point].stewards
            if stewards and problem.volunteer[duty.volunteer].unit not in stewards:
                cost = problem.policy.support
                yield Breach(self.name, 1, cost=cost, shifts=(duty.shift,), volunteer=duty.volunteer)

    def prices(self, town: Town, candidates: Candidates) -> Numbers:
        return town.lent(candidates) * town.number(town.policy.support)
