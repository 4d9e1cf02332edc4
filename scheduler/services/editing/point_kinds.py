"""The town's list of kinds of point, seen by everybody who plans, edited by its admin."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Invalid, NotFound
from scheduler.language import say
from scheduler.services.access import Asker, Right, require
from scheduler.services.editing.entered import entered_formula, entered_name, require_new_code, require_new_name, wrong
from scheduler.services.editing.put import note_edit
from scheduler.services.editing.unused import delete_unused
from scheduler.services.formulas import people, plain
from scheduler.services.paging import Page, Paged, paged
from scheduler.store.points import Point, PointKind


@dataclass(frozen=True, slots=True)
class PointKindView:
    """A kind of point: `headcount` is its staffing formula, `position` its place in the list, `category` its number
    in the campaigns' list, None for a kind of the town's own."""

    code: str
    name: str
    headcount: str
    position: int
    category: int | None


def page(session: Session, _who: Asker, page: Page) -> Paged[PointKindView]:
    """One page of the kinds, by position, name or code."""
    orders = {"position": PointKind.position, "name": PointKind.name, "code": PointKind.code}
    found = paged(session, select(PointKind), page, orders)
    return Paged(tuple(_view(row) for row in found.items), found.total)


def find(session: Session, _who: Asker, code: str) -> PointKindView | None:
    """The kind of that code, None for none."""
    row = _find(session, code)
    return None if row is None else _view(row)


def one(session: Session, who: Asker, code: str) -> PointKindView:
    """The kind of that code. Raises NotFound."""
    found = find(session, who, code)
    if found is None:
        raise NotFound(say("没有点位类别 {code}", code=code))
    return found


def save(session: Session, who: Asker, code: str, said: Mapping[str, Any], *, now: datetime) -> PointKindView:
    """Change what is said of the kind, by the names of PointKindView's fields, or add it; what is not said stays.

    Raises Forbidden for who is not admin of the whole town, Invalid by field, Conflict for a taken code.
    """
    require(who, Right.RULE)
    row = _find(session, code)
    before = None if row is None else asdict(_view(row))
    if row is None:
        require_new_code(session, PointKind, code)
        row = PointKind(code=code)
    after = PointKindView(**{**(before or {}), **_entered(said), "code": code})
    require_new_name(session, PointKind, code, after.name)
    _require_staffed(session, row, after)
    for field, value in asdict(after).items():
        setattr(row, field, value)
    session.add(row)
    session.flush()
    note_edit(session, who, "point_kind", code, before=before, after=asdict(after), now=now)
    return after


def delete(session: Session, who: Asker, code: str, *, now: datetime) -> None:
    """Delete a kind that nothing refers to. Raises NotFound, Forbidden, Conflict."""
    require(who, Right.RULE)
    before = one(session, who, code)
    delete_unused(session, session.scalars(select(PointKind).where(PointKind.code == code)).one())
    note_edit(session, who, "point_kind", code, before=asdict(before), after=None, now=now)


def _entered(said: Mapping[str, Any]) -> dict[str, Any]:
    tidied = {"name": entered_name, "headcount": entered_formula}
    return {field: tidied[field](value) if field in tidied else value for field, value in said.items()}


def _require_staffed(session: Session, row: PointKind, after: PointKindView) -> None:
    """Raises Invalid, naming the point, where one that follows the kind's formula could not be staffed by it."""
    wanted = select(Point.name, Point.length).where(Point.kind_id == row.id, Point.headcount.is_(None))
    for name, length in session.execute(wanted.order_by(Point.code)) if row.id else ():
        try:
            people(after.headcount, length)
        except Invalid as invalid:
            raise wrong("headcount", after.headcount, f"{name}：{invalid}") from invalid


def _find(session: Session, code: str) -> PointKind | None:
    return session.scalar(select(PointKind).where(PointKind.code == code))


def _view(row: PointKind) -> PointKindView:
    return PointKindView(row.code, row.name, plain(row.headcount), row.position, row.category)
