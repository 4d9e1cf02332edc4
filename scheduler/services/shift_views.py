"""Shifts of a roster's newest version, page by page: by day, by point, those that miss people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, contains_eager, selectinload

from scheduler.clock import at, today
from scheduler.errors import NotFound
from scheduler.language import say
from scheduler.services.access import Asker
from scheduler.services.paging import Page, Paged, paged
from scheduler.services.rosters import find
from scheduler.store.duties import Duty
from scheduler.store.points import Point
from scheduler.store.rosters import Roster
from scheduler.store.shifts import Shift, shifts_in
from scheduler.store.snapshot.others import NOT_DONE

_DAY = 1440


@dataclass(frozen=True, slots=True)
class ShiftListed:
    """A shift by itself, on the town's `day`. `filled` people stand on it; `pattern` is the name of its pattern, None
    for one made by hand."""

    code: str
    point: str
    point_name: str
    pattern: str | None
    day: date
    starts_at: datetime
    ends_at: datetime
    headcount: int
    roles: Mapping[str, int]
    filled: int


@dataclass(frozen=True, slots=True)
class ShiftFilter:
    """Only the shifts that begin on that day of the town, at the point of that code, and, where `vacant` is said,
    those that miss people or those that do not; None for any."""

    day: date | None = None
    point: str | None = None
    vacant: bool | None = None


def page(session: Session, who: Asker, code: str, page: Page, which: ShiftFilter) -> Paged[ShiftListed]:
    """One page of the shifts. Raises NotFound for no such roster."""
    roster = find(session, who, code)
    wanted = _wanted(roster)
    if which.day is not None:
        wanted = wanted.where(Shift.starts_at >= at(which.day, 0), Shift.starts_at < at(which.day, _DAY))
    if which.point is not None:
        wanted = wanted.where(Point.code == which.point)
    if which.vacant is not None:
        missing = _filled() < Shift.headcount
        wanted = wanted.where(missing if which.vacant else ~missing)
    orders = {"starts_at": Shift.starts_at, "point": Point.code, "code": Shift.code}
    found = paged(session, wanted, page, orders)
    return Paged(_views(session, list(found.items)), found.total)


def one(session: Session, who: Asker, code: str, shift: str) -> ShiftListed:
    """The shift of that code. Raises NotFound."""
    row = session.scalar(_wanted(find(session, who, code)).where(Shift.code == shift))
    if row is None:
        raise NotFound(say("排班表 {code} 没有班次 {shift}", code=code, shift=shift))
    return _views(session, [row])[0]


def _wanted(roster: Roster) -> Select[Shift]:
    eager = (contains_eager(Shift.point), selectinload(Shift.pattern))
    return select(Shift).join(Shift.point).where(shifts_in(roster.id, roster.version)).options(*eager)


def _filled() -> ColumnElement[int]:
    """How many people stand on the shift, of those who have not declined."""
    standing = (Duty.shift_id == Shift.id, Duty.removed_in.is_(None), Duty.state.not_in(NOT_DONE))
    return select(func.count(Duty.id)).where(*standing).correlate(Shift).scalar_subquery()


def _views(session: Session, rows: list[Shift]) -> tuple[ShiftListed, ...]:
    numbers = [row.id for row in rows]
    filled = dict(session.execute(select(Shift.id, _filled()).where(Shift.id.in_(numbers))).all())
    return tuple(
        ShiftListed(
            row.code, row.point.code, row.point.name, row.pattern.name if row.pattern else None,
            day=today(row.starts_at), starts_at=row.starts_at, ends_at=row.ends_at,
            headcount=row.headcount, roles=row.roles, filled=filled[row.id],
        )
        for row in rows
    )  # fmt: skip
