"""Absences as people look at them: in pages, each with the published duties that it hits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, or_, select, true
from sqlalchemy.orm import Session, joinedload

from scheduler.errors import NotFound
from scheduler.language import say
from scheduler.services.access import Asker
from scheduler.services.paging import Page, Paged, paged
from scheduler.services.spans import SpanFilter, SpanView, span_seen, spans_seen, told
from scheduler.store.absences import Absence, AbsenceState
from scheduler.store.duties import Duty
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.shifts import Shift
from scheduler.store.snapshot.others import NOT_DONE

LIVE = (AbsenceState.ASKED, AbsenceState.APPROVED)
"""The states in which one can still be changed or taken back."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A published duty that somebody will now miss."""

    roster: str
    shift: str
    point: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class AbsenceView(SpanView):
    """An absence for people; `hits` are published duties in it, () unless it is approved."""

    reason: str
    state: AbsenceState
    hits: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceFilter(SpanFilter):
    """Which absences: those in `state` too, None for any."""

    state: AbsenceState | None = None


def page(session: Session, who: Asker, page: Page, which: AbsenceFilter) -> Paged[AbsenceView]:
    """One page of the absences in the asker's scope, by start, end or number. Raises NotFound for a unit outside."""
    orders = {"starts_at": Absence.starts_at, "ends_at": Absence.ends_at, "number": Absence.id}
    found = paged(session, _wanted(session, who, which), page, orders)
    return Paged(views_of(session, found.items), found.total)


def listed(session: Session, who: Asker, which: AbsenceFilter) -> tuple[AbsenceView, ...]:
    """All of those, by start."""
    wanted = _wanted(session, who, which).order_by(Absence.starts_at, Absence.id)
    return views_of(session, session.scalars(wanted).all())


def one(session: Session, who: Asker, number: int) -> AbsenceView:
    """The absence of that number, one's own or in the scope. Raises NotFound."""
    return views_of(session, [find(session, who, number)])[0]


def find(session: Session, who: Asker, number: int) -> Absence:
    """Its row, with volunteer and unit. Raises NotFound for none that is theirs or in their scope."""
    row = span_seen(session, who, Absence, number)
    if row is None:
        raise NotFound(say("没有第 {number} 号请假，或不在您的管理范围内", number=number))
    return row


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


def foreseen(session: Session, several: Iterable[AbsenceView]) -> Mapping[int, tuple[Hit, ...]]:
    """By number the published duties that these absences hit, and those that they would, were they approved."""
    numbers = [one.number for one in several if one.state in LIVE]
    return hits(session, Absence.id.in_(numbers)) if numbers else {}


def view_of(row: Absence, found: tuple[Hit, ...] = ()) -> AbsenceView:
    return AbsenceView(**told(row), reason=row.reason, state=row.state, hits=found)


def _wanted(session: Session, who: Asker, which: AbsenceFilter) -> Select[Absence]:
    state = true() if which.state is None else Absence.state == which.state
    return spans_seen(session, who, Absence, which).where(state)


def views_of(session: Session, rows: Iterable[Absence]) -> tuple[AbsenceView, ...]:
    """Each with the published duties that it hits, if it is approved."""
    rows = tuple(rows)
    approved = [row.id for row in rows if row.state is AbsenceState.APPROVED]
    missed = hits(session, Absence.id.in_(approved)) if approved else {}
    return tuple(view_of(row, missed.get(row.id, ())) for row in rows)
