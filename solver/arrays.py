"""The packed form of a problem: numbered shifts, volunteers, points and units, made once and never changed.

Index spaces follow the order of the problem's lists. What the search asks one item at a time is a plain list;
what it asks of many people at once is a numpy array. Whole numbers are int64 where no price can leave its range,
otherwise Python's own (dtype object): the same code then computes more slowly and just as exactly.
"""

from collections import defaultdict
from copy import copy
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
import numpy.typing as npt

from solver.dearest import dearest_duty
from solver.distance import nearest
from solver.kinds import Index, Numbers, Whole
from solver.pairs import NONE as NONE
from solver.pairs import Numbered, among, without
from solver.places import Places
from solver.problem import Problem, Shift
from solver.spells import Spells

_SAFE = 2**60
_NO_LIMIT = 2**31


@dataclass(frozen=True, slots=True)
class Candidates:
    """People looked at for one shift: `who` ascending volunteer indices, `metres` their way to its point."""

    shift: int
    who: Index
    metres: npt.NDArray[np.int64]

    def only(self, mask: npt.NDArray[np.bool_]) -> "Candidates":
        return Candidates(self.shift, self.who[mask], self.metres[mask])


class Town:
    """Lists by shift: point, start, end, day, week, weekend (None on a workday), headcount, load, needs, prices;
    by volunteer: unit, rest, caps, roles, reach; by unit: most_out. Pairs by shift: barred, published, kept."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.policy = problem, problem.policy
        self.shift_index = {shift.id: i for i, shift in enumerate(problem.shifts)}
        self.volunteer_index = {volunteer.id: i for i, volunteer in enumerate(problem.volunteers)}
        self.point_index = {point.id: i for i, point in enumerate(problem.points)}
        self.unit_index = {unit.id: i for i, unit in enumerate(problem.units)}
        self._pack_shifts(problem.shifts)
        self._pack_people()
        self._pack_times()
        self._pack_pairs()
        self.dearest = dearest_duty(self)
        self.dtype: type = np.int64 if self.dearest < _SAFE else object
        self._places = Places(problem.volunteers)
        self._metres = lru_cache(2)(self._places.metres)
        self.near = lru_cache(None)(self.find_near)
        self._lends = lru_cache(None)(self._find_lenders)
        self.holds = lru_cache(512)(self._find_holders)

    def changed(self, problem: Problem) -> "Town":
        """The packed form of a problem that is this one but for further absences, other pins, more bars, and shifts
        that ask for other numbers or are new at the end: most of it is taken over."""
        town, people = copy(self), problem.volunteers
        town.problem = problem
        if problem.shifts is not self.problem.shifts:
            town.shift_index = {shift.id: i for i, shift in enumerate(problem.shifts)}
            town._pack_shifts(problem.shifts)
            town.dearest = dearest_duty(town)
            if (town.dearest < _SAFE) is not (self.dtype is np.int64):
                return Town(problem)
        others = [i for i, (was, now) in enumerate(zip(self.problem.volunteers, people, strict=True)) if was is not now]
        town._away = self._away.instead(others, ((i, span, 1) for i in others for span in people[i].away))
        numbers, new = Numbered(town.shift_index, self.volunteer_index), problem.barred - self.problem.barred
        town.barred, town.pinned = numbers.by_shift(problem.barred), numbers.pairs(problem.pinned)
        missed = [(i, shift) for i in others for shift in self._told().get(i, ()) if town.away(shift)[i]]
        town.kept = without(self.kept, [*missed, *numbers.pairs(new)])
        return town

    def _pack_shifts(self, shifts: tuple[Shift, ...]) -> None:
        problem, policy = self.problem, self.policy
        self.point = [self.point_index[shift.point] for shift in shifts]
        self.start = [shift.span.start for shift in shifts]
        self.end = [shift.span.end for shift in shifts]
        self.day = [shift.day for shift in shifts]
        self.week = [shift.week for shift in shifts]
        self.once = [0] * len(shifts)
        self.weekend = [problem.weekend.get(shift.day) for shift in shifts]
        self.at_work = [weekend is None for weekend in self.weekend]
        self.headcount = [shift.headcount for shift in shifts]
        self.load = [shift.load for shift in shifts]
        self.needs = [{role: need for role, need in shift.roles.items() if need} for shift in shifts]
        priority = [problem.point[shift.point].priority for shift in shifts]
        self.seat_price = [policy.vacancy * p for p in priority]
        self.role_price = [policy.role * p for p in priority]

    def _pack_people(self) -> None:
        people = self.problem.volunteers
        self.unit = [self.unit_index[volunteer.unit] for volunteer in people]
        self.unit_of = np.array(self.unit, dtype=np.int32)
        self.rest = [volunteer.rest for volunteer in people]
        self.caps = [volunteer.caps for volunteer in people]
        self.most_in_day, self.most_in_week, self.most_in_all = (
            np.array([_NO_LIMIT if cap is None else cap for cap in caps], dtype=np.int64)
            for caps in ([c.day for c in self.caps], [c.week for c in self.caps], [c.total for c in self.caps])
        )
        self.roles = [frozenset(volunteer.roles) for volunteer in people]
        self.reach = np.array([volunteer.reach for volunteer in people], dtype=np.int64)
        self.standing = [volunteer.carried - volunteer.target for volunteer in people]
        self.most_out = [unit.most_out for unit in self.problem.units]
        self.settled = np.array([bool(volunteer.usual) for volunteer in people], dtype=np.bool_)

    def _pack_times(self) -> None:
        people = list(enumerate(self.problem.volunteers))
        count = len(people)
        self._away = Spells(((i, span, 1) for i, v in people for span in v.away), count)
        self._wishes = Spells(((i, wish.span, wish.weight) for i, v in people for wish in v.wishes), count)

    def _pack_pairs(self) -> None:
        problem = self.problem
        numbers = Numbered(self.shift_index, self.volunteer_index)
        self.barred, self.pinned = numbers.by_shift(problem.barred), numbers.pairs(problem.pinned)
        self.published = numbers.by_shift(problem.published)
        lost = [duty for duty in problem.published if not problem.can_still(duty)]
        self.kept = without(self.published, numbers.pairs(lost))
        self._told = lru_cache(1)(partial(numbers.by_volunteer, problem.published))
        self._stewards = [
            np.array([self.unit_index[unit] for unit in point.stewards], dtype=np.int32) for point in problem.points
        ]
        usual: dict[int, list[int]] = defaultdict(list)
        for i, volunteer in enumerate(problem.volunteers):
            for point in volunteer.usual:
                usual[self.point_index[point]].append(i)
        self._regulars = {point: np.array(who, dtype=np.int32) for point, who in usual.items()}

    def number(self, whole: int) -> np.int64 | int:
        """`whole` in the town's kind of number, to multiply arrays with."""
        return np.int64(whole) if self.dtype is np.int64 else whole

    def numbers(self, values: npt.NDArray[np.int64] | npt.NDArray[np.bool_]) -> Numbers:
        wide: Numbers = values.astype(np.int64).astype(self.dtype)
        return wide

    def same(self, whole: int, count: int) -> Numbers:
        """`count` times the same number."""
        return np.full(count, whole, dtype=self.dtype)

    def on(self, shift: int, minute: int) -> bool:
        """Whether the shift is under way at `minute`."""
        return self.start[shift] <= minute < self.end[shift]

    def everybody(self, shift: int) -> Candidates:
        """All volunteers as candidates of a shift; whoever has no place lies beyond any reach."""
        metres = self._metres(self.problem.points[self.point[shift]].at)
        return Candidates(shift, np.arange(len(self.unit), dtype=np.int32), metres)

    def one(self, volunteer: int, shift: int) -> Candidates:
        """A single volunteer as candidate, within reach or not; metres 0 where they have no place."""
        at = self.problem.points[self.point[shift]].at
        metres = nearest(self.problem.volunteers[volunteer].at, at) or 0
        reached = np.array([metres], dtype=np.int64)
        return Candidates(shift, np.array([volunteer], dtype=np.int32), reached)

    def away(self, shift: int) -> npt.NDArray[np.bool_]:
        """Whether each volunteer is away at some time of the shift."""
        return self._away.anything(self.start[shift], self.end[shift])

    def wished(self, shift: int) -> Numbers:
        """The sum of the weights of each volunteer's wishes that meet the shift."""
        return self._wishes.total(self.start[shift], self.end[shift], self.dtype)

    def lent(self, candidates: Candidates) -> Numbers:
        """1 for those whose unit does not answer for the shift's point although others do, else 0."""
        return self.numbers(self._lends(self.point[candidates.shift])[self.unit_of[candidates.who]])

    def unusual(self, candidates: Candidates) -> Numbers:
        """1 for those who have usual points, the shift's not among them, else 0."""
        regulars = self._regulars.get(self.point[candidates.shift], NONE)
        return self.numbers(self.settled[candidates.who] & ~among(candidates.who, regulars))

    def find_near(self, point: int) -> tuple[Index, Whole]:
        """Volunteers within their own reach of a point, ascending, and their metres."""
        return self._places.within(self.reach, self.problem.points[point].at)

    def _find_lenders(self, point: int) -> npt.NDArray[np.bool_]:
        """Whether each unit would lend its people to the point: others answer for it."""
        stewards = self._stewards[point]
        lends = np.full(len(self.most_out), len(stewards) > 0)
        lends[stewards] = False
        return lends

    def _find_holders(self, role: str) -> npt.NDArray[np.bool_]:
        """Whether each volunteer holds a role."""
        return np.array([role in roles for roles in self.roles], dtype=np.bool_)
