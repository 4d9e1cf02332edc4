"""What has come up, in the town's codes and hours, and what that is to the solver."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Invalid, NotFound
from scheduler.language import say
from scheduler.services.memory import Held
from scheduler.services.shifts import NewShift
from scheduler.store.snapshot.away import minutes_of
from scheduler.store.snapshot.scope import below
from scheduler.store.units import Unit
from solver.disruption import Disruption
from solver.problem import Duty, Problem, Shift, Span


@dataclass(frozen=True, slots=True)
class Absent:
    """The `volunteer`, or everybody of the `unit` and those below it, cannot come in [starts_at, ends_at)."""

    starts_at: datetime
    ends_at: datetime
    volunteer: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Resized:
    """The shift asks for that headcount; None for what it asks for already: its empty seats are to be filled."""

    shift: str
    headcount: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComeUp:
    """`duties` are called off for good. Nothing at all: whatever the rules do not allow any more, as the town stands,
    is to be mended."""

    absent: tuple[Absent, ...] = ()
    duties: tuple[Duty, ...] = ()
    shifts: tuple[Resized, ...] = ()
    new: tuple[NewShift, ...] = ()

    @property
    def nothing(self) -> bool:
        return not (self.absent or self.duties or self.shifts or self.new)


def disruption(session: Session, held: Held, come_up: ComeUp) -> Disruption:
    """The same for the solver. Raises NotFound for what the roster does not have, Invalid for impossible numbers."""
    if come_up.nothing:
        return Disruption(barred=held.lost)
    for duty in come_up.duties:
        if duty not in held.duties:
            raise NotFound(say("没有这个值守：{shift} {volunteer}", shift=duty.shift, volunteer=duty.volunteer))
    away = tuple(one for absent in come_up.absent for one in _away(session, held.problem, absent))
    resized = [_resized(held.problem, one) for one in come_up.shifts]
    new = [_new(held.problem, one, number) for number, one in enumerate(come_up.new, 1)]
    return Disruption(away, frozenset(come_up.duties), (*resized, *new))


def _away(session: Session, problem: Problem, absent: Absent) -> Iterator[tuple[str, Span]]:
    if absent.ends_at <= absent.starts_at:
        raise Invalid(say("结束早于开始"))
    span = Span(*minutes_of(absent.starts_at, absent.ends_at, problem.start))
    for who in people_of(session, problem, absent):
        yield who, span


def people_of(session: Session, problem: Problem, absent: Absent) -> list[str]:
    """The codes of whom an absence is about. Raises NotFound for nobody the roster may call on."""
    if absent.volunteer is not None:
        if absent.volunteer not in problem.volunteer:
            raise NotFound(say("没有志愿者 {volunteer}，或不在这张排班表的范围内", volunteer=absent.volunteer))
        return [absent.volunteer]
    root = session.scalar(select(Unit.id).where(Unit.code == absent.unit))
    if root is None:
        raise NotFound(say("没有单位 {unit}，或不在这张排班表的范围内", unit=absent.unit or ""))
    codes = set(session.scalars(select(Unit.code).where(Unit.id.in_(below(Unit, root)))))
    people = [one.id for one in problem.volunteers if one.unit in codes]
    if not people:
        raise NotFound(say("单位 {unit} 没有人在这张排班表的范围内", unit=absent.unit or ""))
    return people


def _resized(problem: Problem, one: Resized) -> Shift:
    shift = problem.shift.get(one.shift)
    if shift is None:
        raise NotFound(say("没有班次 {shift}", shift=one.shift))
    if one.headcount is None:
        return shift
    roles = {role: min(need, one.headcount) for role, need in shift.roles.items()}
    return replace(shift, headcount=one.headcount, roles=roles)


def _new(problem: Problem, asked: NewShift, number: int) -> Shift:
    """A shift that is thought of: it has no code yet."""
    points = [one.id for one in problem.points if one.id.partition("@")[0] == asked.point]
    if not points:
        raise NotFound(say("没有点位 {point}，或不在这张排班表的范围内", point=asked.point))
    span = minutes_of(asked.starts_at, asked.ends_at, problem.start)
    if span[1] <= span[0]:
        raise Invalid(say("结束早于开始"))
    if not 0 <= span[0] < problem.days * 1440:
        raise Invalid(say("班次要在排班表的日期之内开始：{start} 起 {days} 天", start=problem.start, days=problem.days))
    # A point whose stewards change is several: the last that begins on or before the day is the one that holds.
    day = f"{asked.point}@{asked.starts_at.date()}"
    point = max((id_ for id_ in points if id_ <= day), default=points[0])
    return Shift(f"+{number}", point, Span(*span), asked.headcount, dict(asked.roles))
