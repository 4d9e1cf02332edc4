"""A board as it stands, laid out in arrays, to ask what stands in the way of everybody at once; not kept up to date."""

from functools import cached_property
from itertools import chain

import numpy as np

from solver.board import Board
from solver.kinds import Index, Mask, Whole
from solver.pairs import among

_NO_LIMIT = 2**31


class Sheet:
    """A row for each duty: `who` serves on which `shift`, `start` and `end` in minutes."""

    def __init__(self, board: Board) -> None:
        self.board, self.town = board, board.town
        months = board.months
        self.who = np.repeat(np.arange(len(months), dtype=np.int32), [len(month) for month in months])
        self.shift: Whole = np.fromiter(chain.from_iterable(months), dtype=np.int64, count=len(self.who))
        self.start = np.array(self.town.start, dtype=np.int64)[self.shift]
        self.end = np.array(self.town.end, dtype=np.int64)[self.shift]

    def people(self, rows: Mask) -> Mask:
        """By volunteer, whether any of their rows is among these."""
        found: Mask = np.zeros(len(self.board.months), dtype=np.bool_)
        found[self.who[rows]] = True
        return found

    def meeting(self, shift: int) -> Mask:
        """By row, whether the duty shares a minute with the shift."""
        meets: Mask = (self.start < self.town.end[shift]) & (self.town.start[shift] < self.end)
        return meets

    @cached_property
    def rest(self) -> Whole:
        """By row, the rest that its volunteer asks for."""
        return np.array(self.town.rest, dtype=np.int64)[self.who]

    @cached_property
    def at_work(self) -> Mask:
        """By row, whether it is on a workday."""
        return np.array(self.town.at_work, dtype=np.bool_)[self.shift]

    @cached_property
    def weekends(self) -> Mask:
        """By volunteer and weekend, whether they serve on it."""
        numbers = np.array([-1 if weekend is None else weekend for weekend in self.town.weekend], dtype=np.int64)
        used: Mask = np.zeros((len(self.board.months), int(numbers.max(initial=-1)) + 1), dtype=np.bool_)
        weekend = numbers[self.shift]
        used[self.who[weekend >= 0], weekend[weekend >= 0]] = True
        return used

    @cached_property
    def most_weekends(self) -> Whole:
        """By volunteer, on how many different weekends they serve at most."""
        caps = [caps.weekends for caps in self.town.caps]
        return np.array([_NO_LIMIT if cap is None else cap for cap in caps], dtype=np.int64)

    @cached_property
    def most_out(self) -> Whole:
        """By unit, how many may be out at once on a workday."""
        return np.array([_NO_LIMIT if most is None else most for most in self.town.most_out], dtype=np.int64)

    def out(self, shift: int) -> Whole:
        """By unit, the duties on workdays that share a minute with the shift."""
        rows = self.who[self.meeting(shift) & self.at_work]
        return np.bincount(self.town.unit_of[rows], minlength=len(self.most_out))

    def not_on(self, shift: int) -> Index:
        """Everybody but the shift's crew, ascending."""
        everybody = np.arange(len(self.board.months), dtype=np.int32)
        return everybody[~among(everybody, self.board.crews[shift])]
