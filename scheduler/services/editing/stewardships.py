"""Stewardship as people look at it, in pages, and end or change it by its number."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select, true
from sqlalchemy.orm import Session, contains_eager

from scheduler.errors import Conflict, NotFound
from scheduler.language import say
from scheduler.services.access import Asker, Right
from scheduler.services.edit_log import note_edit
from scheduler.services.editing.entered import wrong
from scheduler.services.editing.points import point_id, stewarded
from scheduler.services.editing.units import unit_id
from scheduler.services.paging import Page, Paged, paged
from scheduler.services.stewardship import plannable_ids, require_free
from scheduler.store.points import Point
from scheduler.store.snapshot.scope import below
from scheduler.store.stewardship import Part, Stewardship
from scheduler.store.units import Unit


@dataclass(frozen=True, slots=True)
class StewardshipView:
    """One unit answers for one point, both by code and name, on [from_day, until_day); None is open."""

    number: int
    unit: str
    unit_name: str
    point: str
    point_name: str
    part: Part
    from_day: date
    until_day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StewardshipFilter:
    """Which: of the subtree of `unit`, of `point`, both codes, in force on the day `on`. None is any."""

    unit: str | None = None
    point: str | None = None
    on: date | None = None


def page(session: Session, who: Asker, page: Page, which: StewardshipFilter) -> Paged[StewardshipView]:
    """One page of what the asker's units answer for, and of who answers for the points in their grids, by unit, point,
    first day or number. Raises NotFound for a unit or point outside."""
    orders = {"unit": Unit.code, "point": Point.code, "from_day": Stewardship.from_day, "number": Stewardship.id}
    found = paged(session, _wanted(session, who, which), page, orders)
    return Paged(tuple(_view(row) for row in found.items), found.total)


def one(session: Session, who: Asker, number: int) -> StewardshipView:
    """The stewardship of that number. Raises NotFound where the asker sees none."""
    return _view(_row(session, who, number))


def change(session: Session, who: Asker, number: int, said: Mapping[str, Any], *, now: datetime) -> StewardshipView:
    """Change the part or the end, as far as it is said.

    Raises NotFound and Forbidden where unit or point are not the asker's to plan, Invalid for an end that is none,
    Conflict where the unit answers for the point on one of the days already.
    """
    row = _own_row(session, who, number)
    before, until = _view(row), said.get("until_day", row.until_day)
    if until is not None and until <= row.from_day:
        raise wrong("until_day", until.isoformat(), say("截止日期早于起始日期 {day}", day=row.from_day))
    require_free(session, row.unit, row.point, from_day=row.from_day, until_day=until, but=number)
    row.part, row.until_day = said.get("part", row.part), until
    session.flush()
    _note(session, who, before, _view(row), now=now)
    return _view(row)


def end(session: Session, who: Asker, number: int, *, on: date, now: datetime) -> None:
    """Let the unit go of the point from the day `on`; one that would only begin then is taken out.

    Raises what `change` raises, and Conflict where it has ended before.
    """
    row = _own_row(session, who, number)
    before = _view(row)
    if row.until_day is not None and row.until_day <= on:
        raise Conflict(
            say("{unit} 到 {day} 就不再负责 {point} 了", unit=before.unit, day=row.until_day, point=before.point)
        )
    if on <= row.from_day:
        session.delete(row)
    else:
        row.until_day = on
    session.flush()
    _note(session, who, before, _view(row) if on > row.from_day else None, now=now)


def _note(
    session: Session, who: Asker, before: StewardshipView, after: StewardshipView | None, *, now: datetime
) -> None:  # fmt: skip
    ref = f"{before.unit}/{before.point}"
    note_edit(session, who, "stewardship", ref, before=_face(before), after=_face(after) if after else None, now=now)


def _face(view: StewardshipView) -> dict[str, Any]:
    return {"part": view.part, "from_day": view.from_day, "until_day": view.until_day}


def _own_row(session: Session, who: Asker, number: int) -> Stewardship:
    row = _row(session, who, number)
    plannable_ids(session, who, row.unit.code, row.point.code)
    return row


def _row(session: Session, who: Asker, number: int) -> Stewardship:
    row = session.scalar(_seen(who).where(Stewardship.id == number))
    if row is None:
        raise NotFound(say("没有第 {number} 号分包，或不在您的管理范围内", number=number))
    return row


def _seen(who: Asker) -> Select[Stewardship]:
    loaded = (contains_eager(Stewardship.unit), contains_eager(Stewardship.point))
    wanted = select(Stewardship).join(Stewardship.unit).join(Stewardship.point).options(*loaded)
    return wanted.where(_in_scope(who))


def _in_scope(who: Asker) -> ColumnElement[bool]:
    units, grids = who.units(Right.SEE), who.grids(Right.SEE)
    if units is None or grids is None:
        return true()
    return or_(Stewardship.unit_id.in_(units), Point.grid_id.in_(grids))


def _wanted(session: Session, who: Asker, which: StewardshipFilter) -> Select[Stewardship]:
    return _seen(who).where(
        true() if which.unit is None else Stewardship.unit_id.in_(below(Unit, unit_id(session, who, which.unit))),
        true() if which.point is None else Stewardship.point_id == point_id(session, who, which.point),
        true() if which.on is None else stewarded(which.on),
    )


def _view(row: Stewardship) -> StewardshipView:
    unit, point = row.unit, row.point
    return StewardshipView(row.id, unit.code, unit.name, point.code, point.name, row.part, row.from_day, row.until_day)
