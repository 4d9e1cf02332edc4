"""Two grids of the street: g1 with p1 and its office u1, g2 with p2 and u2."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from scheduler.services import lending
from scheduler.services.access import Asker
from scheduler.services.lending import Lend, Lending
from solver.problem import Duty
from tests.scheduler.rows import NOW, PLAIN
from tests.scheduler.street import HELD, START, Street, a_published_roster, a_street_of_two_grids, the_shift

G1_TO_G2 = Lend(START, "g1", "g2")


@pytest.fixture
def street(session: Session) -> Street:
    """On the first v1 and v2 are at p1, nobody is at p2; offices need nobody to stay."""
    return a_street_of_two_grids(session)


@pytest.fixture
def told(session: Session, street: Street) -> Street:
    """One roster for the whole street, told to everybody."""
    a_published_roster(session, street, *HELD)
    return street


def proposed(session: Session, who: Asker, asked: Lend = G1_TO_G2, **how: Any) -> tuple[Lending, ...]:
    return lending.propose(session, who, asked, now=NOW, **how).lendings


def lent(session: Session, who: Asker, *come: tuple[str, str], code: str = "dec", **how: Any) -> Any:
    duties = [Duty(the_shift(end), volunteer) for end, volunteer in come]
    return lending.lend(session, who, G1_TO_G2, code, duties, settings=PLAIN, now=NOW, **how)
