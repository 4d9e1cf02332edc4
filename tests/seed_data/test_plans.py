"""The published plans as towns: their figures come out when the town is loaded and its patterns are unfolded."""

from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from scheduler import clock
from scheduler.services import rosters
from scheduler.services.access import asker
from scheduler.services.drafting import Drafted
from scheduler.services.rosters import NewRoster
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.shifts import Shift
from seed_data.plans import p1, p2, p4, p5, p8
from seed_data.town import Town
from tests.seed_data.conftest import NOW, Load

pytestmark = pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)

Draft = Callable[[Town, date, date], Drafted]


@pytest.fixture
def draft(sessions: Sessions, load: Load) -> Draft:
    """Loads a town and unfolds its shifts from the first day to the last."""

    def drafted(town: Town, first: date, last: date) -> Drafted:
        load(town)
        asked = NewRoster(first, (last - first).days + 1)
        with transaction(sessions) as session:
            return rosters.create(session, asker(session, "admin"), asked, now=NOW)

    return drafted


def test_p1_has_47_units_at_14_junctions_and_four_people_a_shift(draft: Draft) -> None:
    town = p1()

    found = draft(town, date(2026, 6, 7), date(2026, 12, 31))

    # 144 workdays in 2026 (tests of the published plans count them), two peaks, 14 junctions, four people.
    assert (found.shifts, found.seats) == (144 * 2 * 14, 144 * 2 * 14 * 4)
    assert len(town.records.units) == 1 + 47
    # 47 = 5 × 4 + 9 × 3
    assert Counter(Counter(one.point for one in town.records.stewardships).values()) == {4: 5, 3: 9}


def test_p2_has_112_units_rotating_in_three_communities(draft: Draft) -> None:
    town = p2()

    found = draft(town, town.start, date(2013, 5, 12))

    assert found.shifts == 24 * 7
    communities = Counter(point.grid[-1].name for point in town.records.points)
    assert communities == {"东关社区": 9, "南关社区": 7, "西关社区": 8}
    assert len({one.unit for one in town.records.stewardships}) == 112


def test_p4_has_four_spans_a_workday_a_summer_table_and_a_policeman(draft: Draft, sessions: Sessions) -> None:
    town = p4()

    found = draft(town, date(2019, 3, 28), date(2019, 12, 31))

    # 192 workdays, of which 85 in summer; four spans, eight junctions, four of the unit and a policeman.
    assert (found.shifts, found.seats) == (192 * 4 * 8, 192 * 4 * 8 * 5)
    with reading(sessions) as session:
        shifts = session.scalars(select(Shift)).all()
    starts = Counter(f"{one.starts_at.astimezone(clock.TOWN):%H:%M}" for one in shifts)
    assert starts == {"08:15": 1536, "11:45": 1536, "13:15": 107 * 8, "14:15": 85 * 8, "17:15": 1536}
    assert all(one.roles == {"police": 1} for one in shifts)


def test_p5_counts_64_person_times(draft: Draft) -> None:
    town = p5()

    found = draft(town, town.start, date(2017, 7, 1))

    assert found.seats == 8 * 2 * 4 == 64


def test_p8_staffs_57_places_every_saturday(draft: Draft) -> None:
    town = p8()

    found = draft(town, date(2026, 10, 1), date(2026, 10, 31))

    # Saturdays 3, 17, 24 and 31; on the 10th offices work.
    assert found.shifts == 4 * (30 + 27) == 228
    assert set(Counter(one.point for one in town.records.stewardships).values()) == {1}


@pytest.mark.parametrize("make", [p1, p2, p4, p5, p8])
def test_the_weeks_to_be_made_have_people_enough(make: Callable[[], Town], draft: Draft, dialect: str) -> None:
    town = make()

    found = draft(town, town.start, date.fromordinal(town.start.toordinal() + town.days - 1))

    # Where the town says nothing else, one person has at most fourteen duties in a roster.
    assert found.seats <= sum(one.cap_total or 14 for one in town.records.volunteers)
