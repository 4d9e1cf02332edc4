"""Vacancy: a seat nobody sits on is a priced gap, dearer at points of higher priority."""

from collections.abc import Iterator

from solver.board import Board
from solver.draft import Draft
from solver.kinds import Index, Numbers
from solver.problem import Problem
from solver.roster import Roster
from solver.rules.rule import Breach


class Vacancy:
    """`amount` of a breach: people missing on a shift."""

    name = "vacancy"

    def breaches(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        crews = roster.by_shift
        for shift in problem.shifts:
            missing = shift.headcount - len(crews.get(shift.id, ()))
            if missing > 0:
                price = problem.policy.vacancy * problem.point[shift.point].priority
                yield Breach(self.name, missing, cost=price * missing, shifts=(shift.id,))

    def changes(self, board: Board, shift: int, who: Index) -> Numbers:
        price = board.town.seat_price[shift] if board.open_seats(shift) else 0
        return board.town.same(-price, len(who))

    def encode(self, draft: Draft) -> None:
        # Headcount keeps free duties within the open seats, so each of them fills one.
        for shift, seats in draft.by_shift.items():
            for literal in seats:
                draft.charge(literal, -draft.town.seat_price[shift])
