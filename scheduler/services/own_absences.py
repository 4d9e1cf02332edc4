"""A volunteer's own leave: asked for and taken back by themselves, with an account or without."""

from datetime import datetime

from sqlalchemy import Select
from sqlalchemy.orm import Session, joinedload

from scheduler.errors import Invalid, NotFound
from scheduler.language import say
from scheduler.language.again import kept_of
from scheduler.services import absences
from scheduler.services.absence_views import AbsenceView, view_of, views_of
from scheduler.services.audit import note_own
from scheduler.services.credentials import Identity
from scheduler.services.paging import Page, Paged, paged
from scheduler.services.spans import spans_of
from scheduler.store.absences import Absence, AbsenceState
from scheduler.store.lifecycle import step
from scheduler.store.volunteers import Volunteer


def ask(
    session: Session, who: Identity, *, starts_at: datetime, ends_at: datetime, reason: str = "", now: datetime
) -> AbsenceView:
    """Ask leave in [starts_at, ends_at).

    Raises Invalid for an empty span or one that is over, Conflict when it meets another absence of theirs that was
    asked for or approved.
    """
    if ends_at <= starts_at:
        raise Invalid(say("结束早于开始"))
    if ends_at <= now:
        raise Invalid(say("这段时间已经过去，请与协调员联系"))
    loaded = [joinedload(Volunteer.unit)]
    person = session.get_one(Volunteer, who.volunteer_id, options=loaded)
    return absences.enter(session, person, who.asker, starts_at=starts_at, ends_at=ends_at, reason=reason, now=now)


def withdraw(session: Session, who: Identity, number: int, *, now: datetime) -> AbsenceView:
    """Take leave back, asked for or approved. Raises NotFound for one that is not theirs, Conflict when it was
    refused or taken back before."""
    row = _find(session, who, number)
    step(session, row, AbsenceState.WITHDRAWN, by=who.user_id, at=now, why=kept_of(lambda: say("本人撤回")))
    note_own(session, who, "withdrawn", "absence", number, now=now)
    return view_of(row)


def one(session: Session, who: Identity, number: int) -> AbsenceView:
    """Their absence of that number. Raises NotFound."""
    return views_of(session, [_find(session, who, number)])[0]


def page(session: Session, who: Identity, page: Page, *, state: AbsenceState | None = None) -> Paged[AbsenceView]:
    """One page of their absences, by start or number; only those in `state` where one is given."""
    wanted = _own(who) if state is None else _own(who).where(Absence.state == state)
    found = paged(session, wanted, page, {"starts_at": Absence.starts_at, "number": Absence.id})
    return Paged(views_of(session, found.items), found.total)


def _own(who: Identity) -> Select[Absence]:
    return spans_of(who.volunteer_id, Absence)


def _find(session: Session, who: Identity, number: int) -> Absence:
    row = session.scalar(_own(who).where(Absence.id == number))
    if row is None:
        raise NotFound(say("您没有第 {number} 号请假", number=number))
    return row
