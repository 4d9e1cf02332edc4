"""The street with a published roster, and what comes up in it."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from scheduler.clock import at
from scheduler.services.repairing import Absent, ComeUp, Memory, Proposal, Taken, propose, take
from tests.scheduler.rows import NOW
from tests.scheduler.street import (
    START,
    Street,
    a_published_roster,
    a_street,
)

CREWS = (("01-p1", "v1"), ("01-p1", "v2"), ("02-p1", "v1"), ("02-p1", "v3"))
"""All of u1, at the point that u1 answers for; v4 has nothing to do."""


def moment(day: int, minute: int = 0) -> datetime:
    """A minute of a day of December."""
    return at(START + timedelta(days=day - 1), minute)


def absent(person: str, first: int, last: int) -> ComeUp:
    """From one day of December to another, both whole."""
    return ComeUp(absent=(Absent(moment(first), moment(last + 1), volunteer=person),))


def proposed(session: Session, street: Street, come_up: ComeUp, memory: Memory | None = None) -> Proposal:
    return propose(session, street.admin, "dec", come_up, memory=memory or Memory(), seconds=60.0)


def taken(session: Session, street: Street, come_up: ComeUp, **how: object) -> Taken:
    given = {"memory": Memory(), "seconds": 60.0, "now": NOW, **how}
    return take(session, street.admin, "dec", come_up, **given)  # type: ignore[arg-type]


@pytest.fixture
def street(session: Session) -> Street:
    """The street with a published roster."""
    street = a_street(session)
    a_published_roster(session, street, *CREWS)
    return street
