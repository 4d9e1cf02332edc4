"""Spans of a person's time, leave and wishes: which of them somebody sees, and which are their own."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Select, select, true
from sqlalchemy.orm import Session, contains_eager

from scheduler.services.access import Asker, Right
from scheduler.services.called import is_called
from scheduler.services.people import people_seen
from scheduler.store.absences import Absence, Wish
from scheduler.store.users import User
from scheduler.store.volunteers import Volunteer

Spanned = TypeVar("Spanned", Absence, Wish)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanFilter:
    """Which of them: of the subtree of `unit`, of `volunteer`, both codes, of people who answer to `search` (a piece of
    a name, its pinyin, a code), that end after `since` and start before `until`; None is any."""

    unit: str | None = None
    volunteer: str | None = None
    search: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class SpanView:
    """One of them for people, volunteer and unit by code and name."""

    number: int
    volunteer: str
    name: str
    unit: str
    unit_name: str
    starts_at: datetime
    ends_at: datetime


def told(row: Absence | Wish) -> dict[str, Any]:
    """The fields of SpanView, of a row with its volunteer and their unit."""
    person = row.volunteer
    return {
        "number": row.id,
        "volunteer": person.code,
        "name": person.name,
        "unit": person.unit.code,
        "unit_name": person.unit.name,
        "starts_at": row.starts_at,
        "ends_at": row.ends_at,
    }


def spans_seen(session: Session, who: Asker, table: type[Spanned], which: SpanFilter) -> Select[Spanned]:
    """Those in the asker's scope, each with its volunteer and their unit. Raises NotFound for a unit outside."""
    seen = people_seen(session, who, unit=which.unit)
    return _loaded(table).where(
        seen,
        true() if which.search is None else is_called(session, which.search, seen),
        true() if which.volunteer is None else Volunteer.code == which.volunteer,
        true() if which.since is None else table.ends_at > which.since,
        true() if which.until is None else table.starts_at < which.until,
    )


def spans_of(volunteer_id: int | None, table: type[Spanned]) -> Select[Spanned]:
    """Those of one volunteer, in the same way; none of nobody."""
    return _loaded(table).where(table.volunteer_id == volunteer_id)


def span_seen(session: Session, who: Asker, table: type[Spanned], number: int) -> Spanned | None:
    """The row of that number, with volunteer and unit; None where it is neither their own nor in their scope."""
    row = session.scalar(_loaded(table).where(table.id == number))
    if row is None or not (is_own(session, who, row) or who.may(Right.SEE, unit=row.volunteer.unit_id)):
        return None
    return row


def is_own(session: Session, who: Asker, row: Absence | Wish) -> bool:
    """Whether it is the asker's own time."""
    return row.volunteer_id == session.scalar(select(User.volunteer_id).where(User.id == who.user_id))


def _loaded(table: type[Spanned]) -> Select[Spanned]:
    return select(table).join(table.volunteer).options(contains_eager(table.volunteer).joinedload(Volunteer.unit))
