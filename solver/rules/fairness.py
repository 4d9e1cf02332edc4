"""Fairness: what everybody carries, earlier rosters included, lies close to their fair share."""

from collections.abc import Iterator

from solver.board import Board
from solver.draft import Draft
from solver.kinds import Index, Numbers
from solver.problem import Problem
from solver.roster import Roster
from solver.rules.rule import Breach


class Fairness:
    """`amount` of a breach: the square of how far carried + load lies from the target."""

    name = "fairness"

    def breaches(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        months = roster.by_volunteer
        for volunteer in problem.volunteers:
            load = sum(problem.shift[shift].load for shift in months.get(volunteer.id, ()))
            square = (volunteer.carried + load - volunteer.target) ** 2
            if square:
                yield Breach(self.name, square, cost=problem.policy.fairness * square, volunteer=volunteer.id)

    def changes(self, board: Board, shift: int, who: Index) -> Numbers:
        town = board.town
        load = town.number(town.load[shift])
        return (board.standings[who] * 2 + load) * load * town.number(town.policy.fairness)

    def encode(self, draft: Draft) -> None:
        weight = draft.town.policy.fairness
        if not weight:
            return
        for volunteer, month in draft.by_volunteer.items():
            duties = [(literal, draft.town.load[shift]) for shift, literal in month if draft.town.load[shift]]
            if duties:
                draft.charge_square(volunteer, duties, weight=weight)
