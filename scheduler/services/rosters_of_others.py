"""Rosters of others: outside the asker's scope, but with people or points of theirs in them."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, or_, select, true
from sqlalchemy.orm import Session, joinedload

from scheduler.services.access import Asker, Right
from scheduler.services.coverage.counting import told
from scheduler.services.paging import Page, Paged, paged
from scheduler.services.rosters import LONGEST, Listed, listing, visible
from scheduler.services.territory import sees_point
from scheduler.store.duties import Duty
from scheduler.store.points import Point
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.shifts import Shift
from scheduler.store.snapshot.scope import stewarded_while_it_lasts
from scheduler.store.volunteers import Volunteer


def of_others(session: Session, who: Asker, *, since: date) -> tuple[Listed, ...]:
    """The published ones that end on the day `since` or later, by start, in which people of the asker's units stand or
    points of theirs are staffed: in their grids, or answered for by their units on one of the roster's days."""
    if who.units(Right.SEE) is None or who.grids(Right.SEE) is None:
        return ()
    near = _wanted(who).where(Roster.start > since - timedelta(days=LONGEST)).order_by(Roster.start, Roster.code)
    found = (_listed(row, who) for row in session.scalars(near))
    return tuple(one for one in found if one.last >= since)


def page(session: Session, who: Asker, page: Page, *, state: RosterState | None = None) -> Paged[Listed]:
    """One page of all of them, by start, code or name; only those in `state` where one is given."""
    wanted = _wanted(who) if state is None else _wanted(who).where(Roster.state == state)
    found = paged(session, wanted, page, {"start": Roster.start, "name": Roster.name, "code": Roster.code})
    return Paged(tuple(_listed(row, who) for row in found.items), found.total)


def seen_of(session: Session, who: Asker, codes: Iterable[str]) -> frozenset[str]:
    """Those of the codes whose rosters the asker may look at."""
    asked = frozenset(codes)
    if not asked:
        return asked
    return frozenset(session.scalars(select(Roster.code).where(Roster.code.in_(asked), visible(who))))


def touches(who: Asker) -> ColumnElement[bool]:
    """The condition on Roster: as it was published, a point or somebody of the asker's is in it."""
    if who.units(Right.SEE) is None or who.grids(Right.SEE) is None:
        return true()
    return or_(_has_points(who), _has_people(who))


def _wanted(who: Asker) -> Select[Roster]:
    hidden = Roster.id.not_in(select(Roster.id).where(visible(who)))
    wanted = select(Roster).options(joinedload(Roster.unit), joinedload(Roster.grid))
    return wanted.where(Roster.published_version.is_not(None), hidden, touches(who))


def _listed(row: Roster, who: Asker) -> Listed:
    return listing(row, row.unit or row.grid, who)


def _has_points(who: Asker) -> ColumnElement[bool]:
    shifts = select(Shift.id).join(Point, Point.id == Shift.point_id)
    theirs = sees_point(who, when=stewarded_while_it_lasts())
    return shifts.where(Shift.roster_id == Roster.id, told(Shift.added_in, Shift.cancelled_in), theirs).exists()


def _has_people(who: Asker) -> ColumnElement[bool]:
    duties = select(Duty.id).join(Volunteer, Volunteer.id == Duty.volunteer_id)
    theirs = Volunteer.unit_id.in_(who.units(Right.SEE) or ())
    return duties.where(Duty.roster_id == Roster.id, told(Duty.added_in, Duty.removed_in), theirs).exists()
