"""Shifts that ask for more or fewer, are new or stand empty: filled and relieved like those of who cannot come."""

from sqlalchemy.orm import Session

from scheduler.services.repairing import ComeUp, Resized
from scheduler.services.shifts import NewShift
from tests.scheduler.services.repairing.conftest import moment, proposed, taken
from tests.scheduler.street import (
    Street,
    standing,
    the_shift,
)


def test_a_shift_that_asks_for_more_is_filled(session: Session, street: Street) -> None:
    made = taken(session, street, ComeUp(shifts=(Resized(the_shift("01-p1"), 3),)))

    assert made.proposal.seats[0].wanted == 1
    assert len([duty for duty in standing(session) if duty.shift == the_shift("01-p1")]) == 3


def test_a_shift_that_asks_for_fewer_sends_somebody_home(session: Session, street: Street) -> None:
    made = taken(session, street, ComeUp(shifts=(Resized(the_shift("01-p1"), 1),)))

    # v1 leads, and stays.
    assert [one.volunteer for one in made.proposal.gone] == ["v2"]
    assert {duty.volunteer for duty in standing(session) if duty.shift == the_shift("01-p1")} == {"v1"}


def test_a_new_shift_is_made_and_filled(session: Session, street: Street) -> None:
    new = NewShift("p2", moment(3, 600), moment(3, 660), 2, {"leader": 1})

    made = taken(session, street, ComeUp(new=(new,)))

    added = [duty for duty in standing(session) if duty.shift.endswith("-h1")]
    assert len(added) == len(made.proposal.come) == 2
    assert {duty.volunteer for duty in added} & {"v1", "v5"}


def test_an_empty_shift_is_filled_when_somebody_asks(session: Session, street: Street) -> None:
    found = proposed(session, street, ComeUp(shifts=(Resized(the_shift("03-p1")),)))

    assert len(found.come) == 2
    assert not found.gone
