"""The part of a roster that one page shows: some of its days, and the shifts that a filter lets through."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from api.pages import forms
from scheduler.errors import NotFound
from scheduler.language import say
from scheduler.services.days import Day
from scheduler.services.views import RosterView, ShiftView

WHOLE_UP_TO = 2000
"""Seats of a roster that is shown as a whole unless somebody asks for less; a larger one week by week."""

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked to be seen: `week` counts from 1, 0 for all of it, None for what suits the roster's size; codes of
    a point and a unit, part of a name or code in `person`, "" for any; `day` None for every day."""

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
class Window:
    """`days` and `shifts` are those to show; `week` the number of the week, 0 for the whole, None for a single day."""

    days: tuple[Day, ...]
    shifts: tuple[ShiftView, ...]
    week: int | None


def weeks_of(view: RosterView) -> tuple[tuple[Day, ...], ...]:
    """The roster's days by calendar week, Monday first."""
    found: dict[date, list[Day]] = {}
    for day in view.days:
        found.setdefault(day.day - day.day.weekday() * _ONE_DAY, []).append(day)
    return tuple(tuple(week) for week in found.values())


def window(view: RosterView, choice: Choice, *, today: date) -> Window:
    """What the choice shows of the roster. Raises NotFound for a day or week outside it."""
    days, week = _days(view, choice, today)
    shown = {day.day for day in days}
    shifts = tuple(shift for shift in view.shifts if shift.day in shown and _wanted(shift, choice))
    return Window(days, shifts, week)


def _days(view: RosterView, choice: Choice, today: date) -> tuple[tuple[Day, ...], int | None]:
    if choice.day is not None:
        one = tuple(day for day in view.days if day.day == choice.day)
        if not one:
            raise NotFound(say("{day} 不在这张排班表里", day=choice.day))
        return one, None
    weeks = weeks_of(view)
    number = _week_for(view, weeks, today) if choice.week is None else choice.week
    if number > len(weeks):
        raise NotFound(say("这张排班表只有 {count} 周", count=len(weeks)))
    return (weeks[number - 1] if number else view.days), number


def _week_for(view: RosterView, weeks: tuple[tuple[Day, ...], ...], today: date) -> int:
    """0 where the whole is small enough, else the week of today, the first where that is outside."""
    if view.seats <= WHOLE_UP_TO:
        return 0
    return next((n for n, week in enumerate(weeks, start=1) if week[0].day <= today <= week[-1].day), 1)


def _wanted(shift: ShiftView, choice: Choice) -> bool:
    if (choice.point and shift.point != choice.point) or (choice.vacant and not shift.vacant):
        return False
    if choice.unit and all(seat.unit != choice.unit for seat in shift.crew):
        return False
    return not choice.person or any(
        choice.person in (seat.name, seat.volunteer) or choice.person in seat.name for seat in shift.crew
    )
