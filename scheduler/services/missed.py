"""Duties that nobody will do as it stands: those of people who are on leave by then, or have left 离队."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from scheduler.clock import today
from scheduler.store.absences import Absence, AbsenceState
from scheduler.store.duties import Duty
from scheduler.store.points import Point
from scheduler.store.rosters import Roster
from scheduler.store.shifts import Shift
from scheduler.store.snapshot.others import NOT_DONE
from scheduler.store.volunteers import Volunteer


@dataclass(frozen=True, slots=True)
class Missed:
    """A duty of the newest version of a roster; `left` says whether its person has left by then, else they are on
    leave that was granted."""

    roster: str
    shift: str
    point: str
    starts_at: datetime
    volunteer: str
    name: str
    left: bool


def missed(
    session: Session, rosters: Collection[str], *, which: ColumnElement[bool] | None = None, now: datetime
) -> tuple[Missed, ...]:
    """Those of the rosters of these codes that are not over yet, by start; of all the duties, or of those that meet
    `which`, a condition on Duty and Volunteer."""
    found: list[Missed] = []
    wanted = _wanted(rosters, now) if which is None else _wanted(rosters, now).where(which)
    for roster, shift, point, starts_at, code, name, day, away in session.execute(wanted):
        left = day is not None and day <= today(starts_at)
        if left or away:
            found.append(Missed(roster, shift, point, starts_at, code, name, left))
    return tuple(found)


def _wanted(rosters: Collection[str], now: datetime) -> Select[str, str, str, datetime, str, str, date | None, bool]:
    """The fields of `Missed`, in their order, of the duties of people who leave some day or are on leave just then; the
    day on which they leave, and whether they are on leave."""
    granted = (Absence.state == AbsenceState.APPROVED, Absence.ends_at > now)
    meets = (Shift.starts_at < Absence.ends_at, Shift.ends_at > Absence.starts_at)
    away = select(Absence.id).where(Absence.volunteer_id == Volunteer.id, *granted, *meets).exists()
    told = (Roster.code, Shift.code, Point.name, Shift.starts_at, Volunteer.code, Volunteer.name, Volunteer.left_on)
    return (
        select(*told, away)
        .select_from(Duty)
        .join(Roster, Roster.id == Duty.roster_id)
        .join(Shift, Shift.id == Duty.shift_id)
        .join(Point, Point.id == Shift.point_id)
        .join(Volunteer, Volunteer.id == Duty.volunteer_id)
        .where(Roster.code.in_(rosters), Shift.ends_at > now, away | Volunteer.left_on.is_not(None))
        .where(Duty.removed_in.is_(None), Duty.state.not_in(NOT_DONE))
        .order_by(Shift.starts_at, Shift.code, Volunteer.code)
    )
