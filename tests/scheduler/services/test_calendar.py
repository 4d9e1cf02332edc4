"""The town's own calendar, filled from the notices and edited by hand."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler.services.calendar import days_between, fill, provisional
from scheduler.store.calendar import CalendarDay, DayKind, DaySource
from tests.scheduler import rows


def test_filling_writes_whole_years_once(session: Session) -> None:
    fill(session, date(2025, 12, 30), 4)
    fill(session, date(2026, 1, 1), 31)

    # 2025 and 2026 have 365 days each.
    assert session.scalar(select(func.count()).select_from(CalendarDay)) == 730


def test_what_the_town_edited_stays(session: Session) -> None:
    rows.added(session, CalendarDay(day=date(2026, 12, 3), kind=DayKind.HOLIDAY, name="市庆", source=DaySource.EDITED))

    days = fill(session, date(2026, 12, 1), 4)

    assert [day.kind for day in days.values()] == [DayKind.WORKDAY, DayKind.WORKDAY, DayKind.HOLIDAY, DayKind.WORKDAY]
    assert days[date(2026, 12, 3)].name == "市庆"


def test_a_guess_gives_way_to_the_notice(session: Session) -> None:
    # 9 May 2026 is a Saturday on which offices work.
    rows.added(session, CalendarDay(day=date(2026, 5, 9), kind=DayKind.REST, source=DaySource.PROVISIONAL))

    day = fill(session, date(2026, 5, 9), 1)[date(2026, 5, 9)]

    assert (day.kind, day.source) == (DayKind.MAKEUP, DaySource.OFFICIAL)


def test_looking_writes_nothing_and_says_what_is_a_guess(session: Session) -> None:
    days = days_between(session, date(2029, 12, 31), 2)

    assert provisional(days) == (date(2029, 12, 31), date(2030, 1, 1))
    assert session.scalar(select(func.count()).select_from(CalendarDay)) == 0
