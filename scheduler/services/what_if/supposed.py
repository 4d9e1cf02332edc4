"""What is supposed, in the town's codes, and the problem that makes of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Invalid, NotFound
from scheduler.language import say
from scheduler.store.snapshot.scope import below
from scheduler.store.units import Unit
from solver import supposing
from solver.problem import DAY, At, Problem

CAPS = ("day", "week", "total", "weekends")
NEW_POINT = "+"


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """People of `unit` and those below it, None for everybody, serve `more` times more often by the cap called `cap`
    and go `metres` further; the units in `lost` drop out, on the day `since` and after it, None for all days; shifts of
    `point`, None for all, ask for `people` more each; a point is staffed like the one of code `like`, or by
    `headcount`, there or `at` longitude and latitude."""

    unit: str | None = None
    cap: str | None = None
    more: int = 0
    metres: int = 0
    lost: tuple[str, ...] = ()
    since: date | None = None
    point: str | None = None
    people: int = 0
    like: str | None = None
    headcount: int | None = None
    at: At | None = None

    @property
    def nothing(self) -> bool:
        changed = (self.cap and self.more) or self.metres or self.people
        return not (changed or self.lost or self.like)


def supposed(session: Session, problem: Problem, what: Supposed) -> Problem:
    """The problem with all of that. Raises NotFound for what the roster does not have, Invalid for nothing at all."""
    if what.nothing:
        raise Invalid(say("请写明假设什么：上限、距离、缺单位、加人或加点位"))
    people = people_of(session, problem, what.unit)
    if what.cap and what.more:
        problem = supposing.more_often(problem, people, cap=what.cap, more=what.more)
    if what.metres:
        problem = supposing.further(problem, people, metres=what.metres)
    for code in what.lost:
        problem = supposing.without_units(problem, units_of(session, problem, code), since=_since(problem, what))
    if what.people:
        shifts = {shift.id for shift in problem.shifts if what.point is None or _point(shift.point) == what.point}
        if not shifts:
            raise _no_point(what.point or "")
        problem = supposing.staffed(problem, shifts, more=what.people)
    return _with_point(problem, what)


def people_of(session: Session, problem: Problem, unit: str | None) -> Collection[str]:
    """The codes of the unit's people that the roster may call on, None for everybody's. Raises NotFound for none."""
    units = None if unit is None else units_of(session, problem, unit)
    return {one.id for one in problem.volunteers if units is None or one.unit in units}


def units_of(session: Session, problem: Problem, code: str) -> Collection[str]:
    """The unit and those below it, as far as the roster knows them. Raises NotFound for none."""
    root = session.scalar(select(Unit.id).where(Unit.code == code))
    codes = set(session.scalars(select(Unit.code).where(Unit.id.in_(below(Unit, root))))) if root else set[str]()
    known = codes & problem.unit.keys()
    if not known:
        raise NotFound(say("没有单位 {unit}，或不在这张排班表的范围内", unit=code))
    return known


def _since(problem: Problem, what: Supposed) -> int:
    """Minutes from the midnight that the roster begins with; 0 for as long as it lasts."""
    if what.since is None:
        return 0
    days = (what.since - problem.start).days
    if days >= problem.days:
        raise Invalid(say("这一天在排班表之后：{day}", day=what.since))
    return max(0, days) * DAY


def _with_point(problem: Problem, what: Supposed) -> Problem:
    """A point whose stewards change is several to the solver: each of them is added."""
    if what.like is None:
        return problem
    likes = [point.id for point in problem.points if _point(point.id) == what.like]
    if not likes:
        raise _no_point(what.like)
    for like in likes:
        new = {"id_": f"{NEW_POINT}{like}", "name": say("新点位")}
        problem = supposing.with_point(problem, like=like, **new, at=what.at, headcount=what.headcount)
    return problem


def _point(id_: str) -> str:
    return id_.partition("@")[0]


def _no_point(code: str) -> NotFound:
    return NotFound(say("没有点位 {point}，或不在这张排班表的范围内", point=code))
