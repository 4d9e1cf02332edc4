"""Patterns, points and weeks for tests, complete but for what a test is about."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from scheduler.services.days import days_from
from scheduler.services.patterns import Pattern, Place
from scheduler.services.unfold import Unfolded, unfold

WORKING = ("workday", "makeup")
EVERY_KIND = ("workday", "rest", "holiday", "makeup")
MONDAY = date(2026, 11, 2)
MORNING, EVENING = (450, 510), (1020, 1110)


def minute(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def spans(*written: str) -> tuple[tuple[int, int], ...]:
    pairs = [text.split("-") for text in written]
    return tuple((minute(start), minute(until)) for start, until in pairs)


def junctions(count: int, headcount: str = "1") -> list[Place]:
    return [Place(f"j{number:02}", "intersection", headcount) for number in range(1, count + 1)]


def unfolded(patterns: Iterable[Pattern], places: list[Place], first: date, last: date) -> tuple[Unfolded, ...]:
    return unfold(tuple(patterns), places, days_from(first, (last - first).days + 1))


def person_times(shifts: Iterable[Unfolded]) -> int:
    return sum(shift.headcount for shift in shifts)


def pattern(code: str = "peak", *spans: tuple[int, int], **given: Any) -> Pattern:
    return Pattern(**{"code": code, "spans": spans or (MORNING,), "day_kinds": EVERY_KIND, "headcount": "4", **given})


def place(code: str = "p01", **given: Any) -> Place:
    return Place(**{"code": code, "kind": "intersection", "kind_headcount": "2", **given})


def week(*patterns: Pattern, start: date = MONDAY, count: int = 7, **given: Any) -> tuple[Unfolded, ...]:
    return unfold(patterns, given.pop("places", [place()]), days_from(start, count), **given)


def day_numbers(shifts: tuple[Unfolded, ...]) -> list[int]:
    return [shift.day.day for shift in shifts]
