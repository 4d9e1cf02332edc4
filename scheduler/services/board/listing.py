"""Listing: the shifts of a roster's board one after the other, page by page."""

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from scheduler.services.access import Asker
from scheduler.services.board.lacking import lacks_a_role, lacks_people
from scheduler.services.board.narrowing import Narrowing, points_wanted, shifts_wanted
from scheduler.services.paging import Page, Paged
from scheduler.services.roster_parts import WHOLE, Part, shifts_of
from scheduler.services.rosters import find
from scheduler.store.arrival import arrived
from scheduler.store.points import Point
from scheduler.store.rosters import Roster
from scheduler.store.shifts import Shift, shifts_in


def listed(
    session: Session, who: Asker, code: str, version: int, which: Narrowing, *, part: Part = WHOLE, page: Page
) -> Paged[str]:
    """The codes of the shifts on that page, by time and point. Raises NotFound."""
    return listed_of(session, find(session, who, code), version, which, part=part, page=page)


def listed_of(
    session: Session, roster: Roster, version: int, which: Narrowing, *, part: Part, page: Page
) -> Paged[str]:
    """The same of a roster that somebody was let in to."""
    wanted = (
        select(Shift.code)
        .join(Point, Point.id == Shift.point_id)
        .where(shifts_in(roster.id, version), shifts_of(part, roster.id), points_wanted(roster, which))
        .where(shifts_wanted(session, roster, version, which))
    )
    if which.vacant:
        wanted = wanted.where(or_(lacks_people(roster, version), lacks_a_role(session, roster, version)))
    total = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    ordered = wanted.order_by(Shift.starts_at, arrived(Point), Point.code, Shift.code)
    found = session.scalars(ordered.limit(page.size).offset((page.number - 1) * page.size))
    return Paged(tuple(found), total)
