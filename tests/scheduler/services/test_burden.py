"""Minutes and messages a person a week: everybody counted, nobody named."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from scheduler.errors import Invalid, NotFound
from scheduler.services.burden import Spread, Week, burden
from scheduler.store.database import Sessions, transaction
from scheduler.store.reminders import Reminder
from scheduler.store.rosters import Roster
from scheduler.store.volunteers import Volunteer
from tests.scheduler.askers import a_coordinator, an_admin
from tests.scheduler.rows import a_duty, a_point, a_roster, a_shift, a_unit, a_volunteer, added

# 1 December 2026 is a Tuesday, its week starts on 30 November.
TUESDAY, MONDAY = date(2026, 12, 1), date(2026, 11, 30)
NOTHING = Spread(0, 0, 0, 0)


def a_told(session: Session, person: Volunteer, number: int, at: datetime, **fields: str) -> None:
    told = {"kind": "published", "title": "", "body": "", "key": f"k{number}", "due_at": at}
    added(session, Reminder(volunteer_id=person.id, **told, **fields))


def a_published(session: Session, **fields: Any) -> Roster:
    return a_roster(session, **{"state": "published", "version": 2, "published_version": 2, **fields})


def test_minutes_are_spread_over_everybody(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        unit, roster, point = a_unit(session), a_published(session), a_point(session)
        people = [a_volunteer(session, unit, f"v{n}") for n in range(4)]
        first, second = (a_shift(session, roster, point, code) for code in ("s1", "s2"))
        a_duty(session, first, people[0])
        a_duty(session, second, people[0])
        a_duty(session, first, people[1])

        (week,) = burden(session, an_admin(session), start=TUESDAY, weeks=1)

    # 07:30 to 08:30 is an hour: 120, 60, 0 and 0 minutes. Mean 45, median 30; nine tenths of the way from the
    # first to the fourth is 0.7 of the way from 60 to 120.
    assert week == Week(MONDAY, 4, Spread(45, 30, 102, 120), NOTHING)


@pytest.mark.parametrize(
    ("roster", "duty"),
    [
        pytest.param({"state": "solved", "published_version": None}, {}, id="not published"),
        pytest.param({}, {"added_in": 3}, id="in a version that is not published yet"),
        pytest.param({}, {"removed_in": 2}, id="taken back before publishing"),
        pytest.param({}, {"state": "declined"}, id="declined"),
        pytest.param({}, {"state": "absent"}, id="did not come"),
    ],
)
def test_only_time_that_was_asked_for_counts(
    sessions: Sessions, roster: dict[str, object], duty: dict[str, object]
) -> None:
    with transaction(sessions) as session:
        shift = a_shift(session, a_published(session, **roster), a_point(session))
        a_duty(session, shift, a_volunteer(session, a_unit(session)), **duty)

        (week,) = burden(session, an_admin(session), start=TUESDAY, weeks=1)

    assert week.minutes == NOTHING


def test_an_archived_roster_still_counts(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        shift = a_shift(session, a_published(session, state="archived"), a_point(session))
        a_duty(session, shift, a_volunteer(session, a_unit(session)))

        (week,) = burden(session, an_admin(session), start=TUESDAY, weeks=1)

    assert week.minutes.most == 60


def test_a_week_begins_on_the_towns_monday(sessions: Sessions) -> None:
    midnight = datetime(2026, 12, 6, 16, tzinfo=UTC)  # Monday 7 December, 00:00 in Shanghai
    minute = timedelta(minutes=1)
    with transaction(sessions) as session:
        person = a_volunteer(session, a_unit(session))
        a_told(session, person, 1, midnight - minute)
        a_told(session, person, 2, midnight)
        a_told(session, person, 3, midnight + minute)
        a_told(session, person, 4, midnight, state="dead")

        weeks = burden(session, an_admin(session), start=TUESDAY, weeks=2)

    assert [(week.monday, week.messages.most) for week in weeks] == [(MONDAY, 1), (date(2026, 12, 7), 2)]


def test_who_is_not_there_yet_or_any_more_is_not_counted(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        unit = a_unit(session)
        a_volunteer(session, unit, "comes", joined_on=date(2026, 12, 6))
        a_volunteer(session, unit, "goes", left_on=MONDAY)

        weeks = burden(session, an_admin(session), start=TUESDAY, weeks=1)

    assert [week.people for week in weeks] == [1]


def test_a_unit_is_looked_at_with_all_below_it(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        top = a_unit(session, "top")
        a_volunteer(session, a_unit(session, "below", parent_id=top.id), "v1")
        a_volunteer(session, a_unit(session, "other"), "v2")
        coordinator = a_coordinator(session, top)

        (week,) = burden(session, coordinator, start=TUESDAY, weeks=1, unit="top")
        for unit in ("other", "nowhere", None):
            with pytest.raises(NotFound):
                burden(session, coordinator, start=TUESDAY, weeks=1, unit=unit)

    assert week.people == 1


@pytest.mark.parametrize("weeks", [0, 54])
def test_at_most_a_year(sessions: Sessions, weeks: int) -> None:
    with transaction(sessions) as session, pytest.raises(Invalid):
        burden(session, an_admin(session), start=TUESDAY, weeks=weeks)


def test_nobody_is_nothing(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        (week,) = burden(session, an_admin(session), start=TUESDAY, weeks=1)

    assert (week.people, week.minutes, week.messages) == (0, NOTHING, NOTHING)
