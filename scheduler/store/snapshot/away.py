"""When somebody cannot serve: every reason the town knows, as spans of minutes from the roster's midnight."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from scheduler.clock import minute_of
from scheduler.store.volunteers import Availability, Volunteer, VolunteerKind
from solver.problem import DAY, Span

ELDER_AGE = 65
_EVENING = (18 * 60, 30 * 60)
_HEAT = (11 * 60, 15 * 60)
_HOT_MONTHS = (6, 7, 8)
_SPANS = 20_000

Minutes = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Horizon:
    """The days of a roster; `rest_days` are those (0-based) that count as weekend or holiday."""

    start: date
    days: int
    rest_days: frozenset[int]

    def date_of(self, day: int) -> date:
        return self.start + timedelta(days=day)

    @property
    def around(self) -> range:
        """The days of the roster and one to either side."""
        return range(-1, self.days + 1)

    @property
    def edges(self) -> Minutes:
        return -DAY, (self.days + 1) * DAY


class Cause(StrEnum):
    """Why somebody cannot serve in a span."""

    ABSENCE = "absence"
    GONE = "gone"
    WEEK = "week"
    ELSEWHERE = "elsewhere"
    STUDENT = "student"
    ELDER = "elder"


WhyAway = Mapping[str, Sequence[tuple[Cause, Minutes]]]
"""Why each volunteer, by code, cannot serve in which minutes."""


@dataclass(frozen=True, slots=True)
class Engaged:
    """What is known of somebody's time besides themselves: `absences` are approved ones, `others` the spans of their
    duties in other published rosters, kept `rest` minutes away from, with the whole day gone once it holds `day` of
    them, None for never."""

    absences: Sequence[Minutes] = ()
    others: Sequence[Minutes] = ()
    rest: int = 0
    day: int | None = None


def causes_of(volunteer: Volunteer, horizon: Horizon, engaged: Engaged) -> Iterator[tuple[Cause, Minutes]]:
    """Every span in which the volunteer cannot serve and the reason for it, as they come. Availabilities must be
    loaded."""
    yield from ((Cause.ABSENCE, span) for span in engaged.absences)
    yield from ((Cause.GONE, span) for span in _not_there(volunteer, horizon))
    yield from ((Cause.ELSEWHERE, span) for span in _elsewhere(engaged))
    yield from ((Cause.WEEK, span) for span in _outside_the_week(volunteer.availabilities, horizon))
    if volunteer.kind is VolunteerKind.STUDENT:
        workdays = (day for day in range(horizon.days) if day not in horizon.rest_days)
        yield from ((Cause.STUDENT, (day * DAY, (day + 1) * DAY)) for day in workdays)
    if is_elder(volunteer, horizon.start):
        yield from ((Cause.ELDER, span) for span in _spared(horizon))


def is_elder(volunteer: Volunteer, on: date) -> bool:
    """By what the town says of them, or by their year of birth."""
    aged = volunteer.birth_year is not None and on.year - volunteer.birth_year >= ELDER_AGE
    return aged or volunteer.kind is VolunteerKind.ELDER


def merged(spans: Iterable[Minutes]) -> tuple[Span, ...]:
    """The minutes of `spans` in as few spans as possible, in order."""
    found: list[Minutes] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(Span(start, end) for start, end in found)


def _elsewhere(engaged: Engaged) -> Iterator[Minutes]:
    yield from ((start - engaged.rest, end + engaged.rest) for start, end in engaged.others)
    for day, count in Counter(start // DAY for start, _ in engaged.others).items():
        if engaged.day is not None and count >= engaged.day:
            yield day * DAY, (day + 1) * DAY


def _not_there(volunteer: Volunteer, horizon: Horizon) -> Iterator[Minutes]:
    first, last = horizon.edges
    if volunteer.joined_on and (joined := minutes_to(volunteer.joined_on, horizon.start)) > 0:
        yield first, joined
    if volunteer.left_on and (left := minutes_to(volunteer.left_on, horizon.start)) < last:
        yield max(first, left), last


def _outside_the_week(week: Sequence[Availability], horizon: Horizon) -> Iterator[Minutes]:
    if not week:
        return
    for day in horizon.around:
        weekday, gone = horizon.date_of(day).weekday(), day * DAY
        for one in sorted((a for a in week if a.weekday == weekday), key=lambda a: a.from_minute):
            if day * DAY + one.from_minute > gone:
                yield gone, day * DAY + one.from_minute
            gone = max(gone, day * DAY + one.until_minute)
        if gone < (day + 1) * DAY:
            yield gone, (day + 1) * DAY


def _spared(horizon: Horizon) -> Iterator[Minutes]:
    """No evenings and nights for elders, nor the heat of a summer's noon."""
    for day in horizon.around:
        yield day * DAY + _EVENING[0], day * DAY + _EVENING[1]
        if horizon.date_of(day).month in _HOT_MONTHS:
            yield day * DAY + _HEAT[0], day * DAY + _HEAT[1]


def minutes_to(day: date, start: date) -> int:
    """Minutes from the midnight of `start` to that of `day`."""
    return (day - start).days * DAY


@lru_cache(_SPANS)
def minutes_of(begin: datetime, end: datetime, start: date) -> Minutes:
    """The whole minutes, from the midnight of `start`, that [begin, end) touches."""
    return minute_of(begin, start), minute_of(end + timedelta(seconds=59), start)


@lru_cache(_SPANS)
def span_of(begin: datetime, end: datetime, start: date) -> Span:
    """The same as a span."""
    return Span(*minutes_of(begin, end, start))
