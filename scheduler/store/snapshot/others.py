"""What people do outside this roster: duties of other published rosters, near it and in the three months before."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from scheduler.clock import at
from scheduler.store.absences import Absence, AbsenceState
from scheduler.store.duties import Duty, DutyState
from scheduler.store.patterns import ShiftPattern
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.shifts import Shift
from scheduler.store.snapshot.away import Minutes, minutes_of

LOOK_BACK = 90
NOT_DONE = (DutyState.DECLINED, DutyState.HANDED_OVER)
_NOT_CARRIED = (*NOT_DONE, DutyState.ABSENT, DutyState.EXCUSED)

Spans = Mapping[int, list[Minutes]]
"""By volunteer id: spans in minutes from the roster's midnight."""


def absences_around(session: Session, roster: Roster) -> Spans:
    """Approved absences that touch the roster's days or one to either side."""
    first, last = _around(roster, days=1)
    wanted = select(Absence.volunteer_id, Absence.starts_at, Absence.ends_at).where(
        Absence.state == AbsenceState.APPROVED, Absence.starts_at < last, Absence.ends_at > first
    )
    return _by_volunteer(session, wanted.order_by(Absence.starts_at, Absence.id), roster)


def duties_around(session: Session, roster: Roster, *, days: int) -> Spans:
    """Duties that other published rosters hand out on the roster's days or up to `days` to either side.

    A duty counts from its publication until a version without it is published.
    """
    first, last = _around(roster, days=days)
    wanted = (
        _elsewhere(roster)
        .add_columns(Shift.starts_at, Shift.ends_at)
        .where(Shift.starts_at < last, Shift.ends_at > first, Duty.state.not_in(NOT_DONE))
    )
    return _by_volunteer(session, wanted.order_by(Shift.starts_at, Duty.id), roster)


def loads_before(session: Session, roster: Roster) -> Mapping[int, int]:
    """The load that each volunteer id carried in the look-back, of duties that count for fairness.

    Where two published rosters overlap, somebody may stand in both at the same hours: they served once.
    """
    start = at(roster.start, 0)
    counts = or_(Shift.pattern_id.is_(None), ShiftPattern.counts_fairness)
    served = (
        _elsewhere(roster)
        .add_columns(func.max(Shift.load).label("load"))
        .outerjoin(ShiftPattern, ShiftPattern.id == Shift.pattern_id)
        .where(Shift.starts_at >= start - timedelta(days=LOOK_BACK), Shift.starts_at < start, counts)
        .where(Duty.state.not_in(_NOT_CARRIED))
        .group_by(Duty.volunteer_id, Shift.starts_at, Shift.ends_at)
        .subquery()
    )
    wanted = select(served.c.volunteer_id, func.sum(served.c.load)).group_by(served.c.volunteer_id)
    return {who: int(load) for who, load in session.execute(wanted)}


def _elsewhere(roster: Roster) -> Select[int]:
    told = and_(
        Duty.added_in <= Roster.published_version,
        or_(Duty.removed_in.is_(None), Duty.removed_in > Roster.published_version),
    )
    published = Roster.state.in_((RosterState.PUBLISHED, RosterState.ARCHIVED))
    return (
        select(Duty.volunteer_id)
        .join(Shift, Shift.id == Duty.shift_id)
        .join(Roster, Roster.id == Duty.roster_id)
        .where(Roster.id != roster.id, published, told)
    )


def _around(roster: Roster, *, days: int) -> tuple[datetime, datetime]:
    return at(roster.start, 0) - timedelta(days=days), at(roster.start, 0) + timedelta(days=roster.days + days)


def _by_volunteer(session: Session, wanted: Select[int, datetime, datetime], roster: Roster) -> Spans:
    found: dict[int, list[Minutes]] = defaultdict(list)
    for who, begin, end in session.execute(wanted):
        found[who].append(minutes_of(begin, end, roster.start))
    return found
