"""What the rows themselves promise: moments, words, unique duties, versions, the middle of a point."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, InvalidRequestError, StatementError
from sqlalchemy.orm import Session, selectinload

from scheduler.store.absences import Absence
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.duties import Duty, duties_in
from scheduler.store.points import middle
from scheduler.store.runs import Run, RunState
from scheduler.store.shifts import Shift, shifts_in
from scheduler.store.volunteers import Availability, Volunteer, VolunteerKind
from tests.scheduler.rows import (
    NOW,
    a_duty,
    a_point,
    a_roster,
    a_shift,
    a_unit,
    a_volunteer,
    added,
)


def an_absence(session: Session, starts_at: datetime) -> Absence:
    volunteer = a_volunteer(session, a_unit(session))
    hour = timedelta(hours=1)
    return added(session, Absence(volunteer_id=volunteer.id, starts_at=starts_at, ends_at=starts_at + hour))


def test_a_moment_of_the_town_comes_back_in_utc(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        an_absence(session, datetime(2026, 12, 1, 7, 30, tzinfo=ZoneInfo("Asia/Shanghai")))

    with reading(sessions) as session:
        came = session.scalars(select(Absence.starts_at)).one()

    assert came == datetime(2026, 11, 30, 23, 30, tzinfo=UTC)  # Shanghai is 8 hours ahead
    assert came.tzinfo is UTC


def test_a_moment_without_its_zone_is_refused(sessions: Sessions) -> None:
    with pytest.raises(StatementError, match="time zone"), transaction(sessions) as session:
        an_absence(session, datetime(2026, 12, 1, 7, 30))  # noqa: DTZ001 (the mistake itself)


def test_moments_are_found_by_any_zone(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        an_absence(session, datetime(2026, 11, 30, 23, 30, tzinfo=UTC))

    morning = datetime(2026, 12, 1, 7, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
    with reading(sessions) as session:
        assert session.scalars(select(Absence.id).where(Absence.starts_at <= morning)).all() != []
        assert session.scalars(select(Absence.id).where(Absence.starts_at < morning)).all() == []


def test_a_word_is_kept_as_people_write_it_in_urls(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        a_volunteer(session, a_unit(session), kind=VolunteerKind.STUDENT)

    with reading(sessions) as session:
        assert session.scalar(text("SELECT kind FROM volunteer")) == "student"


@pytest.mark.parametrize(
    "mistake",
    [
        pytest.param("UPDATE volunteer SET kind = 'robot'", id="a kind there is not"),
        pytest.param("UPDATE unit SET longitude = 181", id="east of everything"),
        pytest.param("UPDATE unit SET most_out_percent = 0", id="nobody may ever go out"),
        pytest.param("UPDATE availability SET weekday = 7", id="an eighth day of the week"),
        pytest.param("UPDATE availability SET until_minute = from_minute", id="a span of nothing"),
    ],
)
def test_the_database_refuses(sessions: Sessions, mistake: str) -> None:
    with transaction(sessions) as session:
        volunteer = a_volunteer(session, a_unit(session))
        session.add(Availability(volunteer_id=volunteer.id, weekday=0, from_minute=0, until_minute=1440))

    with pytest.raises(IntegrityError), transaction(sessions) as session:
        session.execute(text(mistake))


def test_nobody_stands_twice_on_one_shift(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        duty = _a_duty(session)

    with pytest.raises(IntegrityError), transaction(sessions) as session:
        session.add(_again(duty, added_in=2))


def test_who_was_taken_off_a_shift_may_come_back(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        duty = _a_duty(session, removed_in=2)
        session.add(_again(duty, added_in=3))

    with reading(sessions) as session:
        since = select(Duty.added_in)
        standing = [session.scalars(since.where(duties_in(duty.roster_id, n))).all() for n in range(5)]
    assert standing == [[], [1], [], [3], [3]]


def _a_duty(session: Session, **fields: Any) -> Duty:
    shift = a_shift(session, a_roster(session), a_point(session))
    return a_duty(session, shift, a_volunteer(session, a_unit(session)), **fields)


def _again(duty: Duty, **fields: Any) -> Duty:
    return Duty(roster_id=duty.roster_id, shift_id=duty.shift_id, volunteer_id=duty.volunteer_id, **fields)


def test_a_version_holds_what_was_added_up_to_it_and_not_yet_removed(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        roster, unit = a_roster(session), a_unit(session)
        shift = a_shift(session, roster, a_point(session))
        lives = {"v1": (1, None), "v2": (1, 3), "v3": (2, 3), "v4": (3, None)}  # code: added in, removed in
        for code, (first, end) in lives.items():
            a_duty(session, shift, a_volunteer(session, unit, code), added_in=first, removed_in=end)

    with reading(sessions) as session:
        people = select(Volunteer.code).join(Duty).order_by(Volunteer.code)
        versions = [session.scalars(people.where(duties_in(roster.id, n))).all() for n in (0, 1, 2, 3, 9)]
        other = session.scalars(people.where(duties_in(roster.id + 1, 3))).all()

    assert versions == [[], ["v1", "v2"], ["v1", "v2", "v3"], ["v1", "v4"], ["v1", "v4"]]
    assert other == []


def test_a_cancelled_shift_stays_in_the_versions_before(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        roster, point = a_roster(session), a_point(session)
        a_shift(session, roster, point, "s1", cancelled_in=2)
        a_shift(session, roster, point, "s2", added_in=2)
        a_shift(session, roster, point, "s3")

    with reading(sessions) as session:
        codes = select(Shift.code).order_by(Shift.code)
        versions = [session.scalars(codes.where(shifts_in(roster.id, n))).all() for n in (0, 1, 2)]
    assert versions == [["s1", "s3"], ["s1", "s3"], ["s2", "s3"]]


def test_a_roster_is_solved_once_at_a_time(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        roster = a_roster(session)
        session.add(Run(roster_id=roster.id, asked_at=NOW, seconds=60, state=RunState.DONE))
        session.add(Run(roster_id=roster.id, asked_at=NOW, seconds=60, state=RunState.RUNNING))

    with pytest.raises(IntegrityError), transaction(sessions) as session:
        session.add(Run(roster_id=roster.id, asked_at=NOW, seconds=60))


def test_what_is_not_asked_for_is_not_loaded_by_accident(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        a_volunteer(session, a_unit(session))

    with reading(sessions) as session:
        volunteer = session.scalars(select(Volunteer)).one()
        with pytest.raises(InvalidRequestError, match="raise"):
            _ = volunteer.unit
    with reading(sessions) as session:
        asked = session.scalars(select(Volunteer).options(selectinload(Volunteer.unit))).one()
        assert asked.unit.name == "住建局"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param([[116.7, 39.5]], (116.7, 39.5), id="a point is its own middle"),
        pytest.param([[0.0, 0.0], [2.0, 0.0]], (1.0, 0.0), id="halfway along a line"),
        pytest.param([[0.0, 0.0], [1.0, 0.0], [4.0, 0.0]], (2.0, 0.0), id="by length, not by corners"),
        pytest.param([[5.0, 6.0], [5.0, 6.0]], (5.0, 6.0), id="a line of no length"),
        # At 60° north a degree of longitude is half one of latitude: 2 east + 1 north is 1 + 1, so the corner.
        pytest.param([[0.0, 60.0], [2.0, 60.0], [2.0, 61.0]], (2.0, 60.0), id="round a corner"),
    ],
)
def test_the_middle_of_a_path(path: list[list[float]], expected: tuple[float, float]) -> None:
    assert middle(path) == pytest.approx(expected)


def test_lists_and_mappings_come_back_as_they_were(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        shift = a_shift(session, a_roster(session), a_point(session), roles={"leader": 1, "guide": 2})

    with reading(sessions) as session:
        assert session.scalars(select(Shift.roles).where(Shift.id == shift.id)).one() == {"leader": 1, "guide": 2}
