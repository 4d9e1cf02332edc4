"""Applying a plan: contracts end and begin on a day, all of them or none, and what was before stays known."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, contains_eager

from scheduler.clock import today
from scheduler.errors import Conflict, Invalid, NotFound
from scheduler.language import say
from scheduler.services.access import Asker
from scheduler.services.allotting.comparing import Line, lines_of
from scheduler.services.allotting.contracts import in_force
from scheduler.services.allotting.plans import made, require_ruler
from scheduler.services.audit import note
from scheduler.services.editing import take_turn
from scheduler.services.stewardship import assign, end, resume
from scheduler.store.points import Point
from scheduler.store.stewardship import Part, Stewardship
from scheduler.store.units import Unit


def apply(
    session: Session, who: Asker, number: int, *, from_day: date, points: Collection[str] | None = None, now: datetime
) -> tuple[Line, ...]:
    """Make the contracts of the plan from that day on, open-ended, at those points (codes), or with None at all.

    Contracts that the plan does not know end on that day; those it knows go on untouched. Gives the points that
    changed. Raises NotFound for the plan, a point that is not in it, or one that is not there or not theirs to plan;
    Invalid for a day that is over; Conflict where the plan is not made yet or something is already agreed for later.
    """
    require_ruler(who)
    take_turn(session)
    if from_day < today(now):
        raise Invalid(say("生效日期 {day} 已经过去", day=from_day))
    found = made(session, who, number)
    known = {one["point"] for one in found["points"]}
    if strangers := set(points or ()) - known:
        raise NotFound(say("第 {number} 号分包方案里没有点位 {code}", number=number, code=min(strangers)))
    lines = [line for line in lines_of(found, in_force(session, from_day)) if points is None or line.point in points]
    _refuse_later(session, [line.point for line in lines], from_day)
    for line in lines:
        _apply(session, who, line, from_day=from_day, now=now)
    changed = [line.point for line in lines]
    note(session, who, "apply", "allotment", number, now=now, from_day=from_day.isoformat(), points=changed)
    return tuple(lines)


def _apply(session: Session, who: Asker, line: Line, *, from_day: date, now: datetime) -> None:
    parts = {unit: Part.ASSIST if place else Part.LEAD for place, unit in enumerate(line.after)}
    for row in _rows(session, line.point, from_day):
        unit = row.unit.code
        if (part := parts.pop(unit, None)) is None:
            end(session, who, unit, line.point, on=from_day, now=now)
        elif part is not row.part or row.until_day is not None:
            resume(session, who, unit, line.point, on=from_day, part=part, now=now)
    for unit, part in parts.items():
        assign(session, who, unit, line.point, from_day=from_day, part=part, now=now)


def _rows(session: Session, point: str, day: date) -> Iterable[Stewardship]:
    """The contracts of the point that are in force on the day."""
    wanted = (
        select(Stewardship)
        .join(Stewardship.unit)
        .join(Stewardship.point)
        .options(contains_eager(Stewardship.unit))
        .where(Point.code == point, Stewardship.from_day <= day)
        .where(or_(Stewardship.until_day.is_(None), Stewardship.until_day > day))
        .order_by(Stewardship.id)
    )
    return session.scalars(wanted).all()


def _refuse_later(session: Session, points: Collection[str], day: date) -> None:
    """Raises Conflict where a contract of one of the points begins only after the day."""
    wanted = (
        select(Unit.code, Point.code, Stewardship.from_day)
        .join(Unit, Unit.id == Stewardship.unit_id)
        .join(Point, Point.id == Stewardship.point_id)
        .where(Point.code.in_(points), Stewardship.from_day > day)
        .order_by(Stewardship.from_day)
        .limit(1)
    )
    if later := session.execute(wanted).first():
        unit, point, first = later
        raise Conflict(say("{unit} 从 {day} 起负责 {point}，已经约定，请先结束它", unit=unit, point=point, day=first))
