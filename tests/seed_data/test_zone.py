"""The demo zone as it is described."""

from collections import Counter
from datetime import date

import pytest

from scheduler import clock
from scheduler.geo import metres
from scheduler.services import rosters
from scheduler.services.access import asker
from scheduler.services.rosters import NewRoster
from scheduler.store.database import Sessions, transaction
from seed_data.towns import FIRST, TOWNS
from seed_data.zone import zone
from tests.seed_data.conftest import NOW, Load

STATION = "开发区气象站"


def test_it_is_the_town_that_a_demo_shows_unless_another_is_named() -> None:
    assert TOWNS[FIRST] is zone


def test_it_has_57_points_each_under_one_unit_and_some_600_people() -> None:
    records = zone().records

    # Published: 30 communities, 27 road segments and junctions.
    assert Counter(point.kind for point in records.points) == {"小区": 30, "路口": 15, "路段": 12}
    assert set(Counter(one.point for one in records.stewardships).values()) == {1}
    assert len(records.volunteers) == 18 * 32 + 8


def test_its_points_lie_in_three_streets_beside_one_another_and_one_far_out() -> None:
    paths = Counter(tuple(step.name for step in point.grid) for point in zone().records.points)

    assert {district for district, _ in paths} == {"开发区"}
    assert sum(paths.values()) == 57
    assert len(paths) == 4
    assert paths["开发区", "城郊街道"] == 1


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_its_four_weeks_have_2604_seats(sessions: Sessions, load: Load) -> None:
    town = zone()
    load(town)

    with transaction(sessions) as session:
        drafted = rosters.create(session, asker(session, "admin"), NewRoster(town.start, town.days), now=NOW)

    # 20 workdays: 15 junctions twice, 12 segments, two people each; 4 Saturdays of 57 times three, 4 Sundays of 30
    # times two.
    assert drafted.seats == 20 * (15 * 2 + 12) * 2 + 4 * 57 * 3 + 4 * 30 * 2 == 2604
    assert drafted.provisional == ()


def test_one_community_is_out_of_reach_of_all_units_but_the_station() -> None:
    records = zone().records
    far = next(point for point in records.points if point.name == "远郊30号小区")

    near = {unit.name for unit in records.units if unit.at and metres(unit.at, far.path[0]) <= 3000}

    assert near == {one.unit for one in records.stewardships if one.point == far.name} == {STATION}


def test_six_of_its_eight_people_are_away_on_a_saturday_that_asks_for_three() -> None:
    records = zone().records
    station = {one.code for one in records.volunteers if one.unit == STATION}
    begins, ends = clock.at(date(2026, 12, 12), 510), clock.at(date(2026, 12, 12), 630)

    away = {one.volunteer for one in records.absences if one.starts < ends and one.ends > begins}

    assert len(station) == 8
    assert len(station & away) == 6
