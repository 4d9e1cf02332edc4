"""The town's calendar: its own table where it has one, filled from the published notices, or provisionally."""

from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from scheduler.services.days import Day, days_from, days_of, is_official
from scheduler.store.calendar import CalendarDay, DaySource


def days_between(session: Session, start: date, count: int) -> dict[date, Day]:
    """The `count` days from `start` in order: the town's table, and what the notices say of days it does not have."""
    end = start + timedelta(days=count)
    rows = session.scalars(select(CalendarDay).where(CalendarDay.day >= start, CalendarDay.day < end))
    return days_from(start, count, {row.day: Day(row.day, row.kind, row.name, row.source) for row in rows})


def fill(session: Session, start: date, count: int) -> dict[date, Day]:
    """Write every year that these days touch into the town's table, and return the days.

    What the town edited stays; a year that was provisional is written anew once its notice is known.
    """
    last = start + timedelta(days=count - 1)
    for year in range(start.year, last.year + 1):
        _fill_year(session, year)
    session.flush()
    return days_between(session, start, count)


def provisional(days: Mapping[date, Day]) -> tuple[date, ...]:
    """Those days of which only a guess is known."""
    return tuple(day for day, known in days.items() if known.source is DaySource.PROVISIONAL)


def _fill_year(session: Session, year: int) -> None:
    wanted = select(CalendarDay).where(CalendarDay.day >= date(year, 1, 1), CalendarDay.day <= date(year, 12, 31))
    rows = {row.day: row for row in session.scalars(wanted)}
    days = days_of(year)
    if new := [
        {"day": day.day, "kind": day.kind, "name": day.name, "source": day.source}
        for day in days
        if day.day not in rows
    ]:
        session.execute(insert(CalendarDay), new)
    for day in days:
        row = rows.get(day.day)
        if row is not None and row.source is DaySource.PROVISIONAL and is_official(year):
            row.kind, row.name, row.source = day.kind, day.name, day.source
