"""Alarms: what fails, is stuck or late reaches the admins of the town, each matter once a day."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from scheduler.reminders.kinds import ALARMS
from scheduler.settings import Settings
from scheduler.store.reminders import Delivery, Outcome, Reminder, ReminderState
from scheduler.store.runs import Run, RunState
from scheduler.store.slots import Slot
from scheduler.store.users import UserRole
from tests.scheduler import rows
from tests.scheduler.askers import an_admin, an_asker
from tests.scheduler.reminders.told import told, with_times
from tests.scheduler.rows import NOW, added

MINUTE = timedelta(minutes=1)


def a_reminder(session: Session, **fields: Any) -> Reminder:
    unit = rows.a_unit(session)
    person = rows.a_volunteer(session, unit)
    given = {"kind": "soon", "volunteer_id": person.id, "key": "k", "title": "", "body": "", "due_at": NOW}
    return added(session, Reminder(**{**given, **fields}))


def a_run(session: Session, **fields: Any) -> Run:
    roster = rows.a_roster(session)
    return added(session, Run(**{"roster_id": roster.id, "asked_at": NOW, "seconds": 60, **fields}))


def dead_today(session: Session) -> None:
    gone = a_reminder(session, state=ReminderState.DEAD, channel="sms")
    added(session, Delivery(reminder_id=gone.id, channel="sms", at=NOW, outcome=Outcome.FAILED, detail="空号"))


def dead_yesterday(session: Session) -> None:
    gone = a_reminder(session, state=ReminderState.DEAD)
    day_before = NOW - timedelta(days=1)
    added(session, Delivery(reminder_id=gone.id, channel="sms", at=day_before, outcome=Outcome.FAILED))


def expired_today(session: Session) -> None:
    a_reminder(session, state=ReminderState.EXPIRED, expires_at=NOW)


def behind(session: Session) -> None:
    a_reminder(session, due_at=NOW - 6 * MINUTE)


def in_time(session: Session) -> None:
    a_reminder(session, due_at=NOW - 4 * MINUTE)


def missed(session: Session) -> None:
    added(session, Slot(job="tomorrow", at=NOW, claimed_at=NOW, claimed_by="h:1:t", expired=True))


def missed_alarms(session: Session) -> None:
    added(session, Slot(job="alarms", at=NOW, claimed_at=NOW, claimed_by="h:1:t", expired=True))


def waiting(session: Session) -> None:
    a_run(session, asked_at=NOW - 11 * MINUTE)


def silent(session: Session) -> None:
    a_run(session, state=RunState.RUNNING, heartbeat_at=NOW - 3 * MINUTE)


def at_work(session: Session) -> None:
    a_run(session, state=RunState.RUNNING, heartbeat_at=NOW)


def failed(session: Session) -> None:
    a_run(session, state=RunState.FAILED, ended_at=NOW, error="中断")


@pytest.mark.parametrize(
    ("trouble", "keys", "words"),
    [
        (dead_today, ["dead-sms"], "今天有 1 条提醒经 sms 送不出去"),
        (dead_yesterday, [], ""),
        (expired_today, ["expired"], "今天有 1 条提醒到期还没有送出"),
        (behind, ["late"], "最早的一条已晚了 6 分钟"),
        (in_time, [], ""),
        (missed, ["missed-tomorrow"], "「明日值守」有 1 个时点已过时"),
        (missed_alarms, [], ""),
        (waiting, ["waiting-1"], "自 11-20 08:49 起没有进程在算"),
        (silent, ["silent-1"], "自 11-20 08:57 起没有进程在算"),
        (at_work, [], ""),
        (failed, ["failed-1"], "中断"),
    ],
)
def test_trouble_is_told(
    session: Session, settings: Settings, trouble: Callable[[Session], None], keys: list[str], words: str
) -> None:
    an_admin(session)
    trouble(session)

    found = told(session, settings, ALARMS, NOW)

    assert [one.key for one in found] == [f"alarm:{key}:2026-11-20:boss" for key in keys]
    assert all(words in one.body for one in found)


def test_admins_of_the_whole_town_are_told_even_at_night(session: Session, settings: Settings) -> None:
    behind(session)
    an_admin(session, "boss")
    an_asker(session, UserRole.ADMIN, "part", unit=rows.a_unit(session, "u9"))
    midnight = NOW + timedelta(hours=15)

    (only,) = told(session, settings, ALARMS, midnight)

    assert only.key.endswith(":boss")
    assert only.due_at == midnight


def test_alarms_can_be_switched_off(settings: Settings) -> None:
    span = NOW - 5 * MINUTE, NOW

    assert ALARMS.slots(settings.times, *span) == [NOW]
    assert ALARMS.slots(with_times(settings, alarms=False).times, *span) == []
