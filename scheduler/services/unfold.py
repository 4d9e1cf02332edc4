"""Patterns unfolded over the town's days: one shift for each point, day and span, with its headcount and roles."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from scheduler.errors import Fault, Invalid
from scheduler.language import say
from scheduler.services.days import Day
from scheduler.services.formulas import people
from scheduler.services.patterns import Pattern, Place


@dataclass(frozen=True, slots=True)
class Unfolded:
    """One shift to staff: minutes [start, end) count from the midnight of `day`, end may pass 1440."""

    code: str
    place: str
    pattern: str
    day: date
    start: int
    end: int
    headcount: int
    roles: Mapping[str, int]
    load: int
    counts_hours: bool
    counts_fairness: bool


def unfold(
    patterns: Collection[Pattern],
    places: Collection[Place],
    days: Mapping[date, Day],
    *,
    rainy: Collection[date] = frozenset(),
) -> tuple[Unfolded, ...]:
    """The shifts of `days`, by day, start, end, point and pattern; days in `rainy` lose what rain cancels.

    A pattern is replaced only at the points and on the days where one that names it in `replaces` applies. Of
    two that name each other the one of the later theme stands. A span that two patterns both staff stays two
    shifts, see `doubled`; a shift for nobody is none. A code is the day, the point and the start, with the end
    and the pattern added where that is taken. Raises Invalid, with a fault for every pattern and point whose
    headcount cannot be worked out or is smaller than a role asks for.
    """
    needed, ranked = _headcounts(patterns, places), _by_rank(patterns)
    at = _by_place(ranked, needed)
    found: list[Unfolded] = []
    for day in days.values():
        today = {pattern.code for pattern in ranked if pattern.applies_on(day)}
        for place in places:
            if place.ended_on is None or day.day < place.ended_on:
                here = _standing([pattern for pattern in at[place.code] if pattern.code in today])
                wet = day.day in rainy
                staffed = [(one, needed[one.code, place.code]) for one in here if not (wet and one.rain_cancels)]
                found += _shifts(day.day, place.code, staffed)
    return tuple(sorted(found, key=lambda one: (one.day, one.start, one.end, one.place, one.pattern)))


def doubled(shifts: Iterable[Unfolded]) -> tuple[tuple[Unfolded, ...], ...]:
    """Groups of shifts that staff the same point in the same span: meant, or two patterns too many."""
    groups = defaultdict(list)
    for shift in shifts:
        groups[shift.day, shift.place, shift.start, shift.end].append(shift)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def _by_rank(patterns: Iterable[Pattern]) -> list[Pattern]:
    """Patterns without a theme first, then theme by theme as they begin."""
    return sorted(patterns, key=lambda one: (one.theme is not None, one.theme or (), one.code))


def _by_place(ranked: Iterable[Pattern], needed: Iterable[tuple[str, str]]) -> Mapping[str, list[Pattern]]:
    """By place code the patterns that staff it, in the order they come in."""
    staffed, found = defaultdict(list), defaultdict(list)
    for pattern, place in needed:
        staffed[pattern].append(place)
    for one in ranked:
        for place in staffed[one.code]:
            found[place].append(one)
    return found


def _standing(ranked: list[Pattern]) -> list[Pattern]:
    """Those that no other replaces; where two replace each other the one further on in the list stands."""
    replacing = [(rank, one) for rank, one in enumerate(ranked) if one.replaces]
    if not replacing:
        return ranked

    def replaced(rank: int, one: Pattern) -> bool:
        return any(
            one.code in other.replaces and (rank < other_rank or other.code not in one.replaces)
            for other_rank, other in replacing
            if other is not one
        )

    return [one for rank, one in enumerate(ranked) if not replaced(rank, one)]


def _headcounts(patterns: Iterable[Pattern], places: Collection[Place]) -> dict[tuple[str, str], int]:
    """Headcount by pattern and place code, for every pair of which the pattern staffs the place."""
    found: dict[tuple[str, str], int] = {}
    faults: list[Fault] = []
    for pattern in patterns:
        for place in pattern.among(places):
            formula = pattern.headcount or place.headcount or place.kind_headcount
            try:
                found[pattern.code, place.code] = _headcount(pattern, place, formula)
            except Invalid as refusal:
                where = say("班次模板 {pattern}，点位 {point}", pattern=pattern.code, point=place.code)
                faults.append(Fault(where, formula, str(refusal)))
    if faults:
        raise Invalid(say("有 {count} 处人数算不出来", count=len(faults)), faults)
    return found


def _headcount(pattern: Pattern, place: Place, formula: str) -> int:
    found = people(formula, place.length)
    for role, need in pattern.roles.items():
        if need > found > 0:
            raise Invalid(say("岗位 {role} 要 {need} 人，多于班次的 {found} 人", role=role, need=need, found=found))
    return found


def _shifts(day: date, place: str, staffed: Iterable[tuple[Pattern, int]]) -> list[Unfolded]:
    shifts: dict[str, Unfolded] = {}
    for pattern, headcount in staffed:
        for start, end in sorted(pattern.spans_on(day)) if headcount else ():
            code = f"{day:%Y%m%d}-{place}-{_hhmm(start)}"
            if code in shifts:
                # The same start again: another pattern's, or another end of this one.
                code = f"{code}-{_hhmm(end)}-{pattern.code}"
            shifts[code] = Unfolded(
                code, place, pattern.code, day, start, end, headcount=headcount, roles=pattern.roles,
                load=pattern.load, counts_hours=pattern.counts_hours, counts_fairness=pattern.counts_fairness,
            )  # fmt: skip
    return list(shifts.values())


def _hhmm(minute: int) -> str:
    return f"{minute // 60:02d}{minute % 60:02d}"
