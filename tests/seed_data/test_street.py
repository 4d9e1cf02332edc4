"""The demo street as it is described."""

from collections import Counter

import pytest

from scheduler.geo import metres
from scheduler.services import rosters
from scheduler.services.access import asker
from scheduler.services.rosters import NewRoster
from scheduler.store.database import Sessions, transaction
from seed_data.street import street
from tests.seed_data.conftest import NOW, Load


def test_the_street_has_a_command_twelve_units_120_people_and_fifteen_points() -> None:
    records = street().records

    assert sum(unit.parent is None for unit in records.units) == 1
    assert sum(unit.parent is not None for unit in records.units) == 12
    assert len(records.volunteers) == 120
    assert Counter(point.kind for point in records.points) == {"路口": 7, "路段": 4, "小区": 4}


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_its_four_weeks_have_a_thousand_seats(sessions: Sessions, load: Load) -> None:
    town = street()
    load(town)

    with transaction(sessions) as session:
        drafted = rosters.create(session, asker(session, "admin"), NewRoster(town.start, town.days), now=NOW)

    # 30 November to 27 December: 20 workdays, 8 days of rest. Junctions: 4 × 3 + 3 × 2 = 18 seats at both peaks.
    # Segments of 611.6 m at one for 300 m: 3 seats; three of them on Mondays, Tuesdays, Thursdays and Fridays
    # (16 evenings), the fourth on Wednesdays (4). Communities: 4 in the morning, 2 in the afternoon, 3 seats each.
    assert drafted.seats == 18 * 2 * 20 + 3 * 3 * 16 + 3 * 4 + (4 + 2) * 3 * 8 == 1020
    assert drafted.shifts == 7 * 2 * 20 + 3 * 16 + 4 + (4 + 2) * 8 == 380
    assert (drafted.doubled, drafted.provisional) == (0, ())


def test_one_junction_is_out_of_reach_of_all_units_but_its_own() -> None:
    records = street().records
    far = records.points[6]

    near = {unit.name for unit in records.units if unit.at and metres(unit.at, far.path[0]) <= 3000}

    assert near == {one.unit for one in records.stewardships if one.point == far.name} == {"市气象局"}


def test_both_monitors_are_away_on_the_evening_that_needs_one() -> None:
    records = street().records
    monitors = {one.code for one in records.volunteers if "监督员" in one.roles}

    # 16 December, a Wednesday, begins at 16:00 UTC on the 15th.
    away = {one.volunteer for one in records.absences if f"{one.starts:%m-%d %H:%M}" == "12-15 16:00"}

    assert len(monitors) == 2
    assert monitors <= away


def test_pupils_have_their_parents_consent_and_elders_are_over_65() -> None:
    people = street().records.volunteers

    assert all(one.guardian_note for one in people if one.kind == "student")
    assert all(2026 - (one.birth_year or 0) >= 65 for one in people if one.kind == "elder")
    assert Counter(one.kind for one in people) == {"ordinary": 102, "student": 12, "elder": 6}
