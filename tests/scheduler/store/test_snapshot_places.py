"""Where points are taken to be when nobody said: a roster is made from what is known."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from scheduler.store.rosters import Roster
from scheduler.store.snapshot import snapshot
from scheduler.store.stewardship import Stewardship
from scheduler.store.units import Unit
from scheduler.store.volunteers import Place, PlaceKind
from tests.scheduler import rows

NOWHERE: dict[str, Any] = {"path": [], "came_path": []}


def a_town(session: Session, **unit: Any) -> tuple[Unit, Roster]:
    """One unit that answers for p1, which has no place; a shift at p1."""
    office = rows.a_unit(session, **unit)
    point = rows.a_point(session, **NOWHERE)
    rows.added(session, Stewardship(unit_id=office.id, point_id=point.id, from_day=date(2026, 1, 1)))
    roster = rows.a_roster(session)
    rows.a_shift(session, roster, point)
    return office, roster


def test_a_point_without_a_place_is_where_its_stewards_sit(session: Session) -> None:
    _, roster = a_town(session, longitude=116.71, latitude=39.53)

    assert snapshot(session, roster).point["p1"].at == (116.71, 39.53)


def test_else_in_the_middle_of_the_points_that_have_one(session: Session) -> None:
    _, roster = a_town(session)
    for code, east in (("p2", 116.6), ("p3", 116.8)):
        point = rows.a_point(session, code, path=[[east, 39.5]], came_path=[[east, 39.5]])
        rows.a_shift(session, roster, point, f"s-{code}")

    # (116.6 + 116.8) / 2
    assert snapshot(session, roster).point["p1"].at == (116.7, 39.5)


def test_else_in_the_middle_of_where_people_live(session: Session) -> None:
    unit, roster = a_town(session)
    person = rows.a_volunteer(session, unit)
    rows.added(session, Place(volunteer_id=person.id, kind=PlaceKind.HOME, longitude=116.72, latitude=39.51))

    assert snapshot(session, roster).point["p1"].at == (116.72, 39.51)


def test_a_town_that_says_nothing_of_places_keeps_nobody_from_anything(session: Session) -> None:
    unit, roster = a_town(session)
    rows.a_volunteer(session, unit)

    problem = snapshot(session, roster)

    (one,) = problem.volunteers
    assert one.at == (problem.point["p1"].at,)
