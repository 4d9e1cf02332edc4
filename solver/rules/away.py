"""Away: nobody serves while they are away."""

from collections.abc import Iterator

from solver.arrays import Candidates, Town
from solver.kinds import Mask
from solver.problem import Problem
from solver.roster import Roster
from solver.rules.rule import Breach


class Away:
    name = "away"

    def breaches(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        for duty in roster.ordered:
            span = problem.shift[duty.shift].span
            if any(span.meets(away) for away in problem.volunteer[duty.volunteer].away):
                yield Breach(self.name, 1, shifts=(duty.shift,), volunteer=duty.volunteer)

    def refuses(self, town: Town, candidates: Candidates) -> Mask:
        return town.away(candidates.shift)[candidates.who]
