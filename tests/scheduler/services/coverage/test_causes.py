"""Causes of vacancies, told by hand on the tiny street."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from scheduler.errors import NotFound
from scheduler.services.adjusting import adjust
from scheduler.services.coverage.causes import FILLED, UNTOLD, Cause, cause_of, causes, causes_on
from scheduler.services.edits import Add
from tests.scheduler.askers import a_coordinator
from tests.scheduler.rows import NOW
from tests.scheduler.street import HELD, START, Street, a_published_roster, a_roster_with, the_shift


def test_an_empty_roster_waits_for_people_who_could_come(session: Session, street: Street) -> None:
    code = a_roster_with(session, street)

    assert causes(session, street.admin, code) == (Cause("free", 8, 16),)


def test_where_nobody_lives_near_distance_is_the_cause(session: Session, street: Street) -> None:
    for person in street.people:
        person.reach = 0
    for unit in street.units:
        unit.longitude = 117.7
    code = a_roster_with(session, street, ("01-p1", "v1"))

    found = causes(session, street.admin, code)

    assert found == (Cause("reach", 8, 15),)


def test_no_more_shifts_than_asked_are_explained(session: Session, street: Street) -> None:
    code = a_roster_with(session, street)

    assert causes(session, street.admin, code, most=3) == (Cause(UNTOLD, 5, 10), Cause("free", 3, 6))


def test_a_day_has_the_cause_of_each_place_that_misses_somebody(session: Session, street: Street) -> None:
    a_published_roster(session, street, *HELD)

    assert causes_on(session, street.admin, START, among={"p2"}) == {"p2": "free"}


def test_a_place_is_filled_by_now_or_beyond_what_is_looked_at(session: Session, street: Street) -> None:
    code = a_published_roster(session, street, *HELD)
    adjust(session, street.admin, code, Add(the_shift("02-p1"), "v1"), now=NOW)

    second = causes_on(session, street.admin, START + timedelta(days=1), among={"p1", "p2"}, most=0)

    assert second == {"p1": FILLED, "p2": UNTOLD}


def test_nothing_is_told_of_rosters_outside_the_scope(session: Session, street: Street) -> None:
    code = a_published_roster(session, street, *HELD)
    wang = a_coordinator(session, street.units[0])

    assert causes_on(session, wang, START, among={"p1", "p2"}) == {}
    with pytest.raises(NotFound):
        causes(session, wang, code)


@pytest.mark.parametrize(
    ("counts", "cause"),
    [
        pytest.param({"reach": 90, "away": 3, "free": 1}, "free", id="somebody could come"),
        pytest.param({"reach": 90, "away": 3, "caps": 5}, "caps", id="most of those who are near"),
        pytest.param({"away": 3, "caps": 3}, "away", id="the first rule of two that keep away as many"),
        pytest.param({"reach": 90, "barred": 2}, "reach", id="nobody is near"),
        pytest.param({"barred": 2}, "barred", id="everybody declined"),
        pytest.param({}, "reach", id="nobody at all"),
    ],
)
def test_the_cause_is_what_keeps_away_those_who_are_near(counts: dict[str, int], cause: str) -> None:
    assert cause_of(counts) == cause
