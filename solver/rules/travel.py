"""Travel: every full 500 metres to a point is priced."""

from collections.abc import Iterator

from solver.arrays import Candidates, Town
from solver.distance import nearest
from solver.kinds import Numbers
from solver.problem import Problem
from solver.roster import Roster
from solver.rules.rule import Breach

STEP = 500


class Travel:
    """`amount` of a breach: full 500 metres. A pinned duty of somebody without a place has no way to price."""

    name = "travel"

    def breaches(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        for duty in roster.ordered:
            point = problem.point[problem.shift[duty.shift].point]
            steps = (nearest(problem.volunteer[duty.volunteer].at, point.at) or 0) // STEP
            if steps:
                cost = problem.policy.travel * steps
                yield Breach(self.name, steps, cost=cost, shifts=(duty.shift,), volunteer=duty.volunteer)

    def prices(self, town: Town, candidates: Candidates) -> Numbers:
        return town.numbers(candidates.metres // STEP) * town.number(town.policy.travel)
