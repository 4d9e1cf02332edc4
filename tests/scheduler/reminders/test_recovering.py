"""Recovering: what a dead sender held comes back or is settled as its channel says; nothing stays behind."""

import os
import socket
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from scheduler.reminders.recovering import Recovered, recover
from scheduler.reminders.sending import drain
from scheduler.settings import Settings
from scheduler.settings.channels import IfUnsure
from scheduler.store.database import Sessions
from scheduler.store.reminders import ReminderState
from tests.scheduler.reminders.spool import US, Spool, a_sender, delivered, outbox, the_reminder
from tests.scheduler.rows import NOW

SECOND = timedelta(seconds=1)
STALE = timedelta(minutes=10)
THEM = "elsewhere:7:x"


def held(sessions: Sessions, **fields: Any) -> None:
    """A reminder in the hands of a sender on another machine, since NOW."""
    given = {"state": ReminderState.CLAIMED, "claimed_by": THEM, "claimed_at": NOW}
    outbox(sessions, **{**given, **fields})


def if_unsure(settings: Settings, choice: IfUnsure) -> Settings:
    return replace(settings, channels=replace(settings.channels, unsure={"wecom": choice}))


def test_what_somebody_works_on_is_left_to_them(sessions: Sessions, settings: Settings) -> None:
    held(sessions)

    assert recover(a_sender(sessions, settings, Spool(), now=NOW + STALE)) == Recovered()
    assert the_reminder(sessions).claimed_by == THEM


def test_what_was_kept_for_ten_minutes_is_due_again(sessions: Sessions, settings: Settings) -> None:
    held(sessions)

    assert recover(a_sender(sessions, settings, Spool(), now=NOW + STALE + SECOND)) == Recovered(freed=1)

    row = the_reminder(sessions)
    assert (row.state, row.claimed_by, row.tries) == (ReminderState.DUE, None, 0)


def test_what_a_dead_process_of_this_machine_held_is_due_at_once(sessions: Sessions, settings: Settings) -> None:
    child = os.fork() or os._exit(0)
    os.waitpid(child, 0)
    held(sessions, claimed_by=f"{socket.gethostname()}:{child}:x")

    assert recover(a_sender(sessions, settings, Spool())) == Recovered(freed=1)


def dead_elsewhere(sessions: Sessions, settings: Settings) -> None:
    held(sessions, begun_at=NOW)
    recover(a_sender(sessions, settings, Spool(), now=NOW + STALE + SECOND))


def broken_off_here(sessions: Sessions, settings: Settings) -> None:
    held(sessions, begun_at=NOW, claimed_by=US)
    drain(a_sender(sessions, settings, Spool(answers=[SystemExit()])), "wecom")


def test_what_may_have_arrived_is_sent_again_where_that_is_chosen(sessions: Sessions, settings: Settings) -> None:
    dead_elsewhere(sessions, if_unsure(settings, IfUnsure.AGAIN))

    row = the_reminder(sessions)
    assert (row.state, row.begun_at, delivered(sessions)) == (ReminderState.DUE, None, [])


@pytest.mark.parametrize("crash", [dead_elsewhere, broken_off_here])
def test_what_may_have_arrived_is_given_up_where_that_is_chosen(
    sessions: Sessions, settings: Settings, crash: Callable[[Sessions, Settings], None]
) -> None:
    crash(sessions, if_unsure(settings, IfUnsure.SKIP))

    row = the_reminder(sessions)
    assert (row.state, row.tries) == (ReminderState.DEAD, 1)
    assert delivered(sessions) == [("failed", "发送进程中断，不确定是否已送达，没有再发")]


def test_what_is_too_late_expires(sessions: Sessions, settings: Settings) -> None:
    outbox(sessions, expires_at=NOW)

    assert recover(a_sender(sessions, settings, Spool(), now=NOW - SECOND)) == Recovered()
    assert recover(a_sender(sessions, settings, Spool())) == Recovered(expired=1)
    assert the_reminder(sessions).state is ReminderState.EXPIRED


def test_what_waits_for_a_channel_that_is_off_is_dead(sessions: Sessions, settings: Settings) -> None:
    outbox(sessions, channel="feishu")

    assert recover(a_sender(sessions, settings, Spool())) == Recovered(closed=1)
    assert the_reminder(sessions).state is ReminderState.DEAD
    assert delivered(sessions) == [("failed", "这个渠道没有启用")]
