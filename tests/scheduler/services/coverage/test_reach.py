"""Reach of points and of people, measured by hand: 0.01 degrees of latitude are 1,112 m."""

import pytest
from sqlalchemy.orm import Session

from scheduler.errors import NotFound
from scheduler.services.coverage.reach import Circle, reach_of_person, reach_of_point
from scheduler.store.volunteers import Place, PlaceKind
from tests.scheduler.askers import a_coordinator
from tests.scheduler.rows import added
from tests.scheduler.street import START, Street


def test_a_point_is_reached_by_everybody_near_by_their_own_reach(session: Session, street: Street) -> None:
    street.points[0].path = [[116.7, 39.53]]  # 1,112 m from both offices
    street.people[0].reach = 1000
    street.people[1].reach = 1200
    home = Place(volunteer_id=street.people[2].id, kind=PlaceKind.HOME, longitude=116.7, latitude=39.60)
    added(session, home)  # 7,784 m away

    found = reach_of_point(session, street.admin, "p1", START)

    assert (found.name, found.circles) == ("路口1", (Circle((116.7, 39.53), 3000),))
    assert (found.people, found.known) == (6, 8)


def test_somebody_with_two_places_counts_once(session: Session, street: Street) -> None:
    for latitude in (39.60, 39.52):
        there = {"kind": PlaceKind.HOME, "longitude": 116.7, "latitude": latitude}
        added(session, Place(volunteer_id=street.people[0].id, **there))

    found = reach_of_point(session, street.admin, "p1", START)

    assert (found.people, found.known) == (8, 8)


def test_a_point_without_a_place_is_reached_by_nobody_we_know(session: Session, street: Street) -> None:
    street.points[0].path = []
    session.flush()

    assert reach_of_point(session, street.admin, "p1", START).circles == ()


def test_a_person_reaches_from_each_place_or_from_the_office(session: Session, street: Street) -> None:
    street.people[0].reach = 800
    added(session, Place(volunteer_id=street.people[0].id, kind=PlaceKind.HOME, longitude=116.7, latitude=39.6))

    from_home = reach_of_person(session, street.admin, "张三")
    from_office = reach_of_person(session, street.admin, "v2")

    assert from_home.circles == (Circle((116.7, 39.6), 800),)
    assert from_office.circles == (Circle((116.7, 39.52), 3000),)
    assert from_home.holds((116.7, 39.607))  # 778 m
    assert not from_home.holds((116.7, 39.608))  # 890 m


def test_reach_is_told_inside_the_scope_only(session: Session, street: Street) -> None:
    wang = a_coordinator(session, street.units[0])

    assert reach_of_point(session, wang, "p1", START).known == 4
    with pytest.raises(NotFound):
        reach_of_point(session, wang, "p2", START)
    with pytest.raises(NotFound):
        reach_of_person(session, wang, "v5")
