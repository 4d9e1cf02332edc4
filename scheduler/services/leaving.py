"""People leave 离队 on a day; later they may be forgotten: all that says who they were goes, the counts stay.

Whoever is forgotten keeps their code, their unit and every duty they did, so that what was served still adds up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.orm import Session, joinedload, selectinload

from scheduler import clock
from scheduler.clock import today
from scheduler.errors import Conflict, Forbidden, Invalid, NotFound
from scheduler.language import say
from scheduler.services.absence_views import Hit
from scheduler.services.access import Asker, Right
from scheduler.services.audit import note
from scheduler.services.credentials import revoke
from scheduler.services.editing.volunteers import save
from scheduler.store.absences import Absence, Wish
from scheduler.store.credentials import Credential
from scheduler.store.duties import Duty, DutyState
from scheduler.store.reminders import Reminder
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.shifts import Shift
from scheduler.store.snapshot.others import NOT_DONE
from scheduler.store.users import User
from scheduler.store.vault import Vault
from scheduler.store.volunteers import Volunteer

_MISSED = (DutyState.ABSENT, DutyState.EXCUSED)
FORGOTTEN = "已清除"
"""What stands where a name stood."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What somebody has served until now: `duties` of published rosters, of `minutes` together."""

    duties: int
    minutes: int


def leave(session: Session, who: Asker, code: str, *, on: date, vault: Vault, now: datetime) -> tuple[Hit, ...]:
    """Let the volunteer of that code go from the day `on`; gives the published duties from then on, which somebody
    else must take.

    Raises NotFound outside the asker's scope, Forbidden for who does not plan the unit, Invalid for a day before they
    joined.
    """
    row = _row(session, who, code, Right.PLAN)
    save(session, who, code, {"left_on": on}, vault=vault, now=now)
    return published_from(session, row.id, on)


def published_from(session: Session, volunteer_id: int, day: date) -> tuple[Hit, ...]:
    """Their duties of published rosters that begin on that day or later, by start."""
    wanted = (
        select(Roster.code, Shift)
        .join(Duty, Duty.roster_id == Roster.id)
        .join(Shift, Shift.id == Duty.shift_id)
        .where(*_published(volunteer_id), Shift.starts_at >= clock.at(day, 0))
        .options(joinedload(Shift.point))
        .order_by(Shift.starts_at, Shift.code)
    )
    found = session.execute(wanted)
    return tuple(
        Hit(roster, shift.code, shift.point.name, shift.starts_at, shift.ends_at) for roster, shift in found
    )  # fmt: skip


def ahead(session: Session, who: Asker, code: str, *, now: datetime) -> tuple[Hit, ...]:
    """The published duties that are still before them. Raises NotFound."""
    return published_from(session, _row(session, who, code, Right.SEE).id, today(now))


def served(session: Session, who: Asker, code: str, *, now: datetime) -> Counts:
    """What they have served. Raises NotFound outside the asker's scope."""
    return _served(session, _row(session, who, code, Right.SEE).id, now)


def forget(session: Session, who: Asker, code: str, *, why: str, now: datetime) -> Counts:
    """Take out all that says who the volunteer was, for good; gives what they served, which stays.

    Gone are name, phone, year of birth, places, times, teams, roles, wishes, the reasons of their leave, their links
    and what was written to them. `why` stands in the audit. Raises NotFound outside the asker's scope, Forbidden for
    who is not admin of their unit, Invalid without a reason, Conflict for somebody who has not left.
    """
    row = _row(session, who, code, Right.RULE)
    if not why.strip():
        raise Invalid(say("请写明清除个人信息的原因，如本人申请"))
    if row.left_on is None or row.left_on > today(now):
        raise Conflict(say("{name} 还没有离队；先写离队日期，离队以后才能清除个人信息", name=row.name))
    counts = _served(session, row.id, now)
    _empty(row)
    _clear(session, row.id, now=now)
    session.flush()
    session.expire_all()
    note(session, who, "forget", "volunteer", code, now=now, why=why.strip(), duties=counts.duties)
    return counts


def _empty(row: Volunteer) -> None:
    row.name = FORGOTTEN
    for name in ("phone_sealed", "phone_index", "birth_year", "guardian_note"):
        setattr(row, name, None)
    row.party_member = False
    for hanging in (row.places, row.availabilities, row.teams, row.roles, row.usual_points):
        hanging.clear()


def _clear(session: Session, person: int, *, now: datetime) -> None:
    session.execute(delete(Wish).where(Wish.volunteer_id == person))
    session.execute(update(Absence).where(Absence.volunteer_id == person).values(reason=""))
    session.execute(update(Reminder).where(Reminder.volunteer_id == person).values(title=FORGOTTEN, body=FORGOTTEN))
    session.execute(update(User).where(User.volunteer_id == person).values(volunteer_id=None))
    revoke(session, Credential.volunteer_id == person, now=now)


def _served(session: Session, person: int, now: datetime) -> Counts:
    wanted = select(Shift.starts_at, Shift.ends_at).join(Duty, Duty.shift_id == Shift.id)
    wanted = wanted.join(Roster, Roster.id == Duty.roster_id).where(*_published(person), Shift.ends_at <= now)
    wanted = wanted.where(Duty.state.not_in(_MISSED))
    spans = session.execute(wanted).all()
    return Counts(len(spans), sum(_minutes(starts, ends) for starts, ends in spans))


def _minutes(starts_at: datetime, ends_at: datetime) -> int:
    return int((ends_at - starts_at).total_seconds()) // 60


def _published(person: int) -> Iterable[ColumnElement[bool]]:
    return (
        Duty.volunteer_id == person,
        Duty.state.not_in(NOT_DONE),
        Roster.state.in_((RosterState.PUBLISHED, RosterState.ARCHIVED)),
        Duty.added_in <= func.coalesce(Roster.published_version, 0),
        or_(Duty.removed_in.is_(None), Duty.removed_in > Roster.published_version),
    )


def _row(session: Session, who: Asker, code: str, right: Right) -> Volunteer:
    hanging = (Volunteer.teams, Volunteer.roles, Volunteer.usual_points, Volunteer.availabilities, Volunteer.places)
    loaded = [selectinload(each) for each in hanging]
    row = session.scalar(select(Volunteer).where(Volunteer.code == code).options(*loaded))
    if row is None or not who.may(Right.SEE, unit=row.unit_id):
        raise NotFound(say("没有志愿者 {called}，或不在您的管理范围内", called=code))
    if not who.may(right, unit=row.unit_id):
        raise Forbidden(say("{name} 只能查看，不能改动", name=who.name))
    return row
