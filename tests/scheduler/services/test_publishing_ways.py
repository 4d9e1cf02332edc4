"""Publishing tells everybody over the channel that reaches them, and wakes nobody for what can wait."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.clock import at
from scheduler.services.publishing import preview, publish
from scheduler.settings import Settings
from scheduler.settings.channels import ChannelSettings
from scheduler.store.reminders import Reminder
from tests.scheduler.street import Street, a_roster_with

FIRST = date(2026, 12, 1)


def written(session: Session) -> dict[str, Reminder]:
    """By the volunteer's code, the end of the key."""
    return {row.key.rpartition(":")[2]: row for row in session.scalars(select(Reminder))}


def test_who_publishes_at_night_is_told_who_waits(session: Session, street: Street, settings: Settings) -> None:
    code = a_roster_with(session, street, ("01-p1", "v1"), ("02-p1", "v2"), ("03-p1", "v3"))

    found = preview(session, street.admin, code, settings=settings, now=at(FIRST, -60))

    # v1 serves at 07:30 the next morning and is told at once.
    assert found.waiting_text == "现在是免打扰时间：2 条消息等到12月1日 周二 07:00以后再发"


def test_who_has_a_phone_gets_a_text_and_who_has_none_finds_it_in_the_inbox(
    session: Session, street: Street, settings: Settings
) -> None:
    street.people[0].phone_sealed = b"sealed"
    code = a_roster_with(session, street, ("01-p1", "v1"), ("01-p1", "v2"))
    texting = replace(settings, channels=ChannelSettings(on=("sms", "inbox")))

    publish(session, street.admin, code, settings=texting, now=at(FIRST, -600))

    assert {who: row.channel for who, row in written(session).items()} == {"v1": "sms", "v2": "inbox"}


def test_at_night_nobody_is_woken(session: Session, street: Street, settings: Settings) -> None:
    code = a_roster_with(session, street, ("02-p1", "v1"))
    midnight, morning = at(FIRST, 0), at(FIRST, 7 * 60)

    done = publish(session, street.admin, code, settings=settings, now=midnight)

    assert (done.waiting, done.quiet_until) == (1, morning)
    assert morning <= written(session)["v1"].due_at <= morning + timedelta(minutes=15)


@pytest.mark.parametrize(
    "now", [pytest.param(at(FIRST, 60), id="at night"), pytest.param(at(FIRST, -600), id="by day")]
)
def test_who_serves_the_next_morning_is_told_at_once(
    session: Session, street: Street, settings: Settings, now: datetime
) -> None:
    code = a_roster_with(session, street, ("01-p1", "v1"))

    done = publish(session, street.admin, code, settings=settings, now=now)

    assert (done.waiting, done.waiting_text) == (0, "")
    assert written(session)["v1"].due_at == now
