"""Load of units by month, counted by hand on the tiny street."""

from datetime import date

from sqlalchemy.orm import Session

from scheduler.services.coverage.loads import loads_of_month
from scheduler.services.publishing import publish
from tests.scheduler.askers import a_coordinator
from tests.scheduler.rows import NOW, PLAIN
from tests.scheduler.street import HELD, START, Street, a_published_roster, a_roster_with


def test_a_month_asks_of_each_unit_what_was_published(session: Session, street: Street) -> None:
    a_published_roster(session, street, *HELD)

    found = loads_of_month(session, street.admin, date(2026, 12, 31))

    assert [(one.unit, one.people, one.duties) for one in found.units] == [("u1", 4, 3), ("u2", 4, 0)]
    assert (found.first, found.each) == (START, 0.375)
    assert [found.level(one) for one in found.units] == ["over", "light"]
    assert [one.duties for one in loads_of_month(session, street.admin, date(2026, 11, 30)).units] == [0, 0]


def test_who_stands_in_two_rosters_at_once_serves_once(session: Session, street: Street) -> None:
    a_published_roster(session, street, *HELD)
    again = a_roster_with(session, street, ("01-p1", "v1"), code="again", days=1)
    publish(session, street.admin, again, settings=PLAIN, reason="以这张为准", now=NOW)

    assert loads_of_month(session, street.admin, START).units[0].duties == 3


def test_only_units_in_the_scope_are_told(session: Session, street: Street) -> None:
    wang = a_coordinator(session, street.units[1])

    assert [one.unit for one in loads_of_month(session, wang, START).units] == ["u2"]


def test_who_left_before_the_month_is_not_counted(session: Session, street: Street) -> None:
    street.people[0].left_on = START
    session.flush()

    assert [one.people for one in loads_of_month(session, street.admin, START).units] == [3, 4]
