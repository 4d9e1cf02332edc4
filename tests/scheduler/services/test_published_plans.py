"""Plans that towns published, unfolded as they say; the arithmetic stands beside each number.

Where a plan does not publish a year, a time or a place, the test says which one it supposes.
"""

from collections import Counter
from datetime import date

from scheduler.services.patterns import Pattern, Place
from scheduler.services.unfold import doubled
from tests.scheduler.services.plans import EVERY_KIND, WORKING, junctions, minute, person_times, spans, unfolded


def test_p1_forty_seven_units_hold_fourteen_junctions_on_workdays() -> None:
    peaks = Pattern("peaks", spans("7:15-8:00", "17:00-18:30"), WORKING, headcount="4")

    # The plan gives no year; 2026 is supposed.
    shifts = unfolded([peaks], junctions(14), date(2026, 6, 7), date(2026, 12, 31))

    # 7 June is a Sunday, 31 December a Thursday: 208 days = 29 weeks and Sunday to Thursday, 29 × 5 + 4 = 149
    # weekdays. Off: 19 June, 25 September, 1, 2, 5, 6, 7 October = 7. Made up: 20 September, 10 October = 2.
    workdays = 149 - 7 + 2
    assert len({shift.day for shift in shifts}) == workdays == 144
    assert len(shifts) == 144 * 2 * 14 == 4032
    assert person_times(shifts) == 4032 * 4 == 16128
    assert doubled(shifts) == ()


def test_p2_twenty_four_points_in_three_communities_every_day() -> None:
    communities = {"a": 9, "b": 7, "c": 8}
    places = [
        Place(f"{name}{n}", "intersection", "1") for name, count in communities.items() for n in range(1, count + 1)
    ]
    # Neither times nor headcount are published: one person for a morning is supposed, in a week of May 2013.
    daily = Pattern("daily", spans("8:00-12:00"), EVERY_KIND)

    shifts = unfolded([daily], places, date(2013, 5, 13), date(2013, 5, 19))

    assert len(places) == 9 + 7 + 8 == 24
    assert Counter(shift.place[0] for shift in shifts) == {"a": 7 * 9, "b": 7 * 7, "c": 7 * 8}
    assert set(Counter(shift.day for shift in shifts).values()) == {24}


def test_p3_a_college_staffs_sixteen_days_with_240_person_days() -> None:
    daily = Pattern("daily", spans("9:00-21:30"), EVERY_KIND, headcount="15")

    shifts = unfolded([daily], junctions(1), date(2017, 9, 15), date(2017, 9, 30))

    # 15 to 30 September are 16 days, weekends and the make-up Saturday of the 30th among them.
    assert len(shifts) == 16
    assert person_times(shifts) == 16 * 15 == 240
    assert {shift.end - shift.start for shift in shifts} == {12 * 60 + 30}


def test_p3_two_departments_share_two_of_the_days_seven_and_eight() -> None:
    daily = Pattern("daily", spans("9:00-21:30"), EVERY_KIND, headcount="15")
    # Which two days is not published: the 20th and the 27th are supposed.
    shared = [
        Pattern(
            f"shared{day}-{people}", spans("9:00-21:30"), EVERY_KIND, headcount=str(people), replaces=("daily",),
            theme=(date(2017, 9, day), date(2017, 9, day + 1)),
        )
        for day in (20, 27) for people in (7, 8)
    ]  # fmt: skip

    shifts = unfolded([daily, *shared], junctions(1), date(2017, 9, 15), date(2017, 9, 30))

    assert person_times(shifts) == 14 * 15 + 2 * (7 + 8) == 240
    assert [sorted(shift.headcount for shift in group) for group in doubled(shifts)] == [[7, 8], [7, 8]]


def test_p4_four_spans_a_workday_with_a_summer_time_table_and_a_policeman() -> None:
    winter = spans("8:15-9:00", "11:45-12:30", "13:15-14:00", "17:15-18:00")
    summer = spans("8:15-9:00", "11:45-12:30", "14:15-15:00", "17:15-18:00")
    # When summer begins and ends is not published: 1 June to 30 September is supposed.
    four_and_one = Pattern(
        "p4", winter, WORKING, headcount="5", roles={"police": 1},
        summer_spans=summer, summer_from="06-01", summer_until="10-01",
    )  # fmt: skip

    shifts = unfolded([four_and_one], junctions(1), date(2019, 3, 28), date(2019, 12, 31))

    # 28 March is a Thursday, 31 December a Tuesday: 279 days = 39 weeks and Thursday to Tuesday, 39 × 5 + 4 =
    # 199 weekdays. Off: 5 April, 1-3 May, 7 June, 13 September, 1-4 and 7 October = 11. Made up: 28 April,
    # 5 May, 29 September, 12 October = 4.
    workdays = 199 - 11 + 4
    assert len({shift.day for shift in shifts}) == workdays == 192
    assert len(shifts) == 192 * 4 == 768
    assert person_times(shifts) == 768 * (4 + 1) == 3840
    assert {shift.roles["police"] for shift in shifts} == {1}
    # 1 June is a Saturday, 30 September a Monday: 122 days = 17 weeks, Saturday, Sunday and Monday, 17 × 5 + 1 =
    # 86 weekdays, less 7 June and 13 September, and 29 September made up.
    starts = Counter(shift.start for shift in shifts)
    assert starts[minute("14:15")] == 86 - 2 + 1 == 85
    assert starts[minute("13:15")] == 192 - 85


def test_p5_a_congress_office_counts_64_person_times() -> None:
    peaks = Pattern("p5", spans("7:30-8:30", "17:00-18:00"), EVERY_KIND, headcount="4")

    shifts = unfolded([peaks], junctions(1), date(2017, 6, 24), date(2017, 7, 1))

    # The notice's own sum: 8 days, weekends included, × 2 spans × 4 people.
    assert len(shifts) == 8 * 2
    assert person_times(shifts) == 64
