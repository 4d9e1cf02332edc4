"""What each person of a problem carried and should carry: `carried` and `target`, by caps, availability and reach."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache, lru_cache

import numpy as np

from scheduler.store.snapshot.shares import Slot, credited, fair_shares, most_duties, slots_of
from solver.distance import metres_from
from solver.problem import At, Problem, Span, Volunteer

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
    points = sorted({shift.point for shift in problem.shifts if shift.load})
    near = _nearness(tuple(problem.point[point].at for point in points))
    slots = _slots_by_points(problem, points)
    return [most_duties(slots(near(one.at, one.reach)), one.caps, one.away) for one in people]


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


def _slots_by_points(problem: Problem, points: list[str]) -> Callable[[tuple[int, ...]], tuple[Slot, ...]]:
    spans: dict[str, set[Span]] = {point: set() for point in points}
    for shift in problem.shifts:
        if shift.load:
            spans[shift.point].add(shift.span)
    # Most points are staffed at the same hours as many others.
    hours: dict[frozenset[Span], int] = {}
    alike = [hours.setdefault(frozenset(spans[point]), len(hours)) for point in points]
    each = list(hours)

    @cache
    def together(several: frozenset[int]) -> tuple[Slot, ...]:
        return slots_of(frozenset[Span]().union(*(each[n] for n in several)), problem.weekend)

    def slots(near: tuple[int, ...]) -> tuple[Slot, ...]:
        return together(frozenset(alike[n] for n in near))

    return slots
