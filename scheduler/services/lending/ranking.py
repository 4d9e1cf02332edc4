"""Ranking: who of the lenders may come to a shift, the cheapest first; each has no other duty that day."""

from collections.abc import Collection, Iterator

import numpy as np

from scheduler.services.repairing.telling import told
from scheduler.services.repairing.views import StandInView
from scheduler.services.sentences import Speaker
from solver.moves import blocked, gains, held_back
from solver.stand_ins import stand_in
from solver.standing import Standing

MOST = 8
"""People who are offered for a seat."""


class Ranking:
    """On a board of its own: whoever is taken for one seat is not free for the next."""

    def __init__(self, standing: Standing, lenders: Collection[str], speaker: Speaker) -> None:
        self.standing, self._speaker = standing.apart(), speaker
        index = standing.town.volunteer_index
        self._lends = np.zeros(len(index), dtype=np.bool_)
        self._lends[[index[code] for code in lenders]] = True

    def best(self, shift: int, most: int = MOST) -> tuple[StandInView, ...]:
        """The first `most` for one more seat of the shift, whether or not it has one empty."""
        return tuple(self._view(volunteer, shift, change) for volunteer, change in self._ranked(shift, most))

    def take(self, volunteer: str, shift: int) -> None:
        """They come."""
        self.standing.board.add(self.standing.town.volunteer_index[volunteer], shift)

    def _ranked(self, shift: int, most: int) -> Iterator[tuple[int, int]]:
        board, day = self.standing.board, self.standing.town.day
        who, changes = gains(board, self.standing.offers, shift)
        able = self._lends[who] & ~held_back(board, shift, who)
        order = np.argsort(changes[able], kind="stable")
        for volunteer, change in zip(who[able][order].tolist(), changes[able][order].tolist(), strict=True):
            free = all(day[held] != day[shift] for held in board.months[volunteer])
            if most and free and not blocked(board, volunteer, shift):
                most -= 1
                yield volunteer, change

    def _view(self, volunteer: int, shift: int, change: int) -> StandInView:
        problem = self.standing.problem
        one, found = problem.volunteers[volunteer], stand_in(self.standing, volunteer, shift, change=change)
        text = told(found, problem.shifts[shift], self._speaker)
        unit = problem.unit[one.unit].name
        return StandInView(one.id, one.name or one.id, one.unit, unit, change, found.metres, found.duties, text)
