"""Rest: two duties of one volunteer that do not meet lie at least the volunteer's `rest` minutes apart."""

from collections.abc import Iterator

from solver.board import Board
from solver.draft import Draft
from solver.following import closely
from solver.kinds import Index, Mask
from solver.problem import Problem
from solver.roster import Roster
from solver.rules.rule import Breach
from solver.sheet import Sheet


class Rest:
    """`amount` of a breach: the minutes of rest that are missing between two duties."""

    name = "rest"

    def breaches(self, problem: Problem, roster: Roster) -> Iterator[Breach]:
        for volunteer, month in roster.by_volunteer.items():
            asked = problem.volunteer[volunteer].rest
            for a, b, between in closely(problem, month, within=asked):
                if between >= 0:
                    yield Breach(self.name, asked - between, shifts=(a.id, b.id), volunteer=volunteer)

    def blocks(self, board: Board, volunteer: int, shift: int) -> bool:
        asked = board.town.rest[volunteer]
        starts, ends = board.town.start, board.town.end
        start, end = starts[shift], ends[shift]
        return any(
            0 <= start - ends[held] < asked or 0 <= starts[held] - end < asked for held in board.months[volunteer]
        )

    def blocks_each(self, sheet: Sheet, shift: int, who: Index) -> Mask:
        before, after = sheet.town.start[shift] - sheet.end, sheet.start - sheet.town.end[shift]
        rows = ((before >= 0) & (before < sheet.rest)) | ((after >= 0) & (after < sheet.rest))
        return sheet.people(rows)[who]

    def encode(self, draft: Draft) -> None:
        for volunteer, month in draft.by_volunteer.items():
            if asked := draft.town.rest[volunteer]:
                draft.at_most_one_at_a_time(month, rest=asked)
