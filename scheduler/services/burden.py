"""Burden 负担: the minutes and messages that we cost people a week, as a distribution; nobody is named or ranked."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import fmean, median, quantiles

from sqlalchemy import ColumnElement, and_, or_, select, true
from sqlalchemy.orm import Session

from scheduler import clock
from scheduler.errors import Invalid, NotFound
from scheduler.language import say
from scheduler.services.access import Asker, Right, require
from scheduler.store.duties import Duty, DutyState
from scheduler.store.reminders import Reminder, ReminderState
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.shifts import Shift
from scheduler.store.snapshot.scope import below
from scheduler.store.units import Unit
from scheduler.store.volunteers import Volunteer

MOST_WEEKS = 53
_WEEK = timedelta(days=7)
_NOT_SPENT = (DutyState.DECLINED, DutyState.HANDED_OVER, DutyState.ABSENT, DutyState.EXCUSED)

Tally = Mapping[tuple[int, date], int]
"""By volunteer id and the Monday of the week."""


@dataclass(frozen=True, slots=True)
class Spread:
    """What people were asked for in a week, everybody counted who was there, also those asked for nothing.

    `nine_in_ten` is what nine in ten do not exceed.
    """

    mean: float
    median: float
    nine_in_ten: float
    most: int


@dataclass(frozen=True, slots=True)
class Week:
    """From `monday` on: `minutes` on duty and `messages` told, over `people`."""

    monday: date
    people: int
    minutes: Spread
    messages: Spread


def burden(session: Session, who: Asker, *, start: date, weeks: int, unit: str | None = None) -> tuple[Week, ...]:
    """The weeks from the Monday of `start` on, for the subtree of the unit with that code; None is the town.

    Minutes are those of duties as they were published and not called off; messages those written to the outbox and
    not given up. Raises NotFound for a unit that is not the asker's to see, Invalid for more than a year.
    """
    if not 1 <= weeks <= MOST_WEEKS:
        raise Invalid(say("周数应在 1 到 {most} 之间，现在是 {weeks}", most=MOST_WEEKS, weeks=weeks))
    theirs = _people(session, who, unit)
    first = start - timedelta(days=start.weekday())
    span = clock.at(first, 0), clock.at(first + weeks * _WEEK, 0)
    people = session.execute(select(Volunteer.id, Volunteer.joined_on, Volunteer.left_on).where(theirs)).all()
    minutes, messages = _minutes(session, theirs, span), _messages(session, theirs, span)
    found = []
    for number in range(weeks):
        monday = first + number * _WEEK
        there = [one for one, joined, left in people if _meets(joined, left, monday)]
        spreads = [_spread([tally.get((one, monday), 0) for one in there]) for tally in (minutes, messages)]
        found.append(Week(monday, len(there), *spreads))
    return tuple(found)


def _people(session: Session, who: Asker, unit: str | None) -> ColumnElement[bool]:
    if unit is None:
        require(who, Right.SEE)
        return true()
    root = session.scalar(select(Unit.id).where(Unit.code == unit))
    if root is None or not who.may(Right.SEE, unit=root):
        raise NotFound(say("没有单位 {code}，或不在您的管理范围内", code=unit))
    return Volunteer.unit_id.in_(below(Unit, root))


def _meets(joined: date | None, left: date | None, monday: date) -> bool:
    return (joined is None or joined < monday + _WEEK) and (left is None or left > monday)


def _minutes(session: Session, theirs: ColumnElement[bool], span: tuple[datetime, datetime]) -> Tally:
    published = and_(
        Roster.state.in_((RosterState.PUBLISHED, RosterState.ARCHIVED)),
        Duty.added_in <= Roster.published_version,
        or_(Duty.removed_in.is_(None), Duty.removed_in > Roster.published_version),
        Duty.state.not_in(_NOT_SPENT),
    )
    wanted = (
        select(Duty.volunteer_id, Shift.starts_at, Shift.ends_at)
        .join(Shift, Shift.id == Duty.shift_id)
        .join(Roster, Roster.id == Duty.roster_id)
        .join(Volunteer, Volunteer.id == Duty.volunteer_id)
        .where(theirs, published, Shift.starts_at >= span[0], Shift.starts_at < span[1])
    )
    rows = session.execute(wanted)
    return _tally((one, starts, int((ends - starts).total_seconds() // 60)) for one, starts, ends in rows)


def _messages(session: Session, theirs: ColumnElement[bool], span: tuple[datetime, datetime]) -> Tally:
    wanted = (
        select(Reminder.volunteer_id, Reminder.due_at)
        .join(Volunteer, Volunteer.id == Reminder.volunteer_id)
        .where(theirs, Reminder.state != ReminderState.DEAD, Reminder.due_at >= span[0], Reminder.due_at < span[1])
    )
    return _tally((one or 0, due, 1) for one, due in session.execute(wanted))


def _tally(spent: Iterable[tuple[int, datetime, int]]) -> Tally:
    found: dict[tuple[int, date], int] = defaultdict(int)
    for one, moment, amount in spent:
        day = clock.today(moment)
        found[one, day - timedelta(days=day.weekday())] += amount
    return found


def _spread(amounts: list[int]) -> Spread:
    if not amounts:
        return Spread(0, 0, 0, 0)
    nine_in_ten = quantiles(amounts, n=10, method="inclusive")[-1] if len(amounts) > 1 else amounts[0]
    return Spread(fmean(amounts), median(amounts), nine_in_ten, max(amounts))
