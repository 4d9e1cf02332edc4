"""The hard rules once more, from the words of the format alone: every pair and every minute of plain problem files.

A duty is a (shift id, volunteer id). Nothing here imports the solver.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from math import asin, cos, floor, radians, sin, sqrt
from typing import Any

Town = dict[str, Any]
Pair = tuple[str, str]
Excess = dict[tuple[Any, ...], int]

DAY = 1440


def by_id(town: Town, noun: str) -> dict[str, Any]:
    return {record["id"]: record for record in town[noun]}


def pairs(town: Town, noun: str) -> set[Pair]:
    return {(shift, volunteer) for shift, volunteer in town.get(noun, [])}


def meet(one: list[int], other: list[int]) -> bool:
    return max(one[0], other[0]) < min(one[1], other[1])


def metres(one: list[float], other: list[float]) -> int:
    east, north = (radians(other[i] - one[i]) / 2 for i in (0, 1))
    h = sin(north) ** 2 + cos(radians(one[1])) * cos(radians(other[1])) * sin(east) ** 2
    return floor(2 * 6_371_008.8 * asin(sqrt(min(1.0, max(0.0, h)))) + 0.5)


def distance(volunteer: Town, point: Town) -> int | None:
    """Metres from the nearest place; None for nobody's places."""
    return min((metres(at, point["at"]) for at in volunteer["at"]), default=None)


def is_away(volunteer: Town, shift: Town) -> bool:
    return any(meet(shift["span"], away) for away in volunteer.get("away", []))


def day_of(shift: Town) -> int:
    return int(shift["span"][0]) // DAY


def weekend_of(town: Town, day: int) -> int | None:
    """The first day of the weekend that `day` belongs to; None on other days."""
    if day not in town["rest_days"]:
        return None
    while day - 1 in town["rest_days"]:
        day -= 1
    return day


def excess(town: Town, duties: Iterable[Pair]) -> Excess:
    """By how much each count of a hard rule is over what is allowed; counts that are not over are missing.

    The office is measured in every stretch between two ends of any shifts, all minutes of which are alike.
    """
    duties = set(duties)
    over: Excess = {("pinned", *pin): 1 for pin in pairs(town, "pinned") - duties}
    over |= {("barred", *duty): 1 for duty in pairs(town, "barred") & duties}
    shifts, volunteers = by_id(town, "shifts"), by_id(town, "volunteers")
    for shift, crew in Counter(shift for shift, _ in duties).items():
        over["headcount", shift] = crew - shifts[shift]["headcount"]
    for who in {who for _, who in duties}:
        volunteer = volunteers[who]
        served = [shifts[shift] for shift, other in sorted(duties) if other == who]
        over |= _one_by_one(town, volunteer, served) | _two_by_two(volunteer, served) | _caps(town, volunteer, served)
    return {key: amount for key, amount in (over | _offices(town, duties)).items() if amount > 0}


def _one_by_one(town: Town, volunteer: Town, served: list[Town]) -> Excess:
    points, over = by_id(town, "points"), {}
    for shift in served:
        far = distance(volunteer, points[shift["point"]])
        over["reach", shift["id"], volunteer["id"]] = int(far is None or far > volunteer.get("reach", 3000))
        over["away", shift["id"], volunteer["id"]] = int(is_away(volunteer, shift))
    return over


def _two_by_two(volunteer: Town, served: list[Town]) -> Excess:
    over = {}
    for one, other in combinations(served, 2):
        key = (one["id"], other["id"], volunteer["id"])
        gap = max(other["span"][0] - one["span"][1], one["span"][0] - other["span"][1])
        over["overlap", *key] = int(meet(one["span"], other["span"]))
        over["rest", *key] = int(not meet(one["span"], other["span"]) and gap < volunteer.get("rest", 0))
    return over


def _caps(town: Town, volunteer: Town, served: list[Town]) -> Excess:
    days = [day_of(shift) for shift in served]
    weekends = {weekend_of(town, day) for day in days} - {None}
    counts = {("day", day): n for day, n in Counter(days).items()}
    counts |= {("week", week): n for week, n in Counter(day // 7 for day in days).items()}
    counts |= {("total", 0): len(days), ("weekends", 0): len(weekends)}
    caps = volunteer.get("caps", {})
    return {("caps", volunteer["id"], *key): n - caps[key[0]] for key, n in counts.items() if key[0] in caps}


def _offices(town: Town, duties: set[Pair]) -> Excess:
    shifts, volunteers = by_id(town, "shifts"), by_id(town, "volunteers")
    cuts = sorted({minute for shift in town["shifts"] for minute in shift["span"]})
    out = [(shifts[shift]["span"], who) for shift, who in duties if day_of(shifts[shift]) not in town["rest_days"]]
    over = {}
    for unit in town["units"]:
        ours = [(span, who) for span, who in out if volunteers[who]["unit"] == unit["id"]]
        for stretch, minute in enumerate(cuts if "most_out" in unit else []):
            people = {who for span, who in ours if span[0] <= minute < span[1]}
            over["office", unit["id"], stretch] = len(people) - unit["most_out"]
    return over


def breaches(town: Town, duties: Iterable[Pair]) -> dict[str, int]:
    """How many breaches each hard rule has; rules without any are missing."""
    over = excess(town, duties)
    runs = [key for key in over if key[0] != "office" or ("office", key[1], key[2] - 1) not in over]
    return dict(Counter(key[0] for key in runs))


def worse(town: Town, before: Iterable[Pair], after: Iterable[Pair]) -> set[str]:
    """The hard rules that are newly broken, or broken further, in `after`."""
    old, new = excess(town, before), excess(town, after)
    return {key[0] for key, amount in new.items() if amount > old.get(key, 0)}


def legal(town: Town, duties: Iterable[Pair]) -> bool:
    """Whether every pin stays and nothing is broken beyond what the pins break by themselves."""
    return not worse(town, pairs(town, "pinned"), duties)
