"""What a roster looks like to people: plain frozen data, ready for a terminal, a page or a sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from scheduler.services.days import Day
from scheduler.store.calendar import DayKind, DaySource
from scheduler.store.rosters import RosterState


@dataclass(frozen=True, slots=True)
class Seat:
    """A volunteer on a shift. `role` is the code of the role they fill there, None for a plain hand; `roles` all they
    hold. `unit` is the code of theirs."""

    volunteer: str
    name: str
    unit: str
    unit_name: str
    role: str | None
    roles: tuple[str, ...]
    locked: bool
    state: str


@dataclass(frozen=True, slots=True)
class ShiftView:
    """A shift on the town's `day`, [start, end) in minutes from its midnight; end may pass 1440. `pattern` is the
    name of its pattern, "" for one made by hand. `missing` people, `missing_roles` {code: holders} are not there."""

    code: str
    point: str
    point_name: str
    pattern: str
    day: date
    start: int
    end: int
    starts_at: datetime
    ends_at: datetime
    headcount: int
    roles: Mapping[str, int]
    crew: tuple[Seat, ...]
    missing: int
    missing_roles: Mapping[str, int]

    @property
    def time(self) -> str:
        """07:30–08:30; an end on the next day is 次日 in a sheet and +1 here."""
        past = "" if self.end <= _DAY else "+1"
        return f"{_hhmm(self.start)}–{_hhmm(self.end if self.end <= _DAY else self.end - _DAY)}{past}"

    @property
    def vacant(self) -> bool:
        return bool(self.missing or self.missing_roles)


@dataclass(frozen=True, slots=True)
class Score:
    """What the judge said of a version: {rule: cost}, and the proven bound, None where none is known."""

    costs: Mapping[str, int]
    bound: int | None

    @property
    def cost(self) -> int:
        return sum(self.costs.values())

    @property
    def gap(self) -> float | None:
        """(cost - bound) / max(1, |cost|), to five decimals."""
        return None if self.bound is None else round((self.cost - self.bound) / max(1, abs(self.cost)), 5)


@dataclass(frozen=True, slots=True)
class RosterView:
    """A roster in one of its versions. `scope` names its unit or grid, None for the town; `roles` {code: name} in
    their order; `score` is None for a version nobody judged."""

    code: str
    name: str
    scope: str | None
    state: RosterState
    version: int
    newest: int
    published_version: int | None
    start: date
    days: tuple[Day, ...]
    shifts: tuple[ShiftView, ...]
    roles: Mapping[str, str]
    score: Score | None

    @property
    def provisional(self) -> tuple[date, ...]:
        """Days of which only a guess is known."""
        return tuple(day.day for day in self.days if day.source is DaySource.PROVISIONAL)

    @property
    def vacancies(self) -> tuple[ShiftView, ...]:
        """The shifts that miss people or role holders."""
        return tuple(shift for shift in self.shifts if shift.vacant)

    @property
    def seats(self) -> int:
        return sum(shift.headcount for shift in self.shifts)

    @property
    def filled(self) -> int:
        return sum(min(shift.headcount, len(shift.crew)) for shift in self.shifts)


OFF = frozenset((DayKind.REST, DayKind.HOLIDAY))
_DAY = 1440


def _hhmm(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
