"""A day on which nothing was published leads to the nearest that has something."""

from datetime import date

from sqlalchemy.orm import Session

from scheduler.services.coverage.nearest import nearest
from scheduler.services.publishing import publish
from tests.scheduler.rows import NOW, PLAIN
from tests.scheduler.street import Street, a_roster_with


def test_only_what_was_published_is_led_to_from_either_side(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, ("01-p1", "v1"))
    before = nearest(session, street.admin, date(2026, 11, 20))

    publish(session, street.admin, code, settings=PLAIN, now=NOW)

    assert before is None
    assert nearest(session, street.admin, date(2026, 11, 20)) == date(2026, 12, 1)
    assert nearest(session, street.admin, date(2027, 6, 1)) == date(2026, 12, 4)
