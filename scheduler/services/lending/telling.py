"""The effect on the month: what the judge says, which gaps are left, who is told what; before anything is kept."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from scheduler.errors import Fault
from scheduler.services.access import Asker
from scheduler.services.judging import Judged, verdict
from scheduler.services.looking import look, posts_of
from scheduler.services.messages import Message, messages
from scheduler.services.roster_parts import Part
from scheduler.services.views import RosterView, Seat, ShiftView
from solver.problem import Duty, Problem


@dataclass(frozen=True, slots=True)
class Effect:
    """What these duties do to a roster: `faults` are hard rules they newly break. Empty seats of the target that day,
    and of the whole roster, and its cost, each as (before, after); `messages` is who is told what."""

    faults: tuple[Fault, ...]
    day: tuple[int, int]
    month: tuple[int, int]
    cost: tuple[int, int]
    messages: tuple[Message, ...]


def effect(
    session: Session, who: Asker, found: Judged, come: frozenset[Duty], *, shifts: Iterable[str], now: datetime
) -> Effect:
    """What comes of it; `shifts` are those of the target that day. Raises NotFound for what the roster has not."""
    after, here = found.duties | come, frozenset(shifts)
    told, before = verdict(found, after), _empty(found.problem, found.duties)
    empty = (before, _filled(before, come))
    return Effect(
        told.faults,
        (sum(empty[0][one] for one in here), sum(empty[1][one] for one in here)),
        (empty[0].total(), empty[1].total()),
        (sum(found.costs.values()), sum(told.costs.values())),
        _messages(session, who, found, come, now),
    )


def _empty(problem: Problem, duties: Iterable[Duty]) -> Counter[str]:
    """By shift how many seats nobody has."""
    there = Counter(duty.shift for duty in duties)
    return Counter({shift.id: max(0, shift.headcount - there[shift.id]) for shift in problem.shifts})


def _filled(empty: Mapping[str, int], come: Iterable[Duty]) -> Counter[str]:
    """The same with these people there, too."""
    left = Counter(empty)
    for duty in come:
        left[duty.shift] = max(0, left[duty.shift] - 1)
    return left


def _messages(session: Session, who: Asker, found: Judged, come: frozenset[Duty], now: datetime) -> tuple[Message, ...]:
    if not come:
        return ()
    code, people = found.roster.code, frozenset(duty.volunteer for duty in come)
    theirs = look(session, who, code, part=Part(people=people))
    asked = look(session, who, code, part=Part(shifts=frozenset(duty.shift for duty in come)))
    both = {shift.code: shift for shift in (*theirs.shifts, *asked.shifts)}
    before = replace(theirs, shifts=tuple(sorted(both.values(), key=lambda one: (one.starts_at, one.code))))
    return messages(before, _with(before, found.problem, come), now=now)


def _with(view: RosterView, problem: Problem, come: frozenset[Duty]) -> RosterView:
    def joined(shift: ShiftView) -> ShiftView:
        new = [_seat(problem, duty) for duty in sorted(come) if duty.shift == shift.code]
        crew = (*shift.crew, *new)
        posts = posts_of({seat.volunteer: frozenset(seat.roles) for seat in crew}, shift.roles) if new else {}
        return replace(shift, crew=tuple(replace(seat, role=posts.get(seat.volunteer, seat.role)) for seat in crew))

    return replace(view, shifts=tuple(map(joined, view.shifts)))


def _seat(problem: Problem, duty: Duty) -> Seat:
    one = problem.volunteer[duty.volunteer]
    name, unit = one.name or one.id, problem.unit[one.unit].name
    return Seat(one.id, name, one.unit, unit, role=None, roles=tuple(one.roles), locked=False, state="assigned")
