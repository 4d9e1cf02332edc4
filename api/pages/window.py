"""The part of a roster that one page shows: some of its days, and the shifts that a filter lets through."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from api.pages import forms
from scheduler.errors import NotFound
from scheduler.language import say
from scheduler.services.days import Day
from scheduler.services.overview import Standing
from scheduler.services.roster_parts import Part
from scheduler.services.views import RosterView, ShiftView

WHOLE_UP_TO = 2000
"""Seats of a roster that is shown as a whole unless somebody asks for less; a larger one by the week or the day."""

_ONE_DAY = timedelta(days=1)
Days = tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked to be seen: `week` counts from 1, 0 for all of it, None for what suits the roster's size; codes of
    a point and a unit, part of a name or a whole code in `person`, "" for any; `day` None for every day."""

    week: int | None = None
    day: date | None = None
    point: str = ""
    unit: str = ""
    person: str = ""
    vacant: bool = False

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Choice":
        """Raises Invalid."""
        return cls(
            week=forms.optional_whole(query, "week", most=60),
            day=forms.day(query, "day") if query.get("day") else None,
            point=forms.text(query, "point"),
            unit=forms.text(query, "unit"),
            person=forms.text(query, "person", 50),
            vacant=query.get("vacant") == "1",
        )

    @property
    def narrows(self) -> bool:
        """Whether it hides shifts of the days that are shown."""
        return bool(self.point or self.unit or self.person or self.vacant)


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


@dataclass(frozen=True, slots=True)
class Window:
    """What is shown: the frame's days as the calendar knows them, and the shifts on them that the choice wants."""

    days: tuple[Day, ...]
    shifts: tuple[ShiftView, ...]


def weeks_of(standing: Standing) -> tuple[Days, ...]:
    """The roster's days by calendar week, Monday first."""
    found: dict[date, list[date]] = {}
    for step in range(standing.roster.days):
        day = standing.roster.start + step * _ONE_DAY
        found.setdefault(day - day.weekday() * _ONE_DAY, []).append(day)
    return tuple(tuple(week) for week in found.values())


def frame(standing: Standing, choice: Choice, *, today: date, by_day: bool) -> Frame:
    """The days to show of the roster: those asked for; else all of a small one, and of a large one the week of today,
    its first where that is over, or with `by_day` one day of it. Raises NotFound for a day or week outside."""
    weeks = weeks_of(standing)
    large = standing.seats > WHOLE_UP_TO
    if choice.day is not None:
        return Frame((choice.day,), _week_of(weeks, choice.day), single=True)
    if choice.week is None and not large:
        return Frame(_all(weeks), 0, single=False)
    start = today if standing.roster.start <= today <= standing.last else standing.roster.start
    number = _week_of(weeks, start) if choice.week is None else choice.week
    if number > len(weeks):
        raise NotFound(say("这张排班表只有 {count} 周", count=len(weeks)))
    if not number:
        return Frame(_all(weeks), 0, single=False)
    week = weeks[number - 1]
    if large and by_day:
        return Frame((start if start in week else week[0],), number, single=True)
    return Frame(week, number, single=False)


def window(view: RosterView, frame: Frame, choice: Choice) -> Window:
    """What the choice wants of the roster's part."""
    shown = frozenset(frame.days)
    shifts = tuple(shift for shift in view.shifts if _wanted(shift, choice))
    return Window(tuple(day for day in view.days if day.day in shown), shifts)


def _all(weeks: tuple[Days, ...]) -> Days:
    return tuple(day for week in weeks for day in week)


def _week_of(weeks: tuple[Days, ...], day: date) -> int:
    for number, week in enumerate(weeks, start=1):
        if day in week:
            return number
    raise NotFound(say("{day} 不在这张排班表里", day=day))


def _wanted(shift: ShiftView, choice: Choice) -> bool:
    if (choice.point and shift.point != choice.point) or (choice.vacant and not shift.vacant):
        return False
    if choice.unit and all(seat.unit != choice.unit for seat in shift.crew):
        return False
    called = choice.person
    return not called or any(called in seat.name or called == seat.volunteer for seat in shift.crew)
