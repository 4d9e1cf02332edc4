"""What the solver is asked of the rows: codes, local minutes, limits, absences, pools, what was carried."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from scheduler.clock import at
from scheduler.store.calendar import CalendarDay, DayKind, DaySource
from scheduler.store.rosters import RosterState
from scheduler.store.snapshot import duties_of, snapshot
from scheduler.store.volunteers import Place as PlaceRow
from scheduler.store.volunteers import PlaceKind
from solver.problem import Caps, Duty, Span
from tests.scheduler import rows
from tests.scheduler.store.town import a_town, the_one


def test_rows_become_a_problem_in_the_towns_codes_and_local_minutes(session: Session) -> None:
    unit, _, roster, _ = a_town(session)
    rows.a_volunteer(session, unit)

    problem = snapshot(session, roster)

    (shift,) = problem.shifts
    assert (shift.id, shift.point, shift.span, shift.headcount) == ("s1", "p1", Span(450, 510), 1)
    assert [(point.id, point.kind, point.stewards) for point in problem.points] == [("p1", "intersection", ("u1",))]
    one = the_one(problem)
    assert (one.id, one.unit, one.name, one.reach, one.rest) == ("v1", "u1", "张三", 3000, 660)
    assert one.caps == Caps(day=1, week=4, total=14, weekends=2)


def test_a_unit_without_an_office_is_where_its_points_are_and_its_people_set_out_from_there(session: Session) -> None:
    unit, _, roster, _ = a_town(session)
    rows.a_volunteer(session, unit)

    assert the_one(snapshot(session, roster)).at == ((116.7, 39.52),)


def test_people_set_out_from_their_own_places_else_from_the_office(session: Session) -> None:
    unit, _, roster, _ = a_town(session, longitude=116.6, latitude=39.6)
    at_home = rows.a_volunteer(session, unit, "v1")
    rows.added(session, PlaceRow(volunteer_id=at_home.id, kind=PlaceKind.HOME, longitude=116.65, latitude=39.5))
    rows.a_volunteer(session, unit, "v2")

    assert [one.at for one in snapshot(session, roster).volunteers] == [((116.65, 39.5),), ((116.6, 39.6),)]


@pytest.mark.parametrize(
    ("people", "percent", "policy", "most_out"),
    [
        pytest.param(5, None, {}, 2, id="half of five, rounded down"),
        pytest.param(1, None, {}, 1, id="at least one"),
        pytest.param(5, 80, {}, 4, id="the unit's own share"),
        pytest.param(5, None, {"most_out_percent": 60}, 3, id="the roster's policy"),
        pytest.param(5, 80, {"most_out_percent": 60}, 4, id="the unit's own before the policy"),
    ],
)
def test_a_share_of_the_unit_may_be_out(
    session: Session, people: int, percent: int | None, policy: dict[str, int], most_out: int
) -> None:
    unit, _, roster, _ = a_town(session, most_out_percent=percent)
    roster.policy = policy
    for n in range(people):
        rows.a_volunteer(session, unit, f"v{n}")

    assert snapshot(session, roster).units[0].most_out == most_out


def test_the_policy_replaces_the_towns_limits_but_not_a_persons_own(session: Session) -> None:
    unit, _, roster, _ = a_town(session)
    roster.policy = {"cap_week": 3, "rest": 480, "reach": 900, "vacancy": 5000}
    rows.a_volunteer(session, unit, "v1")
    rows.a_volunteer(session, unit, "v2", cap_week=6, rest=0, reach=1200.0)

    problem = snapshot(session, roster)

    assert [(one.caps.week, one.rest, one.reach) for one in problem.volunteers] == [(3, 480, 900), (6, 0, 1200)]
    assert problem.policy.vacancy == 5000


def test_rest_days_are_the_calendars_and_a_make_up_workday_is_none(session: Session) -> None:
    _, _, roster, _ = a_town(session)
    roster.days = 7
    rows.added(session, CalendarDay(day=date(2026, 12, 2), kind=DayKind.HOLIDAY, source=DaySource.EDITED))
    rows.added(session, CalendarDay(day=date(2026, 12, 5), kind=DayKind.MAKEUP, source=DaySource.EDITED))

    # Wednesday the 2nd is off, Saturday the 5th is worked, Sunday the 6th goes by its weekday.
    assert snapshot(session, roster).rest_days == (1, 5)


def test_targets_share_the_load_among_those_who_can_come(session: Session) -> None:
    unit, point, roster, _ = a_town(session)
    for n in range(4):
        hours: dict[str, Any] = {"starts_at": at(date(2026, 12, 2 + n), 450), "ends_at": at(date(2026, 12, 2 + n), 510)}
        rows.a_shift(session, roster, point, f"more{n}", **hours)
    rows.a_volunteer(session, unit, "v1")
    rows.a_volunteer(session, unit, "v2")
    rows.a_volunteer(session, unit, "v3", cap_total=1)
    far = rows.a_volunteer(session, unit, "v4")
    rows.added(session, PlaceRow(volunteer_id=far.id, kind=PlaceKind.HOME, longitude=117.7, latitude=39.52))

    # Five seats: one for the capped, two each for the others, none for whoever reaches nothing.
    assert [one.target for one in snapshot(session, roster).volunteers] == [2, 2, 1, 0]


def test_published_locked_and_declined_duties_are_told(session: Session) -> None:
    unit, point, roster, shift = a_town(session)
    second = rows.a_shift(session, roster, point, "s2")
    roster.version, roster.published_version, roster.state = 2, 1, RosterState.PUBLISHED
    v1, v2, v3 = (rows.a_volunteer(session, unit, f"v{n}") for n in (1, 2, 3))
    rows.a_duty(session, shift, v1, removed_in=2)
    rows.a_duty(session, shift, v2, added_in=2, locked=True)
    rows.a_duty(session, second, v3, state="declined")

    problem = snapshot(session, roster)

    assert problem.published == {Duty("s1", "v1")}
    assert problem.pinned == {Duty("s1", "v2")}
    assert problem.barred == {Duty("s2", "v3")}
    assert duties_of(session, roster) == {Duty("s1", "v2")}
    assert duties_of(session, roster, 1) == {Duty("s1", "v1")}


def test_a_shift_for_nobody_is_not_asked(session: Session) -> None:
    _, point, roster, _ = a_town(session)
    rows.a_shift(session, roster, point, "s0", headcount=0)

    assert [shift.id for shift in snapshot(session, roster).shifts] == ["s1"]


def test_moments_are_the_towns_whatever_their_zone(session: Session) -> None:
    unit, point, roster, _ = a_town(session)
    rows.a_volunteer(session, unit)
    late: dict[str, Any] = {
        "starts_at": datetime(2026, 12, 1, 15, tzinfo=UTC),
        "ends_at": datetime(2026, 12, 1, 17, tzinfo=UTC),
    }
    rows.a_shift(session, roster, point, "night", **late)

    assert snapshot(session, roster).shift["night"].span == Span(23 * 60, 25 * 60)
