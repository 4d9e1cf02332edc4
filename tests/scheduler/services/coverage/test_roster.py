"""A roster in figures, counted by hand on the tiny street."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from scheduler.errors import NotFound
from scheduler.services.coverage.roster import DayCount, figures
from scheduler.services.publishing import publish
from tests.scheduler.askers import a_coordinator
from tests.scheduler.rows import NOW, PLAIN
from tests.scheduler.street import HELD, Street, a_published_roster, a_roster_with


def test_each_day_has_its_seats(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD)

    found = figures(session, street.admin, code)

    assert found.days == (
        DayCount(date(2026, 12, 1), 4, 2),
        DayCount(date(2026, 12, 2), 4, 3),
        DayCount(date(2026, 12, 3), 4, 4),
        DayCount(date(2026, 12, 4), 4, 4),
    )


def test_units_are_compared_by_what_they_carry_a_head(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD, ("02-p2", "v5"), ("03-p2", "v5"), ("03-p2", "v6"), ("04-p2", "v5"))

    units = figures(session, street.admin, code).units

    assert [(one.unit, one.duties, one.people, one.each) for one in units] == [("u2", 4, 4, 1.0), ("u1", 3, 4, 0.75)]


def test_a_spread_counts_people_before_and_with_the_roster(session: Session, street: Street) -> None:
    a_published_roster(session, street, *HELD)  # v1, v2 and v3 carry one each
    code = a_roster_with(
        session, street, ("07-p1", "v1"), ("07-p2", "v5"), code="next", start=date(2026, 12, 7), days=1
    )

    found = figures(session, street.admin, code)

    assert dict(found.before) == {0: 5, 1: 3}
    assert dict(found.after) == {0: 4, 1: 3, 2: 1}


def test_who_stands_in_two_rosters_that_overlap_served_once(session: Session, street: Street) -> None:
    a_published_roster(session, street, *HELD)
    again = a_roster_with(session, street, ("01-p1", "v1"), ("01-p2", "v5"), code="again", days=1)
    publish(session, street.admin, again, settings=PLAIN, reason="以这张为准", now=NOW)
    code = a_roster_with(session, street, ("07-p1", "v1"), code="next", start=date(2026, 12, 7), days=1)

    found = figures(session, street.admin, code)

    assert dict(found.before) == {0: 4, 1: 4}  # v1, v2, v3 and v5
    assert dict(found.after) == {0: 4, 1: 3, 2: 1}


def test_a_roster_outside_the_scope_is_not_found(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD)

    with pytest.raises(NotFound):
        figures(session, a_coordinator(session, street.units[0]), code)
