"""Headcount: a shift has at most as many people as it has seats."""

from collections.abc import Iterator

import numpy as np

from solver.board import Board
from solver.draft import Draft
from solver.kinds import Index, Mask
from solver.problem import Problem
from solver.roster import Roster
from solver.rules.rule import Breach
from solver.sheet import Sheet


class Headcount:
    name = "headcount"

    def breaches(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        for shift_id, crew in roster.by_shift.items():
            excess = len(crew) - problem.shift[shift_id].headcount
            if excess > 0:
                yield Breach(self.name, excess, shifts=(shift_id,))

    def blocks(self, board: Board, volunteer: int, shift: int) -> bool:  # noqa: ARG002 (anybody fills a seat)
        return len(board.crews[shift]) >= board.town.headcount[shift]

    def blocks_each(self, sheet: Sheet, shift: int, who: Index) -> Mask:
        return np.full(len(who), len(sheet.board.crews[shift]) >= sheet.town.headcount[shift])

    def encode(self, draft: Draft) -> None:
        for shift, seats in draft.by_shift.items():
            draft.at_most(seats, draft.town.headcount[shift] - len(draft.fixed.crews[shift]))
