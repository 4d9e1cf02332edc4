"""A calendar feed shows one volunteer's duties to whoever knows its address, until it is revoked."""

from datetime import timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import NotFound
from scheduler.services import feeds
from scheduler.services.feeds import FeedView
from scheduler.store.duties import Duty, DutyState
from tests.scheduler.people import the_volunteer
from tests.scheduler.rows import NOW
from tests.scheduler.street import HELD, Street, a_published_roster, a_street


def secret_of(feed: FeedView) -> str:
    assert feed.path is not None
    return feed.path.removeprefix("/calendar/").removesuffix(".ics")


@pytest.fixture
def street(session: Session) -> Street:
    street = a_street(session)
    a_published_roster(session, street, *HELD)
    return street


def test_a_feed_shows_ones_own_duties_as_a_calendar(session: Session, street: Street) -> None:
    made = feeds.make(session, the_volunteer(session, street.people[1]), now=NOW)

    feed = feeds.read(session, secret_of(made), now=NOW)

    (event,) = Calendar.from_ical(feed.file(stamp=NOW)).walk("VEVENT")
    assert event["UID"] == "dec.20261201-p1-0730.v2@redvest"
    assert (event["SUMMARY"], event.decoded("DTSTART").isoformat()) == ("值守 路口1", "2026-12-01T07:30:00+08:00")
    assert "同班：张三" in str(event["DESCRIPTION"])


def test_a_new_address_ends_the_old_one(session: Session, street: Street) -> None:
    who = the_volunteer(session, street.people[0])
    old = feeds.make(session, who, now=NOW)

    new = feeds.make(session, who, now=NOW)

    with pytest.raises(NotFound):
        feeds.read(session, secret_of(old), now=NOW)
    assert feeds.read(session, secret_of(new), now=NOW).name == "张三"


def test_a_revoked_address_shows_nothing(session: Session, street: Street) -> None:
    who = the_volunteer(session, street.people[0])
    made = feeds.make(session, who, now=NOW)

    feeds.withdraw(session, who, now=NOW)

    with pytest.raises(NotFound):
        feeds.read(session, secret_of(made), now=NOW)
    with pytest.raises(NotFound):
        feeds.look(session, who)


def test_the_address_is_told_once(session: Session, street: Street) -> None:
    who = the_volunteer(session, street.people[0])
    feeds.make(session, who, now=NOW)

    assert feeds.look(session, who) == FeedView(NOW, None)


def test_the_tag_changes_when_the_duties_do_and_only_then(session: Session, street: Street) -> None:
    secret = secret_of(feeds.make(session, the_volunteer(session, street.people[0]), now=NOW))

    first, later = (feeds.read(session, secret, now=at).tag for at in (NOW, NOW + timedelta(days=3)))
    session.scalars(select(Duty).where(Duty.volunteer_id == street.people[1].id)).one().state = DutyState.DECLINED
    session.flush()
    changed = feeds.read(session, secret, now=NOW).tag

    assert first == later
    assert changed != first
