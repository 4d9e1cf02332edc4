"""A roster held: the town's question and the roster's duties, judged, packed and laid out when first asked for."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from functools import cached_property

from sqlalchemy.orm import Session

from scheduler.store.rosters import Roster
from scheduler.store.snapshot import WhyAway, duties_of, taken
from solver.arrays import Town
from solver.board import Board
from solver.offers import Offers
from solver.problem import Duty, Problem
from solver.roster import Roster as Answered
from solver.standing import Standing
from solver.tally import Tally

Duties = frozenset[Duty]


@dataclass(frozen=True)
class Held:
    """The newest `version` of a roster, as the town has it, and why each volunteer, by code, is `away` when. What is
    here is shared by whoever asks, and not changed: a board to try things on is made by `apart`."""

    version: int
    tally: Tally
    away: WhyAway = field(default_factory=dict)

    @classmethod
    def of(cls, session: Session, roster: Roster) -> "Held":
        """As it stands in the database."""
        problem, away = taken(session, roster)
        duties = problem.published
        if roster.version != roster.published_version:
            # A duty on a shift that was struck to nobody is nowhere to be judged.
            duties = frozenset([duty for duty in duties_of(session, roster) if duty.shift in problem.shift])
        return cls(roster.version, Tally(problem, duties), away)

    @property
    def problem(self) -> Problem:
        return self.tally.problem

    @property
    def duties(self) -> Duties:
        return self.tally.duties

    @cached_property
    def town(self) -> Town:
        return Town(self.problem)

    @cached_property
    def offers(self) -> Offers:
        return Offers(self.town)

    @cached_property
    def board(self) -> Board:
        return Board.of(self.town, Answered(self.duties))

    def prepare(self) -> None:
        """Lay out and count now what is asked for first."""
        _ = self.board, self.offers, self.tally.broken, self.tally.costs

    def prepare_to_mend(self) -> None:
        """The same for what is asked when somebody cannot come, which is of what people were told."""
        if self.problem.published:
            _ = self.standing

    def apart(self) -> Board:
        """A board of one's own, in a town with limits of its own: to try what would be if one were another."""
        town = copy(self.town)
        town.rest, town.caps, town.most_out = town.rest.copy(), town.caps.copy(), town.most_out.copy()
        return self.board.on(town)

    @cached_property
    def standing(self) -> Standing:
        """The same as people were told it, for what comes up."""
        # Where nothing is broken nothing has to stay although it is, which takes a city as long to find out again.
        made = Standing.as_told if self.tally.broken else Standing
        standing = made(self.problem, self.duties)
        # Counted now rather than under the first question.
        _ = standing.cost
        return standing

    @cached_property
    def lost(self) -> Duties:
        """The duties that the rules do not allow any more as the town stands now: somebody has leave, or has left."""
        if not self.tally.broken:
            return frozenset()
        return Standing(self.problem, self.duties).gone - self.problem.pinned

    def pinned(self, pins: Duties) -> "Held":
        """The same with those duties locked and no others."""
        return self.changed(replace(self.problem, pinned=pins), self.duties, self.version)

    def changed(self, problem: Problem, duties: Duties, version: int) -> "Held":
        """With other duties, pins, bars or published ones: what is counted and laid out is brought up to date where it
        can be."""
        told_anew = problem.published != self.problem.published
        tally = Tally(problem, duties) if told_anew else self.tally.changed(problem, duties)
        held = Held(version, tally, self.away)
        kept = held.__dict__
        if "town" in self.__dict__ and not told_anew and problem.barred >= self.problem.barred:
            kept["town"] = self.town.changed(problem)
            if "board" in self.__dict__:
                kept["board"] = _on(self.board, held.town, sorted(self.duties - duties), sorted(duties - self.duties))
        return held


def _on(board: Board, town: Town, gone: Sequence[Duty], come: Sequence[Duty]) -> Board:
    """The board in that town, with these duties instead of those."""
    board = board.on(town)
    for change, duties in ((board.remove, gone), (board.add, come)):
        for duty in duties:
            change(town.volunteer_index[duty.volunteer], town.shift_index[duty.shift])
    return board
