"""Sending: once, in order, noted with its answer; tried again or given up as the channel says."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from scheduler.clock import at
from scheduler.notify.channel import Message
from scheduler.reminders.sending import drain
from scheduler.settings import Settings
from scheduler.store.database import Sessions, transaction
from scheduler.store.reminders import Reminder, ReminderState
from tests.scheduler.reminders.spool import (
    PHONE,
    US,
    Spool,
    a_sender,
    change,
    delivered,
    outbox,
    refused,
    reminders,
    the_reminder,
)
from tests.scheduler.rows import NOW

MINUTE = timedelta(minutes=1)
DUE, CLAIMED, SENT, DEAD = ReminderState.DUE, ReminderState.CLAIMED, ReminderState.SENT, ReminderState.DEAD


@pytest.mark.parametrize("once", [True, False])
def test_what_is_due_goes_out_once(sessions: Sessions, settings: Settings, *, once: bool) -> None:
    outbox(sessions, 25)
    spool = Spool(once=once)

    made = [drain(a_sender(sessions, settings, spool), "wecom") for _ in range(2)]

    assert made == [25, 0]
    assert [message.body for message in spool.sent] == [f"第{n}条" for n in range(25)]
    assert {(one.state, one.tries) for one in reminders(sessions)} == {(SENT, 1)}
    assert delivered(sessions) == [("sent", "ok")] * 25


def test_the_address_is_opened_when_it_is_sent(sessions: Sessions, settings: Settings) -> None:
    outbox(sessions)
    spool = Spool()

    drain(a_sender(sessions, settings, spool), "wecom")

    assert spool.sent == [Message("k0", "值守", "第0条", "soon", PHONE)]


def test_the_inbox_shows_everything_at_once(sessions: Sessions, settings: Settings) -> None:
    outbox(sessions, 3, channel="inbox")

    assert drain(a_sender(sessions, settings), "inbox") == 3

    assert {(one.state, one.tries, one.claimed_by) for one in reminders(sessions)} == {(SENT, 1, US)}
    assert delivered(sessions) == [("sent", "")] * 3


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"due_at": NOW + MINUTE}, id="not due yet"),
        pytest.param({"expires_at": NOW}, id="too late"),
        pytest.param({"channel": "feishu"}, id="of another channel"),
        pytest.param({"state": ReminderState.DEAD}, id="dead"),
    ],
)
def test_nothing_else_goes_out(sessions: Sessions, settings: Settings, fields: dict[str, Any]) -> None:
    outbox(sessions, **fields)
    spool = Spool()

    drain(a_sender(sessions, settings, spool), "wecom")

    assert (spool.sent, delivered(sessions)) == ([], [])


def test_what_fails_for_now_is_tried_again_later(sessions: Sessions, settings: Settings) -> None:
    outbox(sessions)

    drain(a_sender(sessions, settings, Spool(answers=[refused("HTTP 502")])), "wecom")

    row = the_reminder(sessions)
    assert (row.state, row.tries, row.claimed_by, row.begun_at) == (DUE, 1, None, None)
    # A minute, more or less a quarter.
    assert NOW + 0.75 * MINUTE <= row.due_at <= NOW + 1.25 * MINUTE
    assert delivered(sessions) == [("failed", "HTTP 502")]


def test_a_retry_does_not_wake_anybody_but_an_alarm_does(sessions: Sessions, settings: Settings) -> None:
    late = at(NOW.date(), 22 * 60)
    outbox(sessions, due_at=late)
    with_alarm = Spool(answers=[refused(), refused()])
    drain(a_sender(sessions, settings, with_alarm, now=late), "wecom")
    asleep = the_reminder(sessions).due_at
    with transaction(sessions) as session:
        change(session, kind="alarms", due_at=late)
    drain(a_sender(sessions, settings, with_alarm, now=late), "wecom")

    # From 07:00 of the next day on, 31 hours after midnight.
    assert asleep >= at(NOW.date(), 31 * 60)
    assert the_reminder(sessions).due_at <= late + 5 * MINUTE


@pytest.mark.parametrize(
    ("tries", "fault"),
    [
        pytest.param(0, refused("空号", permanent=True), id="for good"),
        pytest.param(4, refused("HTTP 502"), id="for the fifth time"),
    ],
)
def test_what_cannot_arrive_is_dead(sessions: Sessions, settings: Settings, tries: int, fault: Exception) -> None:
    outbox(sessions, tries=tries)

    drain(a_sender(sessions, settings, Spool(answers=[fault])), "wecom")

    row = the_reminder(sessions)
    assert (row.state, row.tries) == (DEAD, tries + 1)
    assert delivered(sessions)[0][0] == "failed"


def test_a_channel_that_stumbles_goes_on_with_the_next(sessions: Sessions, settings: Settings) -> None:
    outbox(sessions, 2)
    spool = Spool(answers=[ValueError("13800005678")])

    drain(a_sender(sessions, settings, spool), "wecom")

    assert [one.state for one in reminders(sessions)] == [DUE, SENT]
    assert delivered(sessions) == [("failed", "程序出错：ValueError"), ("sent", "ok")]


def test_another_key_opens_no_phone_and_loses_nothing(sessions: Sessions, settings: Settings) -> None:
    outbox(sessions)
    other = replace(settings, keys=("A" * 43 + "=",))

    drain(a_sender(sessions, other, Spool()), "wecom")

    assert (the_reminder(sessions).state, delivered(sessions)[0][0]) == (DUE, "failed")


def test_told_to_go_it_finishes_the_message_in_hand(sessions: Sessions, settings: Settings) -> None:
    outbox(sessions, 5)
    spool = Spool()
    sender = a_sender(sessions, settings, spool)
    spool.meanwhile = lambda _message: sender.stop.set()

    assert drain(sender, "wecom") == 1

    assert [one.state for one in reminders(sessions)] == [SENT, DUE, DUE, DUE, DUE]
    assert {one.claimed_by for one in reminders(sessions)[1:]} == {None}


def test_what_is_not_ours_any_more_is_not_sent(sessions: Sessions, settings: Settings) -> None:
    outbox(sessions, 2)
    spool = Spool()

    def taken_by_another(_message: Message) -> None:
        with transaction(sessions) as session:
            second = session.scalars(select(Reminder).where(Reminder.key == "k1")).one()
            second.claimed_by = "host:2:them"

    spool.meanwhile = taken_by_another
    drain(a_sender(sessions, settings, spool), "wecom")

    assert [message.key for message in spool.sent] == ["k0"]
    assert [one.state for one in reminders(sessions)] == [SENT, CLAIMED]


def test_it_is_written_down_before_it_is_handed_over(sessions: Sessions, settings: Settings) -> None:
    outbox(sessions)
    seen = []
    spool = Spool(meanwhile=lambda _message: seen.append(the_reminder(sessions)))

    drain(a_sender(sessions, settings, spool), "wecom")

    assert [(one.state, one.begun_at, one.claimed_by) for one in seen] == [(CLAIMED, NOW, US)]


def test_many_senders_share_the_work(sessions: Sessions, settings: Settings) -> None:
    outbox(sessions, 120)
    spool = Spool(once=True)

    with ThreadPoolExecutor(3) as pool:
        made = list(pool.map(lambda n: drain(a_sender(sessions, settings, spool, by=f"h:{n}:x"), "wecom"), range(3)))

    assert sum(made) == len({message.key for message in spool.sent}) == len(spool.sent) == 120
    assert {one.state for one in reminders(sessions)} == {SENT}
