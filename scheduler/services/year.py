"""A year of the town's calendar as people check it, and the town's own word about one of its days."""

from calendar import isleap
from datetime import date, datetime

from sqlalchemy.orm import Session

from scheduler.errors import Invalid
from scheduler.language import say
from scheduler.services.access import Asker, Right, require
from scheduler.services.audit import note
from scheduler.services.calendar import days_between, fill
from scheduler.services.days import Day
from scheduler.store.calendar import CalendarDay, DayKind, DaySource

FIRST, LAST = 1990, 2100


def year_of(session: Session, year: int) -> tuple[Day, ...]:
    """Every day of the year as the town has it. Raises Invalid for a year that no calendar reaches."""
    if not FIRST <= year <= LAST:
        raise Invalid(say("年份应在 {least} 到 {most} 之间", least=FIRST, most=LAST))
    return tuple(days_between(session, date(year, 1, 1), 365 + isleap(year)).values())


def set_day(session: Session, who: Asker, day: date, kind: DayKind, *, name: str | None = None, now: datetime) -> Day:
    """Say what kind of day it is in this town; no notice changes that again. `name` is the holiday's.

    Rosters that are there already keep their shifts until they are refreshed. Raises Forbidden or NotFound for who is
    not admin of the whole town, Invalid as `year_of`.
    """
    require(who, Right.RULE)
    year_of(session, day.year)
    fill(session, day, 1)
    row = session.get_one(CalendarDay, day)
    before = row.kind
    row.kind, row.name, row.source = kind, name, DaySource.EDITED
    session.flush()
    note(session, who, "edit", "calendar", day.isoformat(), now=now, before=before.value, after=kind.value)
    return Day(day, kind, name, DaySource.EDITED)
