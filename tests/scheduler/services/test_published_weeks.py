"""More plans that were published: those of some days or weekdays, and those that count by the metre.

Where a plan does not publish a year, a time or a place, the test says which one it supposes.
"""

from datetime import date, timedelta

import pytest

from scheduler.services.days import days_from
from scheduler.services.patterns import Pattern, Place
from scheduler.services.unfold import unfold
from tests.scheduler.services.plans import EVERY_KIND, WORKING, junctions, minute, person_times, spans, unfolded

# 26-30 June, 24-28 July and 21-23 August: 5 + 5 + 3 = 13 days, every one a weekday.
P6_WEEKS = [(date(2023, 6, 26), 5), (date(2023, 7, 24), 5), (date(2023, 8, 21), 3)]


@pytest.mark.parametrize(
    ("rainy", "days"),
    [
        pytest.param([], 13, id="a dry summer"),
        pytest.param([date(2023, 7, 25)], 12, id="a rainy Tuesday is left out"),
        pytest.param([date(2023, 7, 29)], 13, id="a rainy Saturday takes nothing away"),
    ],
)
def test_p6_a_company_stands_thirteen_days_twice_unless_it_rains(rainy: list[date], days: int) -> None:
    patterns = [
        Pattern(
            f"p6-{start:%m}", spans("7:30-9:00", "17:00-18:30"), ("workday",), headcount="1", rain_cancels=True,
            from_day=start, until_day=start + timedelta(days=count),
        )
        for start, count in P6_WEEKS
    ]  # fmt: skip

    shifts = unfold(patterns, junctions(1), days_from(date(2023, 6, 1), 92), rainy=rainy)

    assert len({shift.day for shift in shifts}) == days
    assert len(shifts) == person_times(shifts) == days * 2


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        pytest.param(300, 8, id="300 / 50 = 6, but at least 8"),
        pytest.param(400, 8, id="400 / 50 = 8"),
        pytest.param(401, 9, id="401 / 50 = 8.02"),
        pytest.param(1200, 24, id="1200 / 50 = 24"),
    ],
)
def test_p7_one_person_for_fifty_metres_and_at_least_eight(length: float, expected: int) -> None:
    day = Pattern("p7", spans("8:00-18:00"), EVERY_KIND, headcount="每50米1人，至少8人")
    arms = [Place("j01", "intersection", "1", length=length)]

    (shift,) = unfolded([day], arms, date(2017, 6, 1), date(2017, 6, 1))

    assert shift.headcount == expected


def test_p7_five_hundred_people_stand_a_hundred_days() -> None:
    # How many junctions and metres is not published: 20 junctions and 17 roads of a kilometre make the 500.
    roads = [Place(f"s{number:02}", "segment", "每50米1人", length=1000) for number in range(1, 18)]
    day = Pattern("p7", spans("8:00-18:00"), EVERY_KIND)

    shifts = unfolded([day], junctions(20, "8") + roads, date(2017, 6, 1), date(2017, 9, 8))

    # 20 × 8 + 17 × 1000 / 50 = 160 + 340 = 500; June 30 + July 31 + August 31 + September 8 = 100 days.
    assert person_times(shifts) == 500 * 100


def test_p8_every_community_road_and_junction_has_its_saturday_morning() -> None:
    communities = [Place(f"c{number:02}", "community", "1") for number in range(1, 31)]
    # The times of the morning are not published: 8:30-10:30 is supposed, and October 2026.
    saturday = Pattern("p8", spans("8:30-10:30"), ("rest", "holiday"), weekdays=(6,))

    shifts = unfolded([saturday], communities + junctions(27), date(2026, 10, 1), date(2026, 10, 31))

    # Saturdays 3, 17, 24 and 31; on the 10th offices work.
    assert sorted({shift.day.day for shift in shifts}) == [3, 17, 24, 31]
    assert len(shifts) == 4 * (30 + 27) == 228


def test_p13_a_school_week_has_four_posts_a_head_and_another_friday() -> None:
    gate, canteen = Place("gate", "school", "4"), Place("canteen", "school", "4")
    # The hours are not published; Friday's going home is an hour earlier than the other days'.
    periods = [
        ("arrival", "gate", "7:20-8:00", (1, 2, 3, 4, 5)),
        ("lunch", "canteen", "11:40-12:40", (1, 2, 3, 4, 5)),
        ("home", "gate", "16:30-17:10", (1, 2, 3, 4)),
        ("home-friday", "gate", "15:30-16:10", (5,)),
    ]
    patterns = [
        Pattern(code, spans(time), ("workday",), weekdays=weekdays, points=(point,), roles={"leader": 1})
        for code, point, time, weekdays in periods
    ]

    shifts = unfolded(patterns, [gate, canteen], date(2026, 11, 2), date(2026, 11, 8))

    # 5 days × 3 periods × 4 posts, post 1 of each the head.
    assert person_times(shifts) == 5 * 3 * 4 == 60
    assert sum(shift.roles["leader"] for shift in shifts) == 15
    matrix = {shift.day.isoweekday(): [] for shift in shifts}  # type: dict[int, list[tuple[str, int]]]
    for shift in shifts:
        matrix[shift.day.isoweekday()].append((shift.place, shift.start))
    assert matrix[4] == [("gate", minute("7:20")), ("canteen", minute("11:40")), ("gate", minute("16:30"))]
    assert matrix[5] == [("gate", minute("7:20")), ("canteen", minute("11:40")), ("gate", minute("15:30"))]


def test_p14_a_party_branch_works_its_grid_and_its_junction_on_fridays() -> None:
    grid, junction = Place("grid", "community", "4"), Place("j01", "intersection", "2")
    patterns = [
        Pattern("labour", spans("15:00-16:30"), WORKING, weekdays=(5,), points=("grid",)),
        Pattern("junction", spans("17:00-17:45"), WORKING, weekdays=(5,), points=("j01",)),
    ]

    shifts = unfolded(patterns, [grid, junction], date(2026, 12, 1), date(2026, 12, 31))

    # Fridays 4, 11, 18 and 25 December, 4 people and 2.
    assert [shift.headcount for shift in shifts] == [4, 2] * 4
    assert {(shift.start, shift.end) for shift in shifts} == {(900, 990), (1020, 1065)}
