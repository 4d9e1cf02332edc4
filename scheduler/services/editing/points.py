"""Points as people look at them, in pages, and edit them, one at a time."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select, true
from sqlalchemy.orm import Session, joinedload

from scheduler.errors import Forbidden, NotFound
from scheduler.geo import Spot
from scheduler.language import say
from scheduler.services.access import Asker
from scheduler.services.edit_log import note_edit
from scheduler.services.editing.entered import require_new_code
from scheduler.services.editing.grids import grid_id
from scheduler.services.editing.point_entry import PointView, point_record, view_of
from scheduler.services.editing.put import put
from scheduler.services.editing.units import unit_id
from scheduler.services.editing.unused import delete_unused
from scheduler.services.paging import Page, Paged, paged
from scheduler.services.searching import speaks_of
from scheduler.services.territory import plannable_points, sees_point
from scheduler.store.grids import Grid
from scheduler.store.points import Point, PointKind
from scheduler.store.snapshot.scope import below
from scheduler.store.stewardship import Stewardship
from scheduler.store.units import Unit
from scheduler.store.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class PointFilter:
    """Which points: of a `kind`; in the subtree of `grid`; that `unit` or one below it answers for on the day `on`;
    that nobody answers for then, `uncovered`; there on that day; with `search` in code or name. All but the day by
    code; None is any, and today for the day of `unit` and `uncovered`."""

    kind: str | None = None
    grid: str | None = None
    unit: str | None = None
    uncovered: bool | None = None
    on: date | None = None
    search: str | None = None


def page(session: Session, who: Asker, page: Page, which: PointFilter, *, today: date) -> Paged[PointView]:
    """One page of the points the asker sees, by code, name or priority. Raises NotFound for a unit or grid outside."""
    orders = {"name": Point.name, "priority": Point.priority, "code": Point.code}
    found = paged(session, _wanted(session, who, which, today), page, orders)
    return Paged(tuple(view_of(row) for row in found.items), found.total)


def find(session: Session, who: Asker, code: str) -> PointView | None:
    """The point of that code, None where the asker sees none."""
    row = session.scalar(_seen(who).where(Point.code == code))
    return None if row is None else view_of(row)


def one(session: Session, who: Asker, code: str) -> PointView:
    """The point of that code. Raises NotFound where the asker sees none."""
    return view_of(_row(session, who, code))


def save(
    session: Session, who: Asker, code: str, said: Mapping[str, Any], *, vault: Vault, now: datetime
) -> PointView:  # fmt: skip
    """Change what is said of the point, by the names of PointView's fields, or add it; what is not said stays.

    Raises Forbidden for a point the asker does not plan, Invalid with its faults, Conflict for a taken code.
    """
    current = find(session, who, code)
    if current is None:
        require_new_code(session, Point, code)
    else:
        _require_own(session, who, code)
    put(session, who, point_record(session, who, code, said, current=current), vault=vault, now=now)
    return one(session, who, code)


def delete(session: Session, who: Asker, code: str, *, now: datetime) -> None:
    """Delete a point that nothing refers to. Raises NotFound, Forbidden, Conflict."""
    before = asdict(one(session, who, code))
    delete_unused(session, who, _require_own(session, who, code))
    note_edit(session, who, "point", code, before=before, after=None, now=now)


def everywhere(session: Session, who: Asker) -> tuple[tuple[str, str, Spot], ...]:
    """Code, name and first place, in WGS-84, of every point that the asker sees and whose place is known."""
    wanted = select(Point.code, Point.name, Point.path).where(sees_point(who)).order_by(Point.code)
    return tuple((code, name, Spot(*path[0])) for code, name, path in session.execute(wanted) if path)


def point_id(session: Session, who: Asker, code: str) -> int:
    """The number of the point of that code. Raises NotFound where the asker sees none."""
    return _row(session, who, code).id


def stewarded(day: date) -> ColumnElement[bool]:
    """The condition on Stewardship: it is in force on that day."""
    return and_(Stewardship.from_day <= day, or_(Stewardship.until_day.is_(None), Stewardship.until_day > day))


def _require_own(session: Session, who: Asker, code: str) -> Point:
    row, mine = _row(session, who, code), plannable_points(session, who)
    if mine is not None and row.id not in mine:
        raise Forbidden(say("{name} 只能查看，不能改动", name=who.name))
    return row


def _row(session: Session, who: Asker, code: str) -> Point:
    row = session.scalar(_seen(who).where(Point.code == code))
    if row is None:
        raise NotFound(say("没有点位 {code}，或不在您的管理范围内", code=code))
    return row


def _seen(who: Asker) -> Select[Point]:
    return select(Point).where(sees_point(who)).options(joinedload(Point.kind), joinedload(Point.grid))


def _wanted(session: Session, who: Asker, which: PointFilter, today: date) -> Select[Point]:
    day = which.on or today
    there = or_(Point.ended_on.is_(None), Point.ended_on > day)
    return _seen(who).where(
        true() if which.kind is None else Point.kind_id.in_(select(PointKind.id).where(PointKind.code == which.kind)),
        true() if which.grid is None else Point.grid_id.in_(below(Grid, grid_id(session, who, which.grid))),
        true() if which.unit is None else _held(day, below(Unit, unit_id(session, who, which.unit))),
        true() if which.uncovered is None else ~_held(day) if which.uncovered else _held(day),
        there if which.on or which.uncovered else true(),
        speaks_of(which.search, Point.code, Point.name),
    )


def _held(day: date, units: Select[int] | None = None) -> ColumnElement[bool]:
    """Whether a unit that is there on the day, one of these where it is said which, answers for the point then."""
    wanted = select(Stewardship.id).join(Unit, Unit.id == Stewardship.unit_id)
    wanted = wanted.where(Stewardship.point_id == Point.id, stewarded(day))
    wanted = wanted.where(or_(Unit.ended_on.is_(None), Unit.ended_on > day))
    return (wanted if units is None else wanted.where(Unit.id.in_(units))).exists()
