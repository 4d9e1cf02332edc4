"""A volunteer sees their own published duties and with whom they are, confirms them, and learns no phone."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, NotFound
from scheduler.services import own_duties
from scheduler.store.duties import Duty, DutyState
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.shifts import Shift
from tests.scheduler.people import the_volunteer
from tests.scheduler.rows import NOW, a_duty
from tests.scheduler.street import HELD, Street, a_published_roster, a_roster_with, a_street

# 07:30 on 1 December 2026 in the town.
FIRST = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


def of(session: Session, street: Street, n: int, *, now: datetime = NOW) -> list[own_duties.OwnDuty]:
    """What the n-th of the street sees."""
    return list(own_duties.duties_of(session, street.people[n - 1].id, since=now, now=now))


def test_a_duty_says_when_where_as_what_and_with_whom(session: Session) -> None:
    street = a_street(session)
    a_published_roster(session, street, *HELD)

    (mine,) = of(session, street, 2)

    assert (mine.roster, mine.shift, mine.point_name, mine.pattern) == ("dec", "20261201-p1-0730", "路口1", "早高峰")
    assert (mine.starts_at, mine.ends_at) == (FIRST, FIRST + HOUR)
    assert (mine.longitude, mine.latitude, mine.state) == (116.7, 39.52, DutyState.ASSIGNED)
    assert (mine.role, mine.crew, mine.leaders) == (None, ("张三",), ("张三",))


def test_who_leads_is_told_so(session: Session) -> None:
    street = a_street(session)
    a_published_roster(session, street, *HELD)

    (mine,) = of(session, street, 1)

    assert (mine.role, mine.role_name, mine.crew, mine.leaders) == ("leader", "带班领导", ("李四",), ())


def test_what_is_not_published_is_nobodys_duty_yet(session: Session) -> None:
    street = a_street(session)
    a_roster_with(session, street, *HELD)

    assert of(session, street, 1) == []


def test_an_edit_shows_once_it_is_published(session: Session) -> None:
    street = a_street(session)
    a_published_roster(session, street, *HELD)
    roster = session.scalars(select(Roster)).one()
    duty = session.scalars(select(Duty).where(Duty.volunteer_id == street.people[1].id)).one()

    duty.removed_in = roster.version + 1
    a_duty(session, session.get_one(Shift, duty.shift_id), street.people[4], added_in=roster.version + 1)

    assert (len(of(session, street, 2)), len(of(session, street, 5))) == (1, 0)
    roster.published_version = roster.version + 1
    session.flush()
    assert (len(of(session, street, 2)), len(of(session, street, 5))) == (0, 1)
    assert of(session, street, 1)[0].crew == ("钱七",)


def test_a_duty_given_back_is_neither_ones_own_nor_in_the_crew(session: Session) -> None:
    street = a_street(session)
    a_published_roster(session, street, *HELD)
    session.scalars(select(Duty).where(Duty.volunteer_id == street.people[1].id)).one().state = DutyState.DECLINED
    session.flush()

    assert of(session, street, 2) == []
    assert of(session, street, 1)[0].crew == ()


def test_an_archived_roster_counts_for_the_past_alone(session: Session) -> None:
    street = a_street(session)
    a_published_roster(session, street, *HELD)
    session.scalars(select(Roster)).one().state = RosterState.ARCHIVED
    session.flush()

    person = street.people[0].id
    assert own_duties.duties_of(session, person, now=FIRST) == ()
    assert len(own_duties.duties_of(session, person, now=FIRST + HOUR)) == 1


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        pytest.param(FIRST + HOUR - timedelta(seconds=1), None, 1, id="not over yet"),
        pytest.param(FIRST + HOUR, None, 0, id="over"),
        pytest.param(None, FIRST, 0, id="starts when the span ends"),
        pytest.param(None, FIRST + timedelta(seconds=1), 1, id="starts before the span ends"),
        pytest.param(None, None, 1, id="ever"),
    ],
)
def test_a_span_holds_what_meets_it(
    session: Session, since: datetime | None, until: datetime | None, found: int
) -> None:
    street = a_street(session)
    a_published_roster(session, street, *HELD)

    assert len(own_duties.duties_of(session, street.people[0].id, since=since, until=until, now=NOW)) == found


def test_a_duty_is_confirmed_once_and_again(session: Session) -> None:
    street = a_street(session)
    a_published_roster(session, street, *HELD)
    who, (mine,) = the_volunteer(session, street.people[0]), of(session, street, 1)

    first = own_duties.confirm(session, who, mine.number, now=NOW)
    second = own_duties.confirm(session, who, mine.number, now=NOW)

    assert (first.state, second) == (DutyState.CONFIRMED, first)


def test_nobody_confirms_for_somebody_else(session: Session) -> None:
    street = a_street(session)
    a_published_roster(session, street, *HELD)
    (theirs,) = of(session, street, 2)

    with pytest.raises(NotFound):
        own_duties.confirm(session, the_volunteer(session, street.people[0]), theirs.number, now=NOW)


def test_what_is_over_is_not_confirmed(session: Session) -> None:
    street = a_street(session)
    a_published_roster(session, street, *HELD)
    who, (mine,) = the_volunteer(session, street.people[0]), of(session, street, 1)

    with pytest.raises(Conflict, match="已经结束"):
        own_duties.confirm(session, who, mine.number, now=FIRST + HOUR)
