"""The demo city as it is described."""

from collections import Counter

import pytest

from scheduler.services import rosters
from scheduler.services.access import asker
from scheduler.services.rosters import NewRoster
from scheduler.store.database import Sessions, transaction
from seed_data.city import city
from tests.seed_data.conftest import NOW, Load


def test_it_has_254_units_and_3200_people_for_400_points() -> None:
    records = city().records

    assert len(records.units) == 1 + 254
    assert len(records.volunteers) == 3200
    assert Counter(point.kind for point in records.points) == {"路口": 130, "路段": 200, "小区": 70}


def test_its_points_lie_in_three_districts_of_three_streets_and_communities_of_their_own() -> None:
    paths = [[step.name for step in point.grid] for point in city().records.points]

    streets = {(district, street) for district, street, *_ in paths}
    assert Counter(district for district, _ in streets) == {"示范西区": 3, "示范中区": 3, "示范东区": 3}
    assert {len(path) for path in paths} == {2, 3}
    assert len({tuple(path) for path in paths if len(path) == 3}) == 70


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_its_four_weeks_have_37600_seats(sessions: Sessions, load: Load) -> None:
    town = city()
    load(town)

    with transaction(sessions) as session:
        drafted = rosters.create(session, asker(session, "admin"), NewRoster(town.start, town.days), now=NOW)

    # 20 workdays: 130 junctions twice and 200 segments, two people each; 8 days of rest: 400 points twice, three each.
    assert drafted.seats == 20 * (130 * 2 + 200) * 2 + 8 * 400 * 2 * 3 == 37_600
    assert drafted.shifts == 20 * (130 * 2 + 200) + 8 * 400 * 2 == 15_600
