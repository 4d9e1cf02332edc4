"""Absences 请假: asked for, put right, approved or refused, taken back; an approved one names the published duties
it hits."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Invalid
from scheduler.language import say
from scheduler.services.absence_views import LIVE, AbsenceView, find, hits, one, view_of
from scheduler.services.access import Asker, Right, require
from scheduler.services.audit import note
from scheduler.services.edit_log import note_edit
from scheduler.services.people import find_person
from scheduler.services.spans import is_own
from scheduler.store.absences import Absence, AbsenceState
from scheduler.store.lifecycle import named, step
from scheduler.store.volunteers import Volunteer


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
    return enter(session, person, who, starts_at=starts_at, ends_at=ends_at, reason=reason, now=now)


def enter(
    session: Session,
    person: Volunteer,
    by: Asker | None,
    *,
    starts_at: datetime,
    ends_at: datetime,
    reason: str,
    now: datetime,
) -> AbsenceView:
    """Note that somebody asked for leave; `by` is None for a volunteer without an account. Raises Conflict as `ask`."""
    _require_free(session, person, starts_at, ends_at)
    user_id = by.user_id if by else None
    row = Absence(volunteer=person, starts_at=starts_at, ends_at=ends_at, reason=reason, asked_by=user_id)
    session.add(row)
    session.flush()
    note(session, by, "ask", "absence", row.id, now=now, volunteer=person.code)
    return view_of(row)


def change(
    session: Session, who: Asker, number: int, *, starts_at: datetime, ends_at: datetime, reason: str, now: datetime
) -> AbsenceView:
    """Put right the time or the reason of an absence that is asked for or approved; it stays what it was.

    Raises NotFound, Forbidden for who does not plan the unit, Invalid for an empty span, Conflict for one that was
    refused or taken back, and as `ask`.
    """
    if ends_at <= starts_at:
        raise Invalid(say("结束早于开始"))
    row = find(session, who, number)
    require(who, Right.PLAN, unit=row.volunteer.unit_id)
    if row.state not in LIVE:
        raise Conflict(say("这次请假{state}，不能再改；要请假请另记一次", state=named("absence", row.state)))
    _require_free(session, row.volunteer, starts_at, ends_at, but=number)
    before = _face(row)
    row.starts_at, row.ends_at, row.reason = starts_at, ends_at, reason
    session.flush()
    note_edit(session, who, "absence", str(number), before=before, after=_face(row), now=now)
    return one(session, who, number)


def approve(session: Session, who: Asker, number: int, *, why: str = "", now: datetime) -> AbsenceView:
    """Approve an absence; the answer names the published duties that somebody else must now take.

    Raises NotFound, Forbidden for who does not plan the unit, Conflict when it is not open any more.
    """
    row = _move(session, who, number, AbsenceState.APPROVED, why=why, now=now)
    return view_of(row, hits(session, Absence.id == number).get(number, ()))


def approve_several(session: Session, who: Asker, numbers: Iterable[int], *, now: datetime) -> tuple[AbsenceView, ...]:
    """Approve all of them or none. Same refusals."""
    return tuple(approve(session, who, number, now=now) for number in numbers)


def refuse_several(
    session: Session, who: Asker, numbers: Iterable[int], *, why: str, now: datetime
) -> tuple[AbsenceView, ...]:
    """Refuse all of them, for the same reason, or none. Same refusals."""
    return tuple(refuse(session, who, number, why=why, now=now) for number in numbers)


def refuse(session: Session, who: Asker, number: int, *, why: str, now: datetime) -> AbsenceView:
    """Refuse an absence, saying why. Same refusals, and Invalid without a reason."""
    if not why.strip():
        raise Invalid(say("请写明不批准的原因"))
    return view_of(_move(session, who, number, AbsenceState.REFUSED, why=why, now=now))


def withdraw(session: Session, who: Asker, number: int, *, why: str = "", now: datetime) -> AbsenceView:
    """Take an absence back, asked for or approved: who plans the unit may, and the volunteer. Same refusals."""
    return view_of(_move(session, who, number, AbsenceState.WITHDRAWN, why=why, now=now, own=True))


def _move(
    session: Session, who: Asker, number: int, to: AbsenceState, *, why: str, now: datetime, own: bool = False
) -> Absence:
    row = find(session, who, number)
    if not (own and is_own(session, who, row)):
        require(who, Right.PLAN, unit=row.volunteer.unit_id)
    step(session, row, to, by=who.user_id, at=now, why=why)
    note(session, who, to.value, "absence", number, now=now, volunteer=row.volunteer.code)
    return row


def _require_free(
    session: Session, person: Volunteer, starts_at: datetime, ends_at: datetime, *, but: int | None = None
) -> None:
    meets = and_(Absence.starts_at < ends_at, Absence.ends_at > starts_at, Absence.state.in_(LIVE))
    others = select(Absence.id).where(Absence.volunteer_id == person.id, Absence.id.is_distinct_from(but), meets)
    other = session.scalar(others.limit(1))
    if other is not None:
        raise Conflict(say("{name} 在这段时间已有请假（第 {number} 号）", name=person.name, number=other))


def _face(row: Absence) -> dict[str, object]:
    return {"starts_at": row.starts_at, "ends_at": row.ends_at, "reason": row.reason}
