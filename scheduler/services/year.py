"""A year of the town's calendar as people check it, and the town's own word about one of its days."""

from calendar import isleap
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from scheduler import clock
from scheduler.errors import Invalid
from scheduler.language import say
from scheduler.services.access import Asker, Right, require
from scheduler.services.audit import note
from scheduler.services.calendar import days_between, fill
from scheduler.services.days import Day, days_of
from scheduler.services.editing.turns import take_turn
from scheduler.store.calendar import CalendarDay, DayKind, DaySource

FIRST, LAST = 1990, 2100
LONGEST = 366
_MONTH = timedelta(days=31)


def year_of(session: Session, year: int) -> tuple[Day, ...]:
    """Every day of the year as the town has it. Raises Invalid for a year that no calendar reaches."""
    if not FIRST <= year <= LAST:
        raise Invalid(say("年份应在 {least} 到 {most} 之间", least=FIRST, most=LAST))
    return tuple(days_between(session, date(year, 1, 1), 365 + isleap(year)).values())


def days_asked(
    session: Session,
    *,
    year: int | None = None,
    from_day: date | None = None,
    until_day: date | None = None,
    now: datetime,
) -> tuple[Day, ...]:
    """The days of `year`; or from `from_day` to before `until_day`, a month where only one of them is said; else this
    year's. Raises Invalid for both a year and days, for no days, and for more than LONGEST.
    """
    if from_day is None and until_day is None:
        return year_of(session, year or clock.today(now).year)
    if year is not None:
        raise Invalid(say("年份和起止日期只能选一种"))
    first = from_day or (until_day or date.max) - _MONTH
    until = until_day or first + _MONTH
    if not 0 < (until - first).days <= LONGEST:
        raise Invalid(say("起止日期之间应有 1 到 {most} 天", most=LONGEST))
    return tuple(days_between(session, first, (until - first).days).values())


def one(session: Session, day: date) -> Day:
    """What kind of day it is in this town."""
    return days_between(session, day, 1)[day]


def set_day(session: Session, who: Asker, day: date, kind: DayKind, *, name: str | None = None, now: datetime) -> Day:
    """Say what kind of day it is in this town; no notice changes that again. `name` is the holiday's.

    Rosters that are there already keep their shifts until they are refreshed. Raises Forbidden or NotFound for who is
    not admin of the whole town, Invalid as `year_of`.
    """
    return _say(session, who, Day(day, kind, name, DaySource.EDITED), now=now)


def unset_day(session: Session, who: Asker, day: date, *, now: datetime) -> Day:
    """Take the town's own word about a day back: it is again what the notice or a guess says. Refusals as `set_day`."""
    noticed = next(known for known in days_of(day.year) if known.day == day)
    return _say(session, who, noticed, now=now)


def _say(session: Session, who: Asker, said: Day, *, now: datetime) -> Day:
    require(who, Right.RULE)
    year_of(session, said.day.year)
    take_turn(session)
    fill(session, said.day, 1)
    row = session.get_one(CalendarDay, said.day)
    before = _told(row)
    row.kind, row.name, row.source = said.kind, said.name, said.source
    session.flush()
    if before != _told(row):
        note(session, who, "edit", "calendar", said.day.isoformat(), now=now, before=before, after=_told(row))
    return said


def _told(row: CalendarDay) -> list[str | None]:
    return [row.kind.value, row.name, row.source.value]
