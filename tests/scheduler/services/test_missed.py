"""Duties that nobody will do as it stands: of people who are gone by then or on leave that was granted."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from scheduler import clock
from scheduler.services import absences
from scheduler.services.missed import missed
from scheduler.store.volunteers import Volunteer
from tests.scheduler.rows import NOW
from tests.scheduler.street import HELD, Street, a_published_roster, a_street

FIRST = date(2026, 12, 1)


@pytest.fixture
def street(session: Session) -> Street:
    """v1 and v2 stand on the first, v3 on the second."""
    street = a_street(session)
    a_published_roster(session, street, *HELD)
    return street


def told(session: Session) -> list[tuple[str, bool]]:
    return [(one.volunteer, one.left) for one in missed(session, ["dec"], now=NOW)]


@pytest.mark.parametrize(
    ("day", "found"),
    [
        pytest.param(FIRST, [("v1", True)], id="gone from that day on"),
        pytest.param(FIRST + timedelta(days=1), [], id="gone only the day after"),
    ],
)
def test_whoever_has_left_by_then_is_missed(
    session: Session, street: Street, day: date, found: list[tuple[str, bool]]
) -> None:
    session.execute(update(Volunteer).where(Volunteer.code == "v1").values(left_on=day))

    assert told(session) == found


def test_leave_counts_once_it_is_granted_and_only_where_it_falls(session: Session, street: Street) -> None:
    start, end = clock.at(FIRST, 0), clock.at(FIRST + timedelta(days=1), 0)
    numbers = [
        absences.ask(session, street.admin, code, starts_at=start, ends_at=end, now=NOW).number for code in ("v2", "v3")
    ]
    before = told(session)
    for number in numbers:
        absences.approve(session, street.admin, number, now=NOW)

    assert before == []
    assert told(session) == [("v2", False)]


def test_no_duty_is_missed_where_nobody_is_away(session: Session, street: Street) -> None:
    assert told(session) == []
    assert missed(session, [], now=NOW) == ()
