"""Tiny towns as problem files hold them: a town in one line, everything unsaid being harmless.

Everybody lives at the one point p1 and belongs to the one unit u1 unless told otherwise; nobody carries anything, all
weights but those given are 0, days 5 and 6 of each week are rest days.
"""

import json
from collections.abc import Iterable
from typing import Any

from solver.files import parse_problem
from solver.problem import DAY, Duty, Problem
from solver.roster import Roster
from tests.solver.reference import Pair, Town

HOME = [116.7, 39.52]
# 0.009 degrees of latitude are 6 371 008.8 * 0.009 * pi / 180 = 1000.8 metres.
KILOMETRE = 0.009
WEIGHTS = ("vacancy", "role", "fairness", "support", "travel", "wish", "continuity", "dropped", "added")
MOVING = {"vacancy": 1000, "dropped": 300, "added": 100}
"""A policy under which it costs something to move people who were told, and a vacancy more."""


def unit(name: str = "u1", **given: Any) -> Town:
    return {"id": name, "name": name, "at": HOME, **given}


def point(name: str = "p1", *, north: float = 0.0, **given: Any) -> Town:
    """A point so many (short) kilometres north of where everybody lives."""
    at = [HOME[0], HOME[1] + north * KILOMETRE]
    return {"id": name, "name": name, "kind": "intersection", "at": at, **given}


def person(name: str = "v1", **given: Any) -> Town:
    return {"id": name, "unit": "u1", "at": [HOME], **given}


def people(count: int, **given: Any) -> list[Town]:
    """v1, v2, … all alike."""
    return [person(f"v{n}", **given) for n in range(1, count + 1)]


def shift(name: str, start: int, end: int, **given: Any) -> Town:
    """A shift of one seat from minute to minute."""
    return {"id": name, "point": "p1", "span": [start, end], "headcount": 1, **given}


def on_day(name: str, day: int, start: int = 420, end: int = 510, **given: Any) -> Town:
    """A shift of one seat on a day, from minute to minute of that day."""
    return shift(name, DAY * day + start, DAY * day + end, **given)


def town(
    volunteers: Iterable[Town],
    shifts: Iterable[Town],
    *,
    policy: dict[str, int] | None = None,
    days: int = 28,
    **given: Any,
) -> Town:
    """A town of 28 days; `given` may replace any list of the file."""
    return {
        "format": "redvest-problem/1",
        "name": "试点街道",
        "start": "2026-11-30",
        "days": days,
        "rest_days": [day for day in range(days) if day % 7 >= 5],
        "units": [unit()],
        "points": [point()],
        "volunteers": list(volunteers),
        "shifts": list(shifts),
        "policy": dict.fromkeys(WEIGHTS, 0) | (policy or {}),
        **given,
    }


def file_of(town: Town) -> bytes:
    return json.dumps(town, ensure_ascii=False).encode()


def problem_of(town: Town) -> Problem:
    return parse_problem(file_of(town))


def roster_of(*duties: Pair) -> Roster:
    return Roster.of(duties)


def duties_of(roster: Roster) -> set[Pair]:
    return {(duty.shift, duty.volunteer) for duty in roster.duties}


def duty(pair: Pair) -> Duty:
    return Duty(*pair)
