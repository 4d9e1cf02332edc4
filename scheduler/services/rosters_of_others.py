"""Rosters of others: outside the asker's scope, but with people or points of theirs in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from scheduler.services.access import Asker, Right
from scheduler.services.coverage.counting import told
from scheduler.services.rosters import visible
from scheduler.services.territory import sees_point
from scheduler.store.duties import Duty
from scheduler.store.points import Point
from scheduler.store.rosters import Roster
from scheduler.store.shifts import Shift
from scheduler.store.volunteers import Volunteer


@dataclass(frozen=True, slots=True)
class OfOthers:
    """A roster that somebody else keeps, from its first day to its last."""

    name: str
    start: date
    last: date


def of_others(session: Session, who: Asker, *, since: date) -> tuple[OfOthers, ...]:
    """The published ones that end on the day `since` or later, by start, in which people of the asker's units stand or
    points that they see are staffed."""
    if who.units(Right.SEE) is None or who.grids(Right.SEE) is None:
        return ()
    wanted = (
        select(Roster)
        .where(Roster.published_version.is_not(None), _hidden(who), or_(_has_points(who), _has_people(who)))
        .order_by(Roster.start, Roster.code)
    )
    found = (OfOthers(row.name, row.start, row.start + timedelta(row.days - 1)) for row in session.scalars(wanted))
    return tuple(one for one in found if one.last >= since)


def seen_of(session: Session, who: Asker, codes: Iterable[str]) -> frozenset[str]:
    """Those of the codes whose rosters the asker may look at."""
    asked = frozenset(codes)
    if not asked:
        return asked
    return frozenset(session.scalars(select(Roster.code).where(Roster.code.in_(asked), visible(who))))


def _has_points(who: Asker) -> ColumnElement[bool]:
    shifts = select(Shift.id).join(Point, Point.id == Shift.point_id)
    return shifts.where(
        Shift.roster_id == Roster.id, told(Shift.added_in, Shift.cancelled_in), sees_point(who)
    ).exists()


def _has_people(who: Asker) -> ColumnElement[bool]:
    duties = select(Duty.id).join(Volunteer, Volunteer.id == Duty.volunteer_id)
    theirs = Volunteer.unit_id.in_(who.units(Right.SEE) or ())
    return duties.where(Duty.roster_id == Roster.id, told(Duty.added_in, Duty.removed_in), theirs).exists()


def _hidden(who: Asker) -> ColumnElement[bool]:
    return Roster.id.not_in(select(Roster.id).where(visible(who)))
