"""Keeping the clock: it ticks until told to go, and a channel that hangs holds up neither the others nor the end."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Thread, current_thread
from time import monotonic

import pytest
from sqlalchemy import select, update

from scheduler.jobs import Clock, keep, keeping
from scheduler.jobs.children import Children
from scheduler.notify.channel import Message
from scheduler.reminders.sending import Sender
from scheduler.settings import Settings
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.reminders import Reminder, ReminderState
from scheduler.store.slots import ClockBeat
from tests.scheduler.reminders.spool import Spool, a_sender, outbox, reminders
from tests.scheduler.rows import NOW
from tests.waiting import PATIENCE


def a_clock(sender: Sender) -> Clock:
    return Clock(sender, Children(), NOW)


def until(done: Callable[[], bool]) -> Callable[[], bool]:
    """Going on until that is so, or for a while."""
    deadline = monotonic() + PATIENCE
    return lambda: not done() and monotonic() < deadline


@dataclass
class Hung:
    """A channel that never comes back from its first message."""

    reached: Event
    let_go: Event
    thread: Thread | None = None

    def __call__(self, _message: Message) -> None:
        self.thread = current_thread()
        self.reached.set()
        self.let_go.wait(PATIENCE)


def in_state(sessions: Sessions, state: ReminderState, channel: str) -> int:
    return sum(one.state is state and one.channel == channel for one in reminders(sessions))


def test_it_sends_beats_and_leaves_nothing_behind(
    sessions: Sessions, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "_HANDS", PATIENCE)  # for what is slow only because this machine is busy
    outbox(sessions, 3)
    sender = a_sender(sessions, settings, Spool())
    beating: list[str] = []

    def all_sent() -> bool:
        with reading(sessions) as session:
            beating[:] = session.scalars(select(ClockBeat.by))
        return bool(beating) and in_state(sessions, ReminderState.SENT, "wecom") == 3

    hung = keep(a_clock(sender), until(all_sent))

    assert (hung, beating) == (frozenset(), [sender.by])
    with reading(sessions) as session:
        assert session.scalars(select(ClockBeat)).all() == []


def test_a_channel_that_hangs_holds_up_nothing_else(
    sessions: Sessions, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "_HANDS", 10.0)
    outbox(sessions, 4)
    with transaction(sessions) as session:
        session.execute(update(Reminder).where(Reminder.key.in_(("k0", "k1"))).values(channel="feishu"))
    hung = Hung(Event(), Event())
    slow, quick = Spool("feishu", meanwhile=hung), Spool()
    sender = a_sender(sessions, settings, slow, quick)

    def the_others_are_sent() -> bool:
        return hung.reached.is_set() and in_state(sessions, ReminderState.SENT, "wecom") == 2

    began = monotonic()
    left = keep(a_clock(sender), until(the_others_are_sent))

    assert left == {"send-feishu"}
    assert monotonic() - began < PATIENCE
    assert in_state(sessions, ReminderState.SENT, "wecom") == 2
    # One is in the hands of the channel, nobody knows how; the other waits for the next clock.
    assert in_state(sessions, ReminderState.CLAIMED, "feishu") == in_state(sessions, ReminderState.DUE, "feishu") == 1
    hung.let_go.set()
    assert hung.thread
    hung.thread.join(PATIENCE)  # whatever it holds of the database is given back
    assert in_state(sessions, ReminderState.SENT, "feishu") == 1
    assert not any(one.state is ReminderState.CLAIMED for one in reminders(sessions))
