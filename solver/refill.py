"""Refilling empty seats with as few people disturbed as may be: stand-ins first, exchanges only where there is none.

Greedy gives an answer at once; CP-SAT, over the cheapest few, betters it while there is time.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice

import numpy as np

from solver.board import Board, Pair
from solver.deadline import Deadline
from solver.greedy import fill
from solver.moves import blocked, gains, hand_out, held_back, take_back
from solver.neighbourhood import Neighbourhood
from solver.offers import Offers

Chain = list[tuple[int, int, bool]]
"""Volunteer, shift, and whether they come to it or leave it."""

# The cheapest people for each empty seat, free or to be freed, and from how many duties.
_STAND_INS = 12
_IN_THE_WAY = 2
# More shifts than this CP-SAT does not think about at once.
_MOST_TOGETHER = 100
# CP-SAT's deterministic time, and the least wall time that is worth beginning it for.
_WORK = 1.0
_LEAST = 0.02


class Refill:
    """Fills the `wanted` {shift: seats} of a board, and nothing else: seats that were empty before stay so.

    `change` is what the cost changes by; `floor` bounds it from below for all who leave everybody else where they are,
    None where there was no time for it.
    """

    def __init__(self, board: Board, offers: Offers, wanted: Mapping[int, int], deadline: Deadline, seed: int) -> None:
        self._board, self._offers, self._deadline, self._seed = board, offers, deadline, seed
        self._wanted = wanted
        self._full = board.town.headcount.copy()
        for shift, seats in wanted.items():
            self._full[shift] = min(self._full[shift], len(board.crews[shift]) + seats)
        self.change = 0
        with self._only_wanted():
            self.floor = self._directly()
            self._by_exchange()

    @contextmanager
    def _only_wanted(self) -> Iterator[None]:
        """While inside, a shift has no more seats than were taken and are wanted."""
        town, asked = self._board.town, self._board.town.headcount
        town.headcount = self._full
        try:
            yield
        finally:
            town.headcount = asked

    def _directly(self) -> int | None:
        """Stand-ins who are free: nobody else moves. Returns what all such choices change the cost by at least."""
        before = {shift: set(self._board.crews[shift]) for shift in self._wanted}
        self.change = fill(self._board, self._offers, self._wanted, late=self._deadline.over)
        come = [(v, s) for s, crew in before.items() for v in self._board.crews[s] if v not in crew]
        for pair in come:
            self._board.remove(*pair)
        floor = self._at_best()
        together = floor not in (None, self.change) and len(self._wanted) <= _MOST_TOGETHER
        choices = (
            {(v, s) for s, n in self._wanted.items() for v in self._cheapest(s, _STAND_INS + n)} if together else set()
        )
        for pair in come:
            self._board.add(*pair)
        if together and not self._late():
            self._reconsider(Neighbourhood(tuple(sorted(come)), tuple(sorted(choices.union(come)))))
        return floor

    def _at_best(self) -> int | None:
        """What somebody brings is the most while nobody else has come: later their seat or role may be taken, and they
        carry more. So the sum over the best for each shift, each alone, is never above what they bring together."""
        best = 0
        for shift in self._wanted:
            if self._late():
                return None
            who, changes = gains(self._board, self._offers, shift)
            free = np.sort(changes[~held_back(self._board, shift, who)])[: self._board.open_seats(shift)]
            best += int(free[free < 0].sum())
        return best

    def _by_exchange(self) -> None:
        """Where nobody is free, somebody is freed by somebody who takes over from them: seat after seat, each time
        the cheapest such pair, if that is cheaper than the empty seat."""
        for shift in sorted(self._wanted, key=lambda shift: (self._board.town.start[shift], shift)):
            while self._board.open_seats(shift) and not self._cheapest(shift, 1):
                if self._late():
                    return
                change, chain = min(self._chains(shift), default=(0, []))
                if change >= 0:
                    break
                self._follow(chain)
                self.change += change

    def _chains(self, shift: int) -> Iterator[tuple[int, Chain]]:
        """What the cost changes by, and the steps, for each of those who could be freed for the shift."""
        for volunteer in self._cheapest(shift, _STAND_INS, busy=True):
            for held in self._in_the_way(volunteer, shift):
                if self._late():
                    return
                yield self._tried(volunteer, held, shift)

    def _tried(self, volunteer: int, held: int, shift: int) -> tuple[int, Chain]:
        """Somebody goes from one shift to the other, and whoever is cheapest takes over, if that is worth it."""
        chain: Chain = [(volunteer, held, False), (volunteer, shift, True)]
        change = self._follow(chain)
        successor = next((one for one in self._cheapest(held, 2) if one != volunteer), None)
        if successor is not None:
            came = self._follow([(successor, held, True)])
            self._back([(successor, held, True)])
            if came < 0:
                chain, change = [*chain, (successor, held, True)], change + came
        self._back(chain[:2])
        return change, chain

    def _follow(self, chain: Chain) -> int:
        """Take the steps; returns what the cost changes by."""
        step = {True: hand_out, False: take_back}
        return sum(step[comes](self._board, self._offers, who, shift) for who, shift, comes in chain)

    def _back(self, chain: Chain) -> None:
        for who, shift, came in reversed(chain):
            (self._board.remove if came else self._board.add)(who, shift)

    def _late(self) -> bool:
        return self._deadline.left < _LEAST

    def _cheapest(self, shift: int, most: int, *, busy: bool = False) -> list[int]:
        """The people whom the rules let come as it is, or with `busy` those who would have to be freed first."""
        who, changes = gains(self._board, self._offers, shift)
        cheapest = np.argsort(changes, kind="stable")
        if not busy:
            cheapest = cheapest[~held_back(self._board, shift, who[cheapest])]
        people = (int(volunteer) for volunteer in who[cheapest].tolist())
        return list(islice((v for v in people if blocked(self._board, v, shift) == busy), most))

    def _in_the_way(self, volunteer: int, shift: int) -> list[int]:
        """Duties of theirs, the nearest first, that keep them from the shift, each by itself."""
        town, found = self._board.town, []
        pinned = set(town.pinned)
        for held in sorted(self._board.months[volunteer], key=lambda held: abs(town.start[held] - town.start[shift])):
            if (volunteer, held) in pinned:
                continue
            self._board.remove(volunteer, held)
            if not blocked(self._board, volunteer, shift):
                found.append(held)
            self._board.add(volunteer, held)
            if len(found) == _IN_THE_WAY:
                break
        return found

    def _reconsider(self, around: Neighbourhood) -> None:
        """Decide the neighbourhood's choices at once, everything else staying; keeps what is cheaper."""
        # CP-SAT takes a second to load, and most absences never need it.
        from solver.decide import decided

        taken = decided(self._board, self._offers, around, self._deadline, work=_WORK, seed=self._seed)
        if taken is not None:
            self._exchange(set(around.freed), set(taken))

    def _exchange(self, freed: set[Pair], taken: set[Pair]) -> None:
        """Swap the freed duties for the taken ones if all still fits and that is cheaper."""
        gone, come, done = sorted(freed - taken), sorted(taken - freed), 0
        change = sum(take_back(self._board, self._offers, *pair) for pair in gone)
        for pair in come:
            if blocked(self._board, *pair):
                break
            change += hand_out(self._board, self._offers, *pair)
            done += 1
        if done == len(come) and change < 0:
            self.change += change
            return
        for pair in come[:done]:
            self._board.remove(*pair)
        for pair in gone:
            self._board.add(*pair)
