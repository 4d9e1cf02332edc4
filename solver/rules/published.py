"""Published: people were told; taking a duty back or handing out a new one has its price."""

from collections.abc import Iterator

from solver.arrays import Candidates, Town
from solver.kinds import Numbers
from solver.pairs import among
from solver.problem import Problem
from solver.roster import Roster
from solver.rules.rule import Breach


class Dropped:
    """A published duty that is gone, unless its volunteer is now barred from it or away then."""

    name = "dropped"

    def breaches(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        for duty in sorted(problem.published - roster.duties):
            if problem.can_still(duty):
                cost = problem.policy.dropped
                yield Breach(self.name, 1, cost=cost, shifts=(duty.shift,), volunteer=duty.volunteer)

    def prices(self, town: Town, candidates: Candidates) -> Numbers:
        kept = among(candidates.who, town.kept[candidates.shift])
        return town.numbers(kept) * town.number(-town.policy.dropped)


class Added:
    """Once a roster is published, a duty that was not in it."""

    name = "added"

    def breaches(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        if problem.published:
            for duty in sorted(roster.duties - problem.published):
                cost = problem.policy.added
                yield Breach(self.name, 1, cost=cost, shifts=(duty.shift,), volunteer=duty.volunteer)

    def prices(self, town: Town, candidates: Candidates) -> Numbers:
        fresh = ~among(candidates.who, town.published[candidates.shift])
        return town.numbers(fresh) * town.number(town.policy.added if town.problem.published else 0)
