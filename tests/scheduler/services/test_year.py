"""The town's calendar as people check and correct it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Forbidden, Invalid
from scheduler.services.calendar import fill
from scheduler.services.days import Day
from scheduler.services.year import days_asked, one, set_day, unset_day, year_of
from scheduler.store.audit import AuditEntry
from scheduler.store.calendar import DayKind, DaySource
from scheduler.store.database import Sessions, transaction
from scheduler.store.users import UserRole
from tests.scheduler.askers import an_admin, an_asker
from tests.scheduler.rows import NOW

SATURDAY = date(2026, 12, 5)


def test_a_year_has_its_makeup_days(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        days = year_of(session, 2026)

    # The notice of 2026 moves six days.
    assert [f"{one.day:%m-%d}" for one in days if one.kind is DayKind.MAKEUP] == [
        *("01-04", "02-14", "02-28", "05-09", "09-20", "10-10")
    ]
    assert len(days) == 365


def test_the_towns_own_word_stays(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = an_admin(session)

        set_day(session, boss, SATURDAY, DayKind.MAKEUP, name="迎检", now=NOW)
        fill(session, SATURDAY, 1)

        day = next(one for one in year_of(session, 2026) if one.day == SATURDAY)
        entry = session.scalars(select(AuditEntry)).one()
    assert (day.kind, day.name, day.source) == (DayKind.MAKEUP, "迎检", DaySource.EDITED)
    assert (entry.ref, entry.detail) == (
        "2026-12-05",
        {"before": ["rest", None, "official"], "after": ["makeup", "迎检", "edited"]},
    )


def test_only_the_towns_admin_edits(sessions: Sessions) -> None:
    with transaction(sessions) as session, pytest.raises(Forbidden):
        set_day(session, an_asker(session, UserRole.COORDINATOR), SATURDAY, DayKind.REST, now=NOW)


@pytest.mark.parametrize("year", [1989, 2101])
def test_no_calendar_reaches_everywhere(sessions: Sessions, year: int) -> None:
    with transaction(sessions) as session, pytest.raises(Invalid):
        year_of(session, year)


def test_a_year_without_a_notice_is_provisional(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        days = year_of(session, 2099)

    assert {one.source for one in days} == {DaySource.PROVISIONAL}


def test_the_towns_own_word_is_taken_back(session: Session) -> None:
    boss, new_year = an_admin(session), date(2026, 1, 1)
    set_day(session, boss, new_year, DayKind.WORKDAY, now=NOW)

    unset_day(session, boss, new_year, now=NOW)
    unset_day(session, boss, new_year, now=NOW)

    assert one(session, new_year) == Day(new_year, DayKind.HOLIDAY, "元旦", DaySource.OFFICIAL)
    assert len(session.scalars(select(AuditEntry)).all()) == 2  # the third edit changed nothing


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        pytest.param({}, date(2026, 1, 1), date(2026, 12, 31), id="the year that it is"),
        pytest.param({"year": 2025}, date(2025, 1, 1), date(2025, 12, 31), id="a year"),
        pytest.param({"from_day": date(2026, 2, 10)}, date(2026, 2, 10), date(2026, 3, 12), id="a month on"),
        pytest.param({"until_day": date(2026, 2, 1)}, date(2026, 1, 1), date(2026, 1, 31), id="a month back"),
        pytest.param(
            {"from_day": date(2025, 12, 31), "until_day": date(2026, 1, 2)},
            date(2025, 12, 31),
            date(2026, 1, 1),
            id="over the turn of the year",
        ),
    ],
)
def test_days_are_asked_for_by_year_or_span(
    session: Session, asked: Mapping[str, Any], first: date, last: date
) -> None:
    days = days_asked(session, **asked, now=NOW)

    assert (days[0].day, days[-1].day) == (first, last)


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param({"year": 2026, "from_day": date(2026, 1, 1)}, id="both ways"),
        pytest.param({"from_day": date(2026, 1, 1), "until_day": date(2026, 1, 1)}, id="no day"),
        pytest.param({"from_day": date(2026, 1, 1), "until_day": date(2027, 1, 3)}, id="more than a year"),
    ],
)
def test_days_that_cannot_be_asked_for(session: Session, asked: Mapping[str, Any]) -> None:
    with pytest.raises(Invalid):
        days_asked(session, **asked, now=NOW)
