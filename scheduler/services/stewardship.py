"""Stewardship 分包: a unit is given a point to answer for, from a day to a day, and let go of it."""

from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, or_, select, true
from sqlalchemy.orm import Session, joinedload

from scheduler.errors import Conflict, Invalid, NotFound
from scheduler.language import say
from scheduler.services.access import Asker, Right, require
from scheduler.services.audit import note
from scheduler.services.territory import plannable_points
from scheduler.store.points import Point
from scheduler.store.stewardship import Part, Stewardship
from scheduler.store.units import Unit


def assign(
    session: Session,
    who: Asker,
    unit: str,
    point: str,
    *,
    from_day: date,
    until_day: date | None = None,
    part: Part = Part.LEAD,
    now: datetime,
) -> int:
    """Let the unit answer for the point on [from_day, until_day), both by code; None is open. Gives its number.

    Raises NotFound for a unit or point that is not the asker's to plan, Invalid for an empty span, Conflict where
    the unit answers for the point on one of the days already.
    """
    if until_day is not None and until_day <= from_day:
        raise Invalid(say("截止日期早于起始日期 {day}", day=from_day))
    unit_id, point_id = plannable_ids(session, who, unit, point)
    steward, held = session.get_one(Unit, unit_id), session.get_one(Point, point_id)
    require_free(session, steward, held, from_day=from_day, until_day=until_day)
    row = Stewardship(unit_id=unit_id, point_id=point_id, part=part, from_day=from_day, until_day=until_day)
    session.add(row)
    session.flush()
    until = until_day and until_day.isoformat()
    note(session, who, "assign", "stewardship", f"{unit}/{point}", now=now, from_day=from_day.isoformat(), until=until)
    return row.id


def end(session: Session, who: Asker, unit: str, point: str, *, on: date, now: datetime) -> None:
    """Let the unit go of the point from the day `on`; one that would only begin then is taken out, and the audit keeps
    what it said. Raises NotFound where the unit does not answer for the point then."""
    row = _in_force(session, who, unit, point, on=on)
    was = _said(row)
    if row.from_day == on:
        session.delete(row)
    else:
        row.until_day = on
    session.flush()
    note(session, who, "end", "stewardship", f"{unit}/{point}", now=now, on=on.isoformat(), was=was)


def resume(
    session: Session, who: Asker, unit: str, point: str, *, on: date, part: Part, now: datetime
) -> None:  # fmt: skip
    """Let the unit answer for the point from the day `on` with this part and without an end, where it does already.

    What was until then stays; a contract that begins that very day goes on as the same, and the audit keeps what it
    said. Raises NotFound where the unit does not answer for the point then, Conflict where it does again later.
    """
    row = _in_force(session, who, unit, point, on=on)
    if row.from_day < on:
        end(session, who, unit, point, on=on, now=now)
        assign(session, who, unit, point, from_day=on, part=part, now=now)
        return
    was = _said(row)
    require_free(session, row.unit, row.point, from_day=on, until_day=None, but=row.id)
    row.part, row.until_day = part, None
    session.flush()
    note(session, who, "change", "stewardship", f"{unit}/{point}", now=now, was=was, part=part.value)


def _in_force(session: Session, who: Asker, unit: str, point: str, *, on: date) -> Stewardship:
    unit_id, point_id = plannable_ids(session, who, unit, point)
    wanted = _of(unit_id, point_id).where(_meets(on, on + timedelta(days=1)))
    row = session.scalar(wanted.options(joinedload(Stewardship.unit), joinedload(Stewardship.point)))
    if row is None:
        raise NotFound(say("{day} 起 {unit} 没有包 {point}", day=on, unit=unit, point=point))
    return row


def _said(row: Stewardship) -> dict[str, str | None]:
    """The contract, for the audit."""
    until = row.until_day.isoformat() if row.until_day else None
    return {"part": row.part.value, "from_day": row.from_day.isoformat(), "until_day": until}


def require_free(
    session: Session, unit: Unit, point: Point, *, from_day: date, until_day: date | None, but: int | None = None
) -> None:  # fmt: skip
    """Raises Conflict where the unit answers for the point on a day of [from_day, until_day) already, by another
    stewardship than that of the number `but`."""
    others = true() if but is None else Stewardship.id != but
    if session.scalar(_of(unit.id, point.id).where(_meets(from_day, until_day), others).limit(1)):
        raise Conflict(say("{unit} 在这段时间已经包了 {point}", unit=unit.code, point=point.code))


def plannable_ids(session: Session, who: Asker, unit: str, point: str) -> tuple[int, int]:
    """The numbers of unit and point, by code. Raises NotFound where they are not the asker's to plan, Forbidden where
    the asker only sees the unit."""
    unit_id = session.scalar(select(Unit.id).where(Unit.code == unit))
    if unit_id is None or not who.may(Right.SEE, unit=unit_id):
        raise NotFound(say("没有单位 {code}，或不在您的管理范围内", code=unit))
    require(who, Right.PLAN, unit=unit_id)
    point_id = session.scalar(select(Point.id).where(Point.code == point))
    mine = plannable_points(session, who)
    if point_id is None or (mine is not None and point_id not in mine):
        raise NotFound(say("没有点位 {code}，或不在您的管理范围内", code=point))
    return unit_id, point_id


def _of(unit: int, point: int) -> Select[Stewardship]:
    return select(Stewardship).where(Stewardship.unit_id == unit, Stewardship.point_id == point)


def _meets(from_day: date, until_day: date | None) -> ColumnElement[bool]:
    """The condition on Stewardship: it covers a day of [from_day, until_day)."""
    begun = true() if until_day is None else Stewardship.from_day < until_day
    return and_(begun, or_(Stewardship.until_day.is_(None), Stewardship.until_day > from_day))
