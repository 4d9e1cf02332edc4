"""The load that stewardship puts on each unit, seen before anybody is rostered, and whom to pool with."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from sqlalchemy.orm import Session

from scheduler.errors import Invalid
from scheduler.services.forecast import Forecast, Load, forecast
from scheduler.store.database import Sessions, transaction
from scheduler.store.patterns import ShiftPattern
from scheduler.store.points import Point
from scheduler.store.stewardship import Stewardship
from scheduler.store.units import Unit
from tests.scheduler.askers import a_coordinator, an_admin
from tests.scheduler.rows import a_point, a_unit, a_volunteer, added

SEPTEMBER = date(2026, 9, 1)


def a_unit_of(session: Session, people: int, code: str = "u1", **fields: Any) -> Unit:
    unit = a_unit(session, code, name=f"单位{code}", **fields)
    for number in range(people):
        a_volunteer(session, unit, f"{code}-{number}")
    return unit


def peaks(session: Session) -> None:
    """Four people at both peaks of every workday, at every point."""
    spans, kinds = [[435, 480], [1020, 1110]], ["workday", "makeup"]
    added(session, ShiftPattern(code="peaks", name="早晚高峰", day_kinds=kinds, spans=spans, headcount="4"))


def answers(session: Session, unit: Unit, point: Point, *, first: date = SEPTEMBER, until: date | None = None) -> None:
    added(session, Stewardship(unit_id=unit.id, point_id=point.id, from_day=first, until_day=until))


def by_unit(found: Forecast) -> dict[str, Load]:
    return {load.unit: load for load in found.loads}


def test_a_junction_of_176_person_shifts_is_too_much_for_twelve(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        peaks(session)
        answers(session, a_unit_of(session, 12), a_point(session))

        found = forecast(session, an_admin(session), start=SEPTEMBER, days=30)

    # September 2026 starts on a Tuesday: 4 weeks and 2 weekdays are 22, less the 25th, and the 20th made up: 22
    # workdays. 22 × 2 peaks × 4 people = 176; 176 / 12 = 14.67.
    (load,) = found.loads
    assert (load.demand, load.people, load.each) == (Fraction(176), 12, Fraction(176, 12))
    assert load.overloaded
    assert "人均 14.7 班/月" in load.advice


def test_each_of_a_pools_people_carries_the_same(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        peaks(session)
        point = a_point(session)
        answers(session, a_unit_of(session, 12, "u1"), point)
        answers(session, a_unit_of(session, 22, "u2"), point)

        found = by_unit(forecast(session, an_admin(session), start=SEPTEMBER, days=30))

    # 176 duties by 12 + 22 people.
    assert {code: load.demand for code, load in found.items()} == {
        "u1": Fraction(176 * 12, 34),
        "u2": Fraction(176 * 22, 34),
    }
    assert {load.each for load in found.values()} == {Fraction(176, 34)}
    assert not any(load.overloaded or load.advice for load in found.values())


def test_who_comes_and_goes_carries_their_own_days(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        peaks(session)
        point = a_point(session)
        answers(session, a_unit_of(session, 4, "u1"), point, until=date(2026, 9, 14))
        answers(session, a_unit_of(session, 4, "u2"), point, first=date(2026, 9, 21))

        found = forecast(session, an_admin(session), start=SEPTEMBER, days=30)

    # Workdays: 1-4 and 7-11 September are 9; 14-18 and the made-up 20th are 6; 21-24 and 28-30 are 7. A day is 8.
    assert {code: load.demand for code, load in by_unit(found).items()} == {"u1": 72, "u2": 56}
    assert [(one.point, one.demand) for one in found.uncovered] == [("p1", 48)]


@pytest.mark.parametrize(
    ("days", "each"),
    [
        # One person, one point: 8 a day; 1-7 September has 5 workdays, 40 in 7 days are 40 × 30 / 7 a month.
        pytest.param(7, Fraction(40 * 30, 7), id="a week is counted as a month would be"),
        # 28 days: the 29th and 30th are not in, 20 workdays.
        pytest.param(28, Fraction(160), id="four weeks are a month"),
    ],
)
def test_each_is_a_month(sessions: Sessions, days: int, each: Fraction) -> None:
    with transaction(sessions) as session:
        peaks(session)
        answers(session, a_unit_of(session, 1), a_point(session))

        (load,) = forecast(session, an_admin(session), start=SEPTEMBER, days=days).loads

    assert load.each == each


def test_a_unit_without_people_comes_first(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        peaks(session)
        answers(session, a_unit_of(session, 1, "u1"), a_point(session, "p1"))
        answers(session, a_unit_of(session, 0, "u2"), a_point(session, "p2"))

        first, _ = forecast(session, an_admin(session), start=SEPTEMBER, days=30).loads

    assert (first.unit, first.each, first.overloaded) == ("u2", None, True)
    assert "没有可值守的人" in first.advice


def test_people_who_have_left_or_not_come_yet_do_not_count(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        peaks(session)
        unit = a_unit_of(session, 2)
        a_volunteer(session, unit, "left", left_on=SEPTEMBER)
        a_volunteer(session, unit, "comes", joined_on=date(2026, 10, 1))
        a_volunteer(session, unit, "there", joined_on=date(2026, 9, 30), left_on=date(2026, 10, 1))

        (load,) = forecast(session, an_admin(session), start=SEPTEMBER, days=30).loads

    assert load.people == 3


def test_a_unit_that_is_no_more_carries_nothing(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        peaks(session)
        point = a_point(session)
        answers(session, a_unit_of(session, 1, "u1"), point)
        answers(session, a_unit_of(session, 1, "u2", ended_on=SEPTEMBER), point)

        found = by_unit(forecast(session, an_admin(session), start=SEPTEMBER, days=30))

    assert {code: load.demand for code, load in found.items()} == {"u1": 176}


def test_a_coordinator_sees_their_units_and_no_others(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        peaks(session)
        mine = a_unit_of(session, 12, "u1", longitude=116.70, latitude=39.52)
        other = a_unit_of(session, 30, "u2", longitude=116.70, latitude=39.52)
        shared, theirs = a_point(session, "shared"), a_point(session, "theirs")
        a_point(session, "nobodys")
        for unit, point in ((mine, shared), (other, shared), (other, theirs)):
            answers(session, unit, point)

        found = forecast(session, a_coordinator(session, mine), start=SEPTEMBER, days=30)

    assert [(load.unit, load.demand) for load in found.loads] == [("u1", Fraction(176 * 12, 42))]
    assert found.uncovered == ()


def test_a_year_without_a_notice_says_so(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        found = forecast(session, an_admin(session), start=date(2031, 1, 1), days=31)

    assert len(found.provisional) == 31


@pytest.mark.parametrize("days", [0, 367])
def test_a_period_is_a_day_to_a_year(sessions: Sessions, days: int) -> None:
    with transaction(sessions) as session, pytest.raises(Invalid):
        forecast(session, an_admin(session), start=SEPTEMBER, days=days)
