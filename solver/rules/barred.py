"""Barred: nobody serves on a shift they are barred from."""

from collections.abc import Iterator

from solver.arrays import Candidates, Town
from solver.kinds import Mask
from solver.pairs import among
from solver.problem import Problem
from solver.roster import Roster
from solver.rules.rule import Breach


class Barred:
    name = "barred"

    def breaches(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        for duty in sorted(roster.duties & problem.barred):
            yield Breach(self.name, 1, shifts=(duty.shift,), volunteer=duty.volunteer)

    def refuses(self, town: Town, candidates: Candidates) -> Mask:
        return among(candidates.who, town.barred[candidates.shift])
