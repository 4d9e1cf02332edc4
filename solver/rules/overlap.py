"""Overlap: nobody is in two places at once."""

from collections.abc import Iterator

from solver.board import Board
from solver.draft import Draft
from solver.following import closely
from solver.kinds import Index, Mask
from solver.problem import Problem
from solver.roster import Roster
from solver.rules.rule import Breach
from solver.sheet import Sheet


class Overlap:
    """`amount` of a breach: the minutes that two duties of one volunteer share."""

    name = "overlap"

    def breaches(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        for volunteer, month in roster.by_volunteer.items():
            for a, b, _ in closely(problem, month, within=0):
                shared = min(a.span.end, b.span.end) - max(a.span.start, b.span.start)
                yield Breach(self.name, shared, shifts=(a.id, b.id), volunteer=volunteer)

    def blocks(self, board: Board, volunteer: int, shift: int) -> bool:
        start, end = board.town.start[shift], board.town.end[shift]
        starts, ends = board.town.start, board.town.end
        return any(start < ends[held] and starts[held] < end for held in board.months[volunteer])

    def blocks_each(self, sheet: Sheet, shift: int, who: Index) -> Mask:
        return sheet.people(sheet.meeting(shift))[who]

    def encode(self, draft: Draft) -> None:
        # Where a rest is asked, its cliques hold these: two duties that meet also lie too close.
        for volunteer, month in draft.by_volunteer.items():
            if draft.town.rest[volunteer] == 0:
                draft.at_most_one_at_a_time(month, rest=0)
