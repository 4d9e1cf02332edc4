"""A district as a problem of its own: its people, and what is theirs to fill; all that others do stays as it is.

The law of it, tested: whatever legal roster a district is given for its own, the whole stays legal, and the cost of the
whole changes by exactly as much as the district's.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from solver.judge import judge
from solver.problem import Duty, Point, Problem, Shift, Unit, Volunteer
from solver.roster import Roster
from solver.spread.cutting import Cut

_Item = TypeVar("_Item")


@dataclass(frozen=True)
class District:
    """`problem` has no names, only ids: those of the whole. Its pins are the whole's, and what its people serve in
    other districts. `start` is what they serve here beside these."""

    problem: Problem
    start: frozenset[Duty]

    @cached_property
    def cost(self) -> int:
        """What the start costs, by the district's own count."""
        return judge(self.problem, Roster(self.start | self.problem.pinned)).cost


def districts(problem: Problem, roster: Iterable[Duty], cut: Cut) -> Iterator[District]:
    """One district after another, those with something to fill; `roster` holds the pins too."""
    whole = _Whole(problem, roster, cut)
    for number in range(cut.districts):
        district = whole.district(number)
        if _has_room(district.problem):
            yield district


def _has_room(problem: Problem) -> bool:
    pinned = _counted(duty.shift for duty in problem.pinned)
    return any(shift.headcount > pinned.get(shift.id, 0) for shift in problem.shifts)


class _Whole:
    """The town sorted by district: duties, bars and what was told by where the volunteer lives."""

    def __init__(self, problem: Problem, roster: Iterable[Duty], cut: Cut) -> None:
        self._problem = problem
        lives = dict(zip((one.id for one in problem.volunteers), cut.people.tolist(), strict=True))
        lies = dict(zip((point.id for point in problem.points), cut.points.tolist(), strict=True))
        self._lies: Mapping[str, int] = {shift.id: lies[shift.point] for shift in problem.shifts}
        self._people = _sorted(problem.volunteers, lambda one: lives[one.id])
        self._shifts = _sorted(problem.shifts, lambda shift: self._lies[shift.id])
        self._duties, self._barred, self._published = (
            _sorted(duties, lambda duty: lives[duty.volunteer])
            for duties in (roster, problem.barred, problem.published)
        )
        self._guests: dict[str, list[str]] = defaultdict(list)
        for number, duties in self._duties.items():
            for duty in duties:
                if self._lies[duty.shift] != number:
                    self._guests[duty.shift].append(duty.volunteer)

    def district(self, number: int) -> District:
        whole = self._problem
        duties = frozenset(self._duties[number])
        fixed = {duty for duty in duties if self._lies[duty.shift] != number or duty in whole.pinned}
        shifts = self._to_fill(number, fixed)
        known = {shift.id for shift in shifts}
        people = tuple(replace(one, name=None) for one in self._people[number])
        problem = replace(
            whole,
            name="",
            volunteers=people,
            shifts=tuple(shifts),
            published=frozenset(duty for duty in self._published[number] if duty.shift in known),
            pinned=frozenset(fixed),
            barred=frozenset(duty for duty in self._barred[number] if duty.shift in known),
        )
        if whole.published and shifts and not problem.published:
            problem = _told(problem)
        return District(_placed(problem), duties - fixed)

    def _to_fill(self, number: int, fixed: Iterable[Duty]) -> list[Shift]:
        """The seats that are left of the district's shifts, and shifts of others that its people fill."""
        taken = _counted(duty.shift for duty in fixed)
        whole = self._problem.shift
        mine = [self._left(shift, taken.get(shift.id, 0)) for shift in self._shifts[number]]
        away = [shift for shift in taken if self._lies[shift] != number]
        others = [replace(whole[shift], headcount=taken[shift], roles={}) for shift in sorted(away)]
        return [shift for shift in mine if shift.headcount] + others

    def _left(self, shift: Shift, pinned: int) -> Shift:
        """What guests leave of a shift, whose own people have so many pins there."""
        guests = self._guests.get(shift.id)
        if not guests:
            return shift
        seats = max(shift.headcount - len(guests), pinned)
        hold = _counted(role for one in guests for role in self._problem.volunteer[one].roles)
        # A role that has more missing than there are seats left will miss the rest whoever comes.
        roles = {role: max(0, min(need - hold.get(role, 0), seats)) for role, need in shift.roles.items()}
        return replace(shift, headcount=seats, roles=roles)


def _placed(problem: Problem) -> Problem:
    """With the points and units that are spoken of, without their names."""
    staffed = {shift.point for shift in problem.shifts}
    usual = {point for one in problem.volunteers for point in one.usual}
    points = [
        _point(point, point.id in staffed) for point in problem.points if point.id in staffed or point.id in usual
    ]
    units = {one.unit for one in problem.volunteers} | {unit for point in points for unit in point.stewards}
    named = tuple(_unit(unit) for unit in problem.units if unit.id in units)
    return replace(problem, points=tuple(points), units=named)


def _point(point: Point, staffed: bool) -> Point:
    return replace(point, name="", stewards=point.stewards if staffed else ())


def _unit(unit: Unit) -> Unit:
    return replace(unit, name="")


def _told(problem: Problem) -> Problem:
    """The same where only others were told of duties: so that here too every duty is one that nobody was told of, an
    invented somebody was told of a duty of their own, and is pinned to it."""
    name = "told"
    while name in problem.shift or name in problem.volunteer or name in problem.unit:
        name += "'"
    like, duty = problem.shifts[0], Duty(name, name)
    return replace(
        problem,
        units=(*problem.units, Unit(name, "", problem.point[like.point].at)),
        volunteers=(*problem.volunteers, Volunteer(name, name, at=())),
        shifts=(*problem.shifts, Shift(name, like.point, like.span, 1, load=0)),
        published=frozenset({duty}),
        pinned=problem.pinned | {duty},
    )


def _sorted(items: Iterable[_Item], district: Callable[[_Item], int]) -> Mapping[int, Sequence[_Item]]:
    found: dict[int, list[_Item]] = defaultdict(list)
    for item in items:
        found[district(item)].append(item)
    return found


def _counted(items: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for item in items:
        found[item] += 1
    return found
