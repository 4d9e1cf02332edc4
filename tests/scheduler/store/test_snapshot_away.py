"""What the solver is told of people's time: absences, weeks, other rosters, and what they carried."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from scheduler.clock import at
from scheduler.store.absences import Absence, AbsenceState, Wish
from scheduler.store.patterns import ShiftPattern
from scheduler.store.rosters import RosterState
from scheduler.store.snapshot import snapshot
from scheduler.store.volunteers import Availability, VolunteerKind
from solver.problem import DAY, Span
from tests.scheduler import rows
from tests.scheduler.store.town import a_town, the_one


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
