"""Supposing: the same problem with one thing other than it is, to see what that would change."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from solver.problem import DAY, At, Point, Problem, Shift, Span, Unit, Volunteer

MOST = 10**9


def more_often(problem: Problem, people: Collection[str], *, cap: str, more: int) -> Problem:
    """These people serve up to `more` times more often, or, below 0, less; `cap` is one of the names of Caps. Whoever
    has no such cap keeps to none."""

    def oftener(one: Volunteer) -> Volunteer:
        most = getattr(one.caps, cap)
        return one if most is None else replace(one, caps=replace(one.caps, **{cap: max(0, most + more)}))

    return _with_people(problem, people, oftener)


def further(problem: Problem, people: Collection[str], *, metres: int) -> Problem:
    """These people go so much further."""
    return _with_people(problem, people, lambda one: replace(one, reach=min(MOST, max(0, one.reach + metres))))


def joined(problem: Problem, people: Iterable[Volunteer], units: Iterable[Unit] = ()) -> Problem:
    """These people may be called on too; who is there already stays as they are. `units` are new ones of theirs."""
    new = tuple(one for one in people if one.id not in problem.volunteer)
    return replace(problem, volunteers=(*problem.volunteers, *new), units=(*problem.units, *units))


def without_units(problem: Problem, units: Collection[str], *, since: int = 0) -> Problem:
    """Nobody of these units comes from the minute `since` on, before which all is as it is; lost from the first day on
    they answer for no point either."""
    first = min((shift.span.start for shift in problem.shifts), default=0)
    last = max((shift.span.end for shift in problem.shifts), default=DAY)
    gone = Span(since or min(first, 0), max(last, problem.days * DAY, since + 1))
    people = {one.id for one in problem.volunteers if one.unit in units}
    lost = _with_people(problem, people, lambda one: replace(one, away=(*one.away, gone)))
    pinned = frozenset(
        duty
        for duty in problem.pinned
        if duty.volunteer not in people or not gone.meets(problem.shift[duty.shift].span)
    )
    if since > 0:
        return replace(lost, pinned=pinned)
    points = tuple(
        replace(point, stewards=tuple(unit for unit in point.stewards if unit not in units)) for point in problem.points
    )
    return replace(lost, points=points, pinned=pinned)


def staffed(problem: Problem, shifts: Collection[str], *, more: int) -> Problem:
    """These shifts ask for `more` people, or, below 0, for fewer; at least for one."""
    changed = []
    for shift in problem.shifts:
        if shift.id in shifts:
            shift = _of_size(shift, max(1, shift.headcount + more))
        changed.append(shift)
    return replace(problem, shifts=tuple(changed))


def with_point(
    problem: Problem, *, like: str, id_: str, at: At | None = None, name: str = "", headcount: int | None = None
) -> Problem:
    """One point more, staffed as the point `like` is, or with that `headcount`; where that is unless `at` says
    elsewhere."""
    model = problem.point[like]
    point: Point = replace(model, id=id_, name=name or model.name, at=at or model.at)
    new = [replace(shift, id=f"{id_}/{shift.id}", point=id_) for shift in problem.shifts if shift.point == like]
    if headcount is not None:
        new = [_of_size(shift, headcount) for shift in new]
    return replace(problem, points=(*problem.points, point), shifts=(*problem.shifts, *new))


def _of_size(shift: Shift, headcount: int) -> Shift:
    roles = {role: min(need, headcount) for role, need in shift.roles.items()}
    return replace(shift, headcount=headcount, roles=roles)


def _with_people(problem: Problem, ids: Collection[str], change: Callable[[Volunteer], Volunteer]) -> Problem:
    people = tuple(change(one) if one.id in ids else one for one in problem.volunteers)
    return replace(problem, volunteers=people)
