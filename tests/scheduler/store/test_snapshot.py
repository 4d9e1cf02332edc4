"""What the solver is asked of the rows: codes, local minutes, limits, absences, pools, what was carried."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from scheduler.clock import at
from scheduler.store.absences import Absence, AbsenceState, Wish
from scheduler.store.calendar import CalendarDay, DayKind, DaySource
from scheduler.store.database import Sessions, transaction
from scheduler.store.grids import Grid, GridLevel
from scheduler.store.patterns import ShiftPattern
from scheduler.store.points import Point
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.shifts import Shift
from scheduler.store.snapshot import duties_of, snapshot
from scheduler.store.stewardship import Stewardship
from scheduler.store.units import Unit
from scheduler.store.volunteers import Availability, PlaceKind, VolunteerKind
from scheduler.store.volunteers import Place as PlaceRow
from solver.problem import DAY, Caps, Duty, Problem, Span
from solver.problem import Volunteer as Asked
from tests.scheduler import rows

HORIZON = Span(-DAY, 29 * DAY)


@pytest.fixture
def session(sessions: Sessions) -> Iterator[Session]:
    with transaction(sessions) as session:
        yield session


def a_town(session: Session, **unit: Any) -> tuple[Unit, Point, Roster, Shift]:
    """One unit that answers for one point, and four weeks with one shift on Tuesday 1 December 2026, 07:30-08:30."""
    office = rows.a_unit(session, **unit)
    point = rows.a_point(session)
    rows.added(session, Stewardship(unit_id=office.id, point_id=point.id, from_day=date(2026, 1, 1)))
    roster = rows.a_roster(session)
    return office, point, roster, rows.a_shift(session, roster, point)


def the_one(problem: Problem) -> Asked:
    (one,) = problem.volunteers
    return one


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


def test_only_approved_absences_keep_somebody_away(session: Session) -> None:
    unit, _, roster, _ = a_town(session)
    who = rows.a_volunteer(session, unit)
    for state, day in ((AbsenceState.APPROVED, 2), (AbsenceState.ASKED, 4), (AbsenceState.WITHDRAWN, 6)):
        begin, end = at(date(2026, 12, day), 480), at(date(2026, 12, day), 1080)
        rows.added(session, Absence(volunteer_id=who.id, starts_at=begin, ends_at=end, state=state))

    assert the_one(snapshot(session, roster)).away == (Span(DAY + 480, DAY + 1080),)


def test_a_weekly_availability_leaves_only_its_hours(session: Session) -> None:
    unit, _, roster, _ = a_town(session)
    roster.days = 2  # Tuesday and Wednesday
    who = rows.a_volunteer(session, unit)
    rows.added(session, Availability(volunteer_id=who.id, weekday=1, from_minute=420, until_minute=540))

    assert the_one(snapshot(session, roster)).away == (Span(-DAY, 420), Span(540, 3 * DAY))


def test_students_serve_on_rest_days_only(session: Session) -> None:
    unit, _, roster, _ = a_town(session)
    roster.days = 7
    rows.a_volunteer(session, unit, kind=VolunteerKind.STUDENT)

    # From Tuesday on: off on days 4 and 5, Saturday and Sunday.
    assert the_one(snapshot(session, roster)).away == (Span(0, 4 * DAY), Span(6 * DAY, 7 * DAY))


def test_elders_are_spared_evenings_nights_and_the_heat_of_summer(session: Session) -> None:
    unit, _, roster, _ = a_town(session)
    roster.days = 1
    rows.a_volunteer(session, unit, "v1", kind=VolunteerKind.ELDER)
    rows.a_volunteer(session, unit, "v2", birth_year=1961)
    rows.a_volunteer(session, unit, "v3", birth_year=1962)
    nights = tuple(Span(day * DAY + 1080, day * DAY + 1800) for day in (-1, 0, 1))

    assert [one.away for one in snapshot(session, roster).volunteers] == [nights, nights, ()]

    roster.start = date(2026, 7, 1)
    noons = tuple(Span(day * DAY + 660, day * DAY + 900) for day in (-1, 0, 1))
    assert snapshot(session, roster).volunteers[0].away == tuple(sorted(nights + noons))


def test_newcomers_and_leavers_are_away_before_and_after(session: Session) -> None:
    unit, _, roster, _ = a_town(session)
    rows.a_volunteer(session, unit, "new", joined_on=date(2026, 12, 3))
    rows.a_volunteer(session, unit, "leaving", left_on=date(2026, 12, 10))
    rows.a_volunteer(session, unit, "gone", left_on=date(2026, 12, 1))
    rows.a_volunteer(session, unit, "coming", joined_on=date(2026, 12, 29))

    people = snapshot(session, roster).volunteers

    assert [(one.id, one.away) for one in people] == [
        ("leaving", (Span(9 * DAY, 29 * DAY),)),
        ("new", (Span(-DAY, 2 * DAY),)),
    ]


def test_wishes_are_handed_on(session: Session) -> None:
    unit, _, roster, _ = a_town(session)
    who = rows.a_volunteer(session, unit)
    begin, end = at(date(2026, 12, 3), 420), at(date(2026, 12, 3), 540)
    rows.added(session, Wish(volunteer_id=who.id, starts_at=begin, ends_at=end, weight=8))

    (wish,) = the_one(snapshot(session, roster)).wishes
    assert (wish.span, wish.weight) == (Span(2 * DAY + 420, 2 * DAY + 540), 8)


def test_duties_of_other_published_rosters_keep_people_from_a_second_post_and_rested(session: Session) -> None:
    unit, point, roster, _ = a_town(session)
    who = rows.a_volunteer(session, unit)
    other = rows.a_roster(session, "r0", state=RosterState.PUBLISHED, version=1, published_version=1)
    hours: dict[str, Any] = {"starts_at": at(date(2026, 12, 4), 1140), "ends_at": at(date(2026, 12, 4), 1320)}
    rows.a_duty(session, rows.a_shift(session, other, point, **hours), who)

    # 19:00 to 22:00 on day 3, eleven hours before and after; the day itself holds its one duty.
    assert the_one(snapshot(session, roster)).away == (Span(3 * DAY, 4 * DAY + 540),)


def test_last_months_final_evening_is_rested_after(session: Session) -> None:
    unit, point, roster, _ = a_town(session)
    who = rows.a_volunteer(session, unit)
    november = rows.a_roster(
        session, "r0", start=date(2026, 11, 1), days=30, state=RosterState.PUBLISHED, version=1, published_version=1
    )
    hours: dict[str, Any] = {"starts_at": at(date(2026, 11, 30), 1200), "ends_at": at(date(2026, 11, 30), 1320)}
    rows.a_duty(session, rows.a_shift(session, november, point, **hours), who)

    # Until 22:00 on the eve and eleven hours on: 09:00.
    assert the_one(snapshot(session, roster)).away[-1].end == 540


def test_drafts_of_others_book_nobody(session: Session) -> None:
    unit, point, roster, _ = a_town(session)
    who = rows.a_volunteer(session, unit)
    draft = rows.a_roster(session, "r0", state=RosterState.SOLVED, version=1)
    rows.a_duty(session, rows.a_shift(session, draft, point), who)

    assert the_one(snapshot(session, roster)).away == ()


def test_what_was_carried_in_the_last_ninety_days_counts_if_it_counts_for_fairness(session: Session) -> None:
    unit, point, roster, _ = a_town(session)
    who = rows.a_volunteer(session, unit)
    autumn = rows.a_roster(
        session, "r0", start=date(2026, 8, 1), days=122, state=RosterState.ARCHIVED, version=1, published_version=1
    )
    spans = [[450, 510]]
    drill = rows.added(
        session, ShiftPattern(code="drill", name="演练", day_kinds=["rest"], spans=spans, counts_fairness=False)
    )
    cases = (
        (date(2026, 9, 1), 5, None),  # 91 days before: forgotten
        (date(2026, 9, 2), 3, None),  # 90 days before
        (date(2026, 11, 30), 2, None),
        (date(2026, 11, 29), 7, drill.id),
    )
    for n, (day, load, pattern) in enumerate(cases):
        hours: dict[str, Any] = {"starts_at": at(day, 450), "ends_at": at(day, 510)}
        fields = {"load": load, "pattern_id": pattern} | hours
        rows.a_duty(session, rows.a_shift(session, autumn, point, f"s{n}", **fields), who)

    assert the_one(snapshot(session, roster)).carried == 5


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


def test_a_point_whose_stewards_change_is_two_points(session: Session) -> None:
    unit, point, roster, _ = a_town(session)
    second = rows.a_unit(session, "u2", name="税务局")
    rows.added(session, Stewardship(unit_id=second.id, point_id=point.id, from_day=date(2026, 12, 10)))
    late: dict[str, Any] = {"starts_at": at(date(2026, 12, 10), 450), "ends_at": at(date(2026, 12, 10), 510)}
    rows.a_shift(session, roster, point, "s2", **late)
    who = rows.a_volunteer(session, unit, usual_points=[point])

    problem = snapshot(session, roster)

    pools = {shift.id: (shift.point, problem.point[shift.point].stewards) for shift in problem.shifts}
    assert pools == {"s1": ("p1", ("u1",)), "s2": ("p1@2026-12-10", ("u1", "u2"))}
    assert problem.volunteer[who.code].usual == ("p1", "p1@2026-12-10")


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


def test_a_units_roster_calls_on_its_subtree_and_a_grids_on_its_stewards(session: Session) -> None:
    unit, point, roster, _ = a_town(session)
    branch = rows.a_unit(session, "u11", parent_id=unit.id)
    stranger = rows.a_unit(session, "u2")
    for code, of in (("v1", unit), ("v2", branch), ("v3", stranger)):
        rows.a_volunteer(session, of, code)
    street = rows.added(session, Grid(code="s", name="街道", level=GridLevel.STREET))
    community = rows.added(session, Grid(code="k", name="社区", level=GridLevel.COMMUNITY, parent_id=street.id))
    point.grid_id = community.id

    roster.unit_id = unit.id
    session.flush()
    assert [one.id for one in snapshot(session, roster).volunteers] == ["v1", "v2"]

    roster.unit_id, roster.grid_id = None, street.id
    session.flush()
    assert [one.id for one in snapshot(session, roster).volunteers] == ["v1"]


def test_moments_are_the_towns_whatever_their_zone(session: Session) -> None:
    unit, point, roster, _ = a_town(session)
    rows.a_volunteer(session, unit)
    late: dict[str, Any] = {
        "starts_at": datetime(2026, 12, 1, 15, tzinfo=UTC),
        "ends_at": datetime(2026, 12, 1, 17, tzinfo=UTC),
    }
    rows.a_shift(session, roster, point, "night", **late)

    assert snapshot(session, roster).shift["night"].span == Span(23 * 60, 25 * 60)
