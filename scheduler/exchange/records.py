"""What stands in a town's file, a frozen record a row: units, points, stewardship, volunteers, absences, patterns.

References (a volunteer's unit, a pattern's points) are kept as typed, a code or a name; whoever knows the town finds
out which one. `coded` says that the row brought its own code. Where it did not, `code` is made from its name, for a
volunteer from unit and name, so that the same file names the same things again; two people of one name in one unit
are told apart by the last four digits of their phones.

`given` are the fields that the sheet has a column for: an empty cell there means none, a missing column leaves what
the town already has. Coordinates are (longitude, latitude) in degrees of WGS-84, `came_in` names the system that
they were typed in, None when nothing was typed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from scheduler.exchange.origin import ByHand, Origin
from scheduler.geo import Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRecord:
    """A unit or a command. `parent` is the unit above it; gone from `ended_on` on."""

    code: str
    coded: bool
    name: str
    parent: str | None = None
    at: Pair | None = None
    came_in: str | None = None
    most_out_percent: int | None = None
    contact: str | None = None
    ended_on: date | None = None
    origin: Origin | ByHand = field(compare=False)
    given: frozenset[str] = field(compare=False)


@dataclass(frozen=True, slots=True)
class GridStep:
    """One grid on the way down: `level` is "city", "district", "street" or "community"."""

    level: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PointRecord:
    """A point or a line of the town.

    `kind` is a code or a name; `grid` the steps from the widest down, () for none. `path` has no pair when
    the place was not given, two or more for a line; `came_path` is the same as typed. `length` is metres, measured
    along a line where it was not typed, None for a point. `headcount` is a staffing formula, None for its kind's.
    """

    code: str
    coded: bool
    name: str
    kind: str
    grid: tuple[GridStep, ...] = ()
    path: tuple[Pair, ...] = ()
    came_path: tuple[Pair, ...] = ()
    came_in: str | None = None
    length: float | None = None
    priority: int = 1
    headcount: str | None = None
    ended_on: date | None = None
    origin: Origin | ByHand = field(compare=False)
    given: frozenset[str] = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class StewardshipRecord:
    """One unit answers for one point on [from_day, until_day); None is open. `part` is "lead" or "assist".

    People often write beside it how many stand there, a formula, and when, spans as of a pattern: that counts where
    nothing else says so.
    """

    unit: str
    point: str
    from_day: date | None = None
    until_day: date | None = None
    part: str = "lead"
    headcount: str | None = None
    spans: tuple[tuple[int, int], ...] = ()
    origin: Origin | ByHand = field(compare=False)
    given: frozenset[str] = field(compare=False)


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """Where a volunteer sets out from: `kind` is "office" or "home"."""

    kind: str
    at: Pair
    came_in: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VolunteerRecord:
    """One person.

    `kind` is "ordinary", "student" or "elder". Caps count duties a day, a week, a roster, and worked weekends;
    `rest` is minutes, `reach` metres; None is the town's default. `availability` is (weekday 0 to 6, from, until) in
    minutes after midnight, () for always. Gone from `left_on` on.
    """

    code: str
    coded: bool
    name: str
    unit: str
    phone: str | None = None
    teams: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    places: tuple[PlaceRecord, ...] = ()
    birth_year: int | None = None
    party_member: bool = False
    kind: str = "ordinary"
    guardian_note: str | None = None
    cap_day: int | None = None
    cap_week: int | None = None
    cap_total: int | None = None
    cap_weekends: int | None = None
    rest: int | None = None
    reach: float | None = None
    availability: tuple[tuple[int, int, int], ...] = ()
    usual: tuple[str, ...] = ()
    joined_on: date | None = None
    left_on: date | None = None
    origin: Origin | ByHand = field(compare=False)
    given: frozenset[str] = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceRecord:
    """A volunteer, of `unit` where names repeat, cannot serve in [starts, ends), both UTC."""

    volunteer: str
    unit: str | None = None
    starts: datetime
    ends: datetime
    reason: str = ""
    origin: Origin | ByHand = field(compare=False)
    given: frozenset[str] = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternRecord:
    """Which days, points and times are staffed, by how many and by whom.

    `day_kinds` are of "workday", "rest", "holiday", "makeup"; `weekdays` 1 Monday to 7 Sunday, None for all; on
    [from_day, until_day), None open. `point_kinds` and `points` by code or name. Spans are minutes after midnight,
    beyond 1440 on the next day; `summer_spans` from `summer_from` to before `summer_until`, both "MM-DD", None
    where summer is as the rest. `headcount` is a formula, None for the point's own. `roles` {name or code: how many
    of them}. A `theme` lasts from `from_day` to `until_day`, and `replaces` other patterns meanwhile.
    """

    code: str
    coded: bool
    name: str
    day_kinds: tuple[str, ...]
    weekdays: tuple[int, ...] | None = None
    from_day: date | None = None
    until_day: date | None = None
    point_kinds: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...]
    summer_spans: tuple[tuple[int, int], ...] | None = None
    summer_from: str | None = None
    summer_until: str | None = None
    headcount: str | None = None
    roles: Mapping[str, int] = field(default_factory=dict)
    load: int = 1
    rain_cancels: bool = False
    counts_hours: bool = True
    counts_fairness: bool = True
    active: bool = True
    theme: str | None = None
    replaces: tuple[str, ...] = ()
    origin: Origin | ByHand = field(compare=False)
    given: frozenset[str] = field(compare=False)


Record = UnitRecord | PointRecord | StewardshipRecord | VolunteerRecord | AbsenceRecord | PatternRecord
