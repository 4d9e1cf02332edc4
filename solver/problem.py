"""What is asked: a town, its people, its shifts and what matters. Plain frozen data, checked where it is made.

Times are whole minutes from the local midnight of `Problem.start`; places are WGS-84 (longitude, latitude) in
degrees; money does not exist here, costs are whole numbers. docs/rules.md tells the rules in the town's words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

DAY = 1440

At = tuple[float, float]


class Duty(NamedTuple):
    """A volunteer on a shift, both by id. Sorts by shift, then volunteer."""

    shift: str
    volunteer: str


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """[start, end) in minutes; two spans meet when they share at least one minute."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"a span must end after it starts, got [{self.start}, {self.end})")

    def meets(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Unit:
    """An office whose people volunteer. `most_out`: how many may be out at once on a workday, None for all."""

    id: str
    name: str
    at: At
    most_out: int | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A place that is staffed. `stewards` are the ids of the units that answer for it."""

    id: str
    name: str
    kind: str
    at: At
    priority: int = 1
    stewards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Caps:
    """The most duties in a day, a week and in all, and the most different weekends; None is no limit."""

    day: int | None = None
    week: int | None = None
    total: int | None = None
    weekends: int | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """A span somebody would rather not serve in (weight > 0), or gladly (weight < 0)."""

    span: Span
    weight: int


@dataclass(frozen=True, slots=True)
class Volunteer:
    """A person. `reach` is in metres from the nearest place in `at`, `rest` in minutes between two duties.

    `carried` is the load of earlier rosters, `target` the fair share of the whole, both in the unit of loads.
    `usual` are the ids of the points the person is used to; empty means any point is as good.
    """

    id: str
    unit: str
    at: tuple[At, ...]
    name: str | None = None
    roles: tuple[str, ...] = ()
    reach: int = 3000
    carried: int = 0
    target: int = 0
    caps: Caps = Caps()
    rest: int = 0
    away: tuple[Span, ...] = ()
    wishes: tuple[Wish, ...] = ()
    usual: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shift:
    """One point, one span, `headcount` seats; `roles` says how many of them should hold which role."""

    id: str
    point: str
    span: Span
    headcount: int
    roles: Mapping[str, int] = field(default_factory=dict)
    load: int = 1

    @property
    def day(self) -> int:
        return self.span.start // DAY

    @property
    def week(self) -> int:
        return self.day // 7


@dataclass(frozen=True, slots=True)
class Policy:
    """What one unit of each soft rule costs."""

    vacancy: int = 1000
    role: int = 600
    fairness: int = 2
    support: int = 20
    travel: int = 5
    wish: int = 1
    continuity: int = 4
    dropped: int = 300
    added: int = 100


@dataclass(frozen=True)
class Problem:
    """A whole question. `rest_days` are days (0-based) that count as weekend or holiday, in no set order.

    `published` are the duties people were told of, `pinned` those that must stay, `barred` those that must not be.
    Ids are unique within their list and every id named exists; `solver.files` refuses a file where that fails.
    """

    name: str
    start: date
    days: int
    rest_days: tuple[int, ...]
    units: tuple[Unit, ...]
    points: tuple[Point, ...]
    volunteers: tuple[Volunteer, ...]
    shifts: tuple[Shift, ...]
    published: frozenset[Duty] = frozenset()
    pinned: frozenset[Duty] = frozenset()
    barred: frozenset[Duty] = frozenset()
    policy: Policy = Policy()

    @cached_property
    def unit(self) -> Mapping[str, Unit]:
        """Units by id; `point`, `volunteer` and `shift` likewise."""
        return {unit.id: unit for unit in self.units}

    @cached_property
    def point(self) -> Mapping[str, Point]:
        return {point.id: point for point in self.points}

    @cached_property
    def volunteer(self) -> Mapping[str, Volunteer]:
        return {volunteer.id: volunteer for volunteer in self.volunteers}

    @cached_property
    def shift(self) -> Mapping[str, Shift]:
        return {shift.id: shift for shift in self.shifts}

    @cached_property
    def weekend(self) -> Mapping[int, int]:
        """Rest day -> number of its weekend, a maximal run of consecutive rest days; other days are missing."""
        numbers: dict[int, int] = {}
        count = 0
        for day in sorted(self.rest_days):
            follows = day - 1 in numbers
            count += not follows
            numbers[day] = count - 1
        return numbers

    def can_still(self, duty: Duty) -> bool:
        """Whether neither a bar nor an absence keeps the volunteer from this duty."""
        span = self.shift[duty.shift].span
        return duty not in self.barred and not any(span.meets(away) for away in self.volunteer[duty.volunteer].away)
