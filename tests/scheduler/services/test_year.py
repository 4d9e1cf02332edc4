"""The town's calendar as people check and correct it."""

from datetime import date

import pytest
from sqlalchemy import select

from scheduler.errors import Forbidden, Invalid
from scheduler.services.calendar import fill
from scheduler.services.year import set_day, year_of
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
    assert (entry.ref, entry.detail) == ("2026-12-05", {"before": "rest", "after": "makeup"})


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
