"""Beside one another: what each unit carries a head, what each point lacks and who answers for it, now and then."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from solver.problem import Duty, Point, Problem


@dataclass(frozen=True, slots=True)
class LoadChange:
    """The `people` of a unit that the roster calls on, and their duties now and then."""

    unit: str
    name: str
    people: int
    now: int
    then: int

    @property
    def each_now(self) -> float:
        """Duties a head."""
        return self.now / self.people

    @property
    def each_then(self) -> float:
        return self.then / self.people


@dataclass(frozen=True, slots=True)
class GapChange:
    """A point, by code, "" for one that is supposed, and its empty seats now and then."""

    point: str
    name: str
    now: int
    then: int


@dataclass(frozen=True, slots=True)
class StewardChange:
    """A point, by code as above, and the names of the units that answer for it now and then."""

    point: str
    name: str
    now: tuple[str, ...]
    then: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Both:
    """The problem as it is and as it is supposed to be, with a roster of each."""

    now: Problem
    then: Problem
    had: frozenset[Duty]
    has: frozenset[Duty]

    def units(self) -> tuple[LoadChange, ...]:
        """Those with people, the one whose load a head changes most first."""
        people = Counter(one.unit for one in self.now.volunteers)
        had, has = (_by_unit(self.then, duties) for duties in (self.had, self.has))
        found = [
            LoadChange(one.id, one.name, people[one.id], had[one.id], has[one.id])
            for one in self.now.units
            if people[one.id]
        ]
        return tuple(sorted(found, key=lambda one: (-abs(one.each_then - one.each_now), -one.each_then, one.unit)))

    def gaps(self) -> tuple[GapChange, ...]:
        """The points whose gaps change, where most is lacking first."""
        now, then = _gaps(self.now, self.had), _gaps(self.then, self.has)
        names = {_code(point.id): point.name for point in self.then.points}
        changed = [GapChange(_shown(one), names[one], now[one], then[one]) for one in then if now[one] != then[one]]
        return tuple(sorted(changed, key=lambda one: (-(one.then - one.now), one.point)))

    def stewards(self) -> tuple[StewardChange, ...]:
        """The points that others answer for, or that are new, by code."""
        now, then = (dict(map(partial(_held, problem), problem.points)) for problem in (self.now, self.then))
        names = {_code(point.id): point.name for point in self.then.points}
        return tuple(
            StewardChange(_shown(one), names[one], now.get(one, ()), then[one])
            for one in sorted(then)
            if now.get(one) != then[one]
        )


def _by_unit(problem: Problem, duties: Iterable[Duty]) -> Counter[str]:
    return Counter(problem.volunteer[duty.volunteer].unit for duty in duties)


def _gaps(problem: Problem, duties: Iterable[Duty]) -> Counter[str]:
    """By point code."""
    there, found = Counter(duty.shift for duty in duties), Counter[str]()
    for shift in problem.shifts:
        found[_code(shift.point)] += max(0, shift.headcount - there[shift.id])
    return found


def _held(problem: Problem, point: Point) -> tuple[str, tuple[str, ...]]:
    units: Mapping[str, object] = problem.unit
    return _code(point.id), tuple(problem.unit[one].name for one in point.stewards if one in units)


def _code(id_: str) -> str:
    """A point whose stewards change is several to the solver."""
    return id_.partition("@")[0]


def _shown(code: str) -> str:
    return "" if code.startswith("+") else code
