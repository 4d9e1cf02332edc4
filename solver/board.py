"""A roster being worked on, by index: who serves where, kept up to date as duties come and go.

The board only counts; what may be added and what it costs is asked of the rules through `solver.moves`.
"""

from collections import defaultdict
from collections.abc import Iterable
from copy import copy

import numpy as np

from solver.arrays import Town
from solver.kinds import Index, Numbers
from solver.problem import Duty
from solver.roster import Roster

Pair = tuple[int, int]


class Board:
    """`crews[shift]` and `months[volunteer]` list indices in the order they came; `standing[volunteer]` is carried +
    load - target, `standings` the same as an array; `out[unit][(start, end)]` are the unit's people out on a workday
    in that span. `in_day[day]`, `in_week[week]` and `in_all` count everybody's duties."""

    def __init__(self, town: Town, pairs: Iterable[Pair] = ()) -> None:
        self.town = town
        self.crews: list[list[int]] = [[] for _ in town.headcount]
        self.months: list[list[int]] = [[] for _ in town.unit]
        self.standing = list(town.standing)
        self.standings: Numbers = np.array(town.standing, dtype=town.dtype)
        self.in_all = self._nobody()
        self.in_week: defaultdict[int, Index] = defaultdict(self._nobody)
        self.in_day: defaultdict[int, Index] = defaultdict(self._nobody)
        self.out: list[defaultdict[Pair, frozenset[int]]] = [defaultdict(frozenset) for _ in town.most_out]
        for volunteer, shift in pairs:
            self.add(volunteer, shift)

    @classmethod
    def of(cls, town: Town, roster: Roster) -> "Board":
        """The board of a roster; every id in it must be of the town."""
        return cls(
            town,
            ((town.volunteer_index[d.volunteer], town.shift_index[d.shift]) for d in sorted(roster.duties)),
        )

    def on(self, town: Town) -> "Board":
        """The same duties in a town of the same people whose shifts are the same, or ask for other numbers, or are new
        at the end; a board of its own, quick to make."""
        board = copy(self)
        board.town = town
        board.crews = self.crews + [[]] * (len(town.headcount) - len(self.crews))
        board.months = self.months.copy()
        board.standing, board.standings = self.standing.copy(), self.standings.astype(town.dtype)
        board.in_all, board.in_week, board.in_day = self.in_all.copy(), self.in_week.copy(), self.in_day.copy()
        for counts in (board.in_week, board.in_day):
            counts.update({number: count.copy() for number, count in counts.items()})
        board.out = [out.copy() for out in self.out]
        return board

    def add(self, volunteer: int, shift: int) -> None:
        town = self.town
        # Lists and sets are never changed in place: a board that was made `on` another town shares them.
        self.crews[shift] = [*self.crews[shift], volunteer]
        self.months[volunteer] = [*self.months[volunteer], shift]
        self._count(volunteer, shift, 1)
        if town.at_work[shift]:
            out, span = self.out[town.unit[volunteer]], (town.start[shift], town.end[shift])
            out[span] = out[span] | {volunteer}

    def remove(self, volunteer: int, shift: int) -> None:
        """Take one duty back. Raises ValueError where it is not on the board."""
        town = self.town
        self.crews[shift] = _without(self.crews[shift], volunteer)
        self.months[volunteer] = _without(self.months[volunteer], shift)
        self._count(volunteer, shift, -1)
        if town.at_work[shift]:
            out, span = self.out[town.unit[volunteer]], (town.start[shift], town.end[shift])
            out[span] = out[span] - {volunteer}

    def _nobody(self) -> Index:
        return np.zeros(len(self.town.unit), dtype=np.int32)

    def _count(self, volunteer: int, shift: int, step: int) -> None:
        town = self.town
        self.standing[volunteer] += step * town.load[shift]
        self.standings[volunteer] = self.standing[volunteer]
        for count in (self.in_all, self.in_week[town.week[shift]], self.in_day[town.day[shift]]):
            count[volunteer] += step

    def pairs(self) -> list[Pair]:
        return sorted((volunteer, shift) for volunteer, month in enumerate(self.months) for shift in month)

    def roster(self) -> Roster:
        people, shifts = self.town.problem.volunteers, self.town.problem.shifts
        return Roster(frozenset(Duty(shifts[shift].id, people[volunteer].id) for volunteer, shift in self.pairs()))

    def open_seats(self, shift: int) -> int:
        return max(0, self.town.headcount[shift] - len(self.crews[shift]))

    def missing(self, shift: int, role: str) -> int:
        """Holders of `role` that the shift still lacks."""
        need = self.town.needs[shift].get(role, 0)
        return max(0, need - sum(role in self.town.roles[volunteer] for volunteer in self.crews[shift]))

    def weekends(self, volunteer: int) -> set[int]:
        found = (self.town.weekend[shift] for shift in self.months[volunteer])
        return {weekend for weekend in found if weekend is not None}


def _without(items: list[int], item: int) -> list[int]:
    fewer = items.copy()
    fewer.remove(item)
    return fewer
