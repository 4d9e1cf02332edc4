"""Wish: a duty in a span somebody would rather not serve in is priced, in one they like it is rewarded."""

from collections.abc import Iterator

from solver.arrays import Candidates, Town
from solver.kinds import Numbers
from solver.problem import Problem
from solver.roster import Roster
from solver.rules.rule import Breach


class Wish:
    """`amount` of a breach: the weight of one wish that meets the duty; negative where it is gladly done."""

    name = "wish"

    def breaches(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        for duty in roster.ordered:
            span = problem.shift[duty.shift].span
            for wish in problem.volunteer[duty.volunteer].wishes:
                if wish.weight and wish.span.meets(span):
                    cost = problem.policy.wish * wish.weight
                    yield Breach(self.name, wish.weight, cost=cost, shifts=(duty.shift,), volunteer=duty.volunteer)

    def prices(self, town: Town, candidates: Candidates) -> Numbers:
        return town.wished(candidates.shift)[candidates.who] * town.number(town.policy.wish)
