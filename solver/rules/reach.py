"""Reach: a volunteer serves only where the point lies within reach of one of their places."""

from collections.abc import Iterator

from solver.arrays import Candidates, Town
from solver.distance import nearest
from solver.kinds import Mask
from solver.problem import Problem
from solver.roster import Roster
from solver.rules.rule import Breach


class Reach:
    """`amount` of a breach: metres beyond the reach, or the whole way round the earth for somebody without a place."""

    name = "reach"

    def breaches(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        for duty in roster.ordered:
            volunteer, shift = problem.volunteer[duty.volunteer], problem.shift[duty.shift]
            metres = nearest(volunteer.at, problem.point[shift.point].at)
            if metres is None or metres > volunteer.reach:
                beyond = NOWHERE if metres is None else metres - volunteer.reach
                yield Breach(self.name, beyond, shifts=(shift.id,), volunteer=volunteer.id)

    def refuses(self, town: Town, candidates: Candidates) -> Mask:
        return candidates.metres > town.reach[candidates.who]


NOWHERE = 40_075_000
