"""The part of a roster that one page shows: some of its days, and what a filter lets through."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from api.pages import forms
from scheduler.errors import NotFound
from scheduler.language import say
from scheduler.services.board.narrowing import Narrowing
from scheduler.services.overview import Standing
from scheduler.services.roster_parts import Part

WHOLE_UP_TO = 2000
"""Seats of a roster whose list is shown as a whole unless somebody asks for less; of a larger one day by day."""

_ONE_DAY = timedelta(days=1)
Days = tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked to be seen: `week` counts from 1, 0 for all of it, None for what suits the roster's size; `day`
    None for every day; `which` points, people and shifts."""

    week: int | None = None
    day: date | None = None
    which: Narrowing = field(default_factory=Narrowing)

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Choice":
        """Raises Invalid."""
        return cls(
            week=forms.optional_whole(query, "week", most=60),
            day=forms.day(query, "day") if query.get("day") else None,
            which=Narrowing(
                **{name: forms.text(query, name, 60) for name in ("grid", "unit", "point", "kind", "role", "person")},
                vacant=query.get("vacant") == "1",
            ),
        )


@dataclass(frozen=True, slots=True)
class Frame:
    """The days to show, and the number of the week they are in: 0 where they are the whole; `single` for one day."""

    days: Days
    week: int
    single: bool

    @property
    def part(self) -> Part:
        """The shifts on those days."""
        return Part(since=self.days[0], until=self.days[-1] + _ONE_DAY)


def weeks_of(standing: Standing) -> tuple[Days, ...]:
    """The roster's days by calendar week, Monday first."""
    found: dict[date, list[date]] = {}
    for step in range(standing.roster.days):
        day = standing.roster.start + step * _ONE_DAY
        found.setdefault(day - day.weekday() * _ONE_DAY, []).append(day)
    return tuple(tuple(week) for week in found.values())


def frame(standing: Standing, choice: Choice, *, today: date, by_day: bool, single: bool = False) -> Frame:
    """The days to show of the roster: those asked for, else all; with `by_day` of a large one, and with `single` of
    any, one day: today's, or the first where today is not in it. Raises NotFound for a day or week outside."""
    weeks = weeks_of(standing)
    single = single or (by_day and standing.seats > WHOLE_UP_TO)
    if choice.day is not None:
        return Frame((choice.day,), _week_of(weeks, choice.day), single=True)
    if (choice.week or 0) > len(weeks):
        raise NotFound(say("这张排班表只有 {count} 周", count=len(weeks)))
    if not choice.week and not single:
        return Frame(_all(weeks), 0, single=False)
    start = today if standing.roster.start <= today <= standing.last else standing.roster.start
    number = choice.week or _week_of(weeks, start)
    week = weeks[number - 1]
    if single:
        return Frame((start if start in week else week[0],), number, single=True)
    return Frame(week, number, single=False)


def _all(weeks: tuple[Days, ...]) -> Days:
    return tuple(day for week in weeks for day in week)


def _week_of(weeks: tuple[Days, ...], day: date) -> int:
    for number, week in enumerate(weeks, start=1):
        if day in week:
            return number
    raise NotFound(say("{day} 不在这张排班表里", day=day))
