"""What each person of a problem carried and should carry: `carried` and `target`, by caps, availability and reach."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache, lru_cache

import numpy as np

from scheduler.store.snapshot.shares import Slot, credited, fair_shares, most_duties, slots_of
from solver.distance import metres_from
from solver.problem import At, Caps, Problem, Span, Volunteer

_TOWNS = 8
_PEOPLE = 10_000


def with_fair_shares(problem: Problem, there: Mapping[str, float]) -> Problem:
    """The same problem with everybody's `target` and newcomers' `carried` filled in.

    `there` is the share of the look-back, 0 to 1, in which somebody was there already, by volunteer id.
    """
    people = problem.volunteers
    fair = [shift for shift in problem.shifts if shift.load]
    seats = sum(shift.headcount for shift in fair)
    total = sum(shift.headcount * shift.load for shift in fair)
    if not seats or not people:
        return problem
    most = [duties * total // seats for duties in _most(problem, people)]
    carried = credited([one.carried for one in people], [there[one.id] for one in people])
    shares = fair_shares(carried, most, total)
    filled = zip(people, carried, shares, strict=True)
    return replace(
        problem, volunteers=tuple(replace(one, carried=load, target=load + share) for one, load, share in filled)
    )


def _most(problem: Problem, people: Iterable[Volunteer]) -> list[int]:
    spans: dict[str, set[Span]] = defaultdict(set)
    for shift in problem.shifts:
        if shift.load:
            spans[shift.point].add(shift.span)
    points = sorted(spans)
    near = _nearness(tuple(problem.point[point].at for point in points))
    most = _counting(tuple(frozenset(spans[point]) for point in points), tuple(problem.weekend.items()))
    return [most(near(one.at, one.reach), one.caps, one.away) for one in people]


@lru_cache(_TOWNS)
def _nearness(points: tuple[At, ...]) -> Callable[[tuple[At, ...], int], tuple[int, ...]]:
    """Which of the points, by their place in the list, somebody reaches from one of those places, so many metres away.
    It is remembered: people and points stay where they are while all else changes."""
    places = np.array(points, dtype=np.float64)

    @lru_cache(_PEOPLE)
    def near(whence: tuple[At, ...], reach: int) -> tuple[int, ...]:
        found = np.zeros(len(points), dtype=np.bool_)
        for at in whence:
            found |= metres_from(places, at) <= reach
        return tuple(np.flatnonzero(found).tolist())

    return near


@lru_cache(_TOWNS)
def _counting(
    hours: tuple[frozenset[Span], ...], weekends: tuple[tuple[int, int], ...]
) -> Callable[[tuple[int, ...], Caps, tuple[Span, ...]], int]:
    """How many duties somebody could take at most, who reaches these of the points, staffed at those `hours`, by their
    caps and absences. It is remembered likewise: what changes is one person's, as a rule."""
    # Most points are staffed at the same hours as many others.
    numbers: dict[frozenset[Span], int] = {}
    alike = [numbers.setdefault(spans, len(numbers)) for spans in hours]
    each = list(numbers)

    @cache
    def slots(several: frozenset[int]) -> tuple[Slot, ...]:
        return slots_of(frozenset[Span]().union(*(each[n] for n in several)), dict(weekends))

    @lru_cache(_PEOPLE)
    def most(near: tuple[int, ...], caps: Caps, away: tuple[Span, ...]) -> int:
        return most_duties(slots(frozenset(alike[n] for n in near)), caps, away)

    return most
