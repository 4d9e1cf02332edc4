"""Absences 请假: asked for, approved or refused, taken back; an approved one names the published duties it hits."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from scheduler.errors import Conflict, Invalid, NotFound
from scheduler.language import say
from scheduler.services.access import Asker, Right, require
from scheduler.services.audit import note
from scheduler.services.people import find_person
from scheduler.store.absences import Absence, AbsenceState
from scheduler.store.duties import Duty
from scheduler.store.lifecycle import step
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.shifts import Shift
from scheduler.store.snapshot.others import NOT_DONE
from scheduler.store.users import User
from scheduler.store.volunteers import Volunteer

_LIVE = (AbsenceState.ASKED, AbsenceState.APPROVED)


@dataclass(frozen=True, slots=True)
class Hit:
    """A published duty that somebody will now miss."""

    roster: str
    shift: str
    point: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class AbsenceView:
    """An absence for people; `hits` are published duties in it, () unless it is approved."""

    number: int
    volunteer: str
    name: str
    unit: str
    starts_at: datetime
    ends_at: datetime
    reason: str
    state: AbsenceState
    hits: tuple[Hit, ...] = ()


def ask(
    session: Session,
    who: Asker,
    called: str,
    *,
    starts_at: datetime,
    ends_at: datetime,
    reason: str = "",
    now: datetime,
) -> AbsenceView:
    """Ask leave for a volunteer, by code or name, in [starts_at, ends_at): who plans their unit may, and they.

    Raises NotFound, Forbidden, Invalid for an empty span or a name that several have, Conflict when it meets another
    absence of theirs that was asked for or approved.
    """
    if ends_at <= starts_at:
        raise Invalid(say("结束早于开始"))
    person = find_person(session, who, called, right=Right.PLAN)
    meets = and_(Absence.starts_at < ends_at, Absence.ends_at > starts_at, Absence.state.in_(_LIVE))
    other = session.scalar(select(Absence.id).where(Absence.volunteer_id == person.id, meets).limit(1))
    if other is not None:
        raise Conflict(say("{name} 在这段时间已有请假（第 {number} 号）", name=person.name, number=other))
    row = Absence(volunteer=person, starts_at=starts_at, ends_at=ends_at, reason=reason, asked_by=who.user_id)
    session.add(row)
    session.flush()
    note(session, who, "ask", "absence", row.id, now=now, volunteer=person.code)
    return _view(row)


def approve(session: Session, who: Asker, number: int, *, why: str = "", now: datetime) -> AbsenceView:
    """Approve an absence; the answer names the published duties that somebody else must now take.

    Raises NotFound, Forbidden for who does not plan the unit, Conflict when it is not open any more.
    """
    row = _move(session, who, number, AbsenceState.APPROVED, why=why, now=now)
    return _view(row, hits(session, Absence.id == number).get(number, ()))


def refuse(session: Session, who: Asker, number: int, *, why: str, now: datetime) -> AbsenceView:
    """Refuse an absence, saying why. Same refusals, and Invalid without a reason."""
    if not why.strip():
        raise Invalid(say("请写明不批准的原因"))
    return _view(_move(session, who, number, AbsenceState.REFUSED, why=why, now=now))


def withdraw(session: Session, who: Asker, number: int, *, why: str = "", now: datetime) -> AbsenceView:
    """Take an absence back, asked for or approved: who plans the unit may, and the volunteer. Same refusals."""
    return _view(_move(session, who, number, AbsenceState.WITHDRAWN, why=why, now=now, own=True))


def listed(
    session: Session, who: Asker, *, since: datetime, state: AbsenceState | None = None
) -> tuple[AbsenceView, ...]:
    """The absences in the asker's scope that end after `since`, by start; only those in `state` where one is given."""
    wanted = (
        select(Absence).join(Absence.volunteer).options(contains_eager(Absence.volunteer).joinedload(Volunteer.unit))
    )
    wanted = wanted.where(Absence.ends_at > since).order_by(Absence.starts_at, Absence.id)
    if state is not None:
        wanted = wanted.where(Absence.state == state)
    units = who.units(Right.SEE)
    missed = hits(session, Absence.ends_at > since, Absence.state == AbsenceState.APPROVED)
    rows = [row for row in session.scalars(wanted) if units is None or row.volunteer.unit_id in units]
    return tuple(_view(row, missed.get(row.id, ())) for row in rows)


def hits(session: Session, *which: ColumnElement[bool]) -> dict[int, tuple[Hit, ...]]:
    """By number of the absences that meet the conditions: the duties of published rosters that they hit, by start."""
    wanted = (
        select(Absence.id, Roster.code, Shift)
        .join(Duty, Duty.volunteer_id == Absence.volunteer_id)
        .join(Roster, Roster.id == Duty.roster_id)
        .join(Shift, Shift.id == Duty.shift_id)
        .where(*which, Shift.starts_at < Absence.ends_at, Shift.ends_at > Absence.starts_at)
        .where(Roster.state == RosterState.PUBLISHED, Duty.state.not_in(NOT_DONE))
        .where(Duty.added_in <= Roster.published_version)
        .where(or_(Duty.removed_in.is_(None), Duty.removed_in > Roster.published_version))
        .options(joinedload(Shift.point))
        .order_by(Shift.starts_at, Shift.code)
    )
    found: dict[int, tuple[Hit, ...]] = {}
    for number, roster, shift in session.execute(wanted):
        hit = Hit(roster, shift.code, shift.point.name, shift.starts_at, shift.ends_at)
        found[number] = (*found.get(number, ()), hit)
    return found


def _move(
    session: Session, who: Asker, number: int, to: AbsenceState, *, why: str, now: datetime, own: bool = False
) -> Absence:
    loaded = joinedload(Absence.volunteer).joinedload(Volunteer.unit)
    row = session.scalar(select(Absence).where(Absence.id == number).options(loaded))
    mine = session.scalar(select(User.volunteer_id).where(User.id == who.user_id))
    theirs = row is not None and row.volunteer_id == mine
    if row is None or not (theirs or who.may(Right.SEE, unit=row.volunteer.unit_id)):
        raise NotFound(say("没有第 {number} 号请假，或不在您的管理范围内", number=number))
    if not (own and theirs):
        require(who, Right.PLAN, unit=row.volunteer.unit_id)
    step(session, row, to, by=who.user_id, at=now, why=why)
    note(session, who, to.value, "absence", number, now=now, volunteer=row.volunteer.code)
    return row


def _view(row: Absence, found: tuple[Hit, ...] = ()) -> AbsenceView:
    person = row.volunteer
    return AbsenceView(
        row.id, person.code, person.name, person.unit.name, row.starts_at, row.ends_at, row.reason, row.state, found
    )
