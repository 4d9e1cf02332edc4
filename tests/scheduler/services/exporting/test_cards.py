"""Cards for pockets: what is on them when they are made in the middle of a month."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from scheduler import clock
from scheduler.services.exporting.cards import make
from tests.scheduler.street import START, Street, a_published_roster, the_shift

DUTIES = (("01-p1", "v1"), ("02-p1", "v1"), ("04-p1", "v1"))


@pytest.mark.parametrize(
    ("day", "minute", "left"),
    [
        pytest.param(0, 0, ["01-p1", "02-p1", "04-p1"], id="before them all"),
        pytest.param(1, 509, ["02-p1", "04-p1"], id="a minute before the second is over"),
        pytest.param(1, 510, ["04-p1"], id="when it is over"),
        pytest.param(4, 0, [], id="after them all"),
    ],
)
def test_a_card_has_what_is_ahead(session: Session, street: Street, day: int, minute: int, left: list[str]) -> None:
    a_published_roster(session, street, *DUTIES)
    now = clock.at(START + timedelta(days=day), minute)

    made = make(session, street.admin, "dec", called="v1", now=now)

    assert [shift.code for shift in made.cards[0].shifts] == [the_shift(end) for end in left]
