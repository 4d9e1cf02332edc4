"""The table of ticks: what a clock process looks at, and how often. Each only looks; rows are the truth."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from structlog import get_logger

from scheduler import runs
from scheduler.jobs import beats
from scheduler.jobs.children import Children
from scheduler.reminders.kinds import KINDS
from scheduler.reminders.planning import take_due
from scheduler.reminders.recovering import recover
from scheduler.reminders.sending import Sender, drain
from scheduler.store.database import reading, transaction

_UPLOADS = 1
"""Files are read one at a time: they are small, and only one can be applied to a town."""

_ALLOTMENTS = 1
"""Plans are made one at a time: few ask for them, and each takes all cores."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A process that keeps the clock since `started`: its sender and its children."""

    sender: Sender
    children: Children
    started: datetime


@dataclass(frozen=True, slots=True)
class Tick:
    """Every so many seconds, do that."""

    name: str
    seconds: float
    do: Callable[[Clock], None]


def ticks(clock: Clock) -> list[Tick]:
    """All of them; every channel is sent by its own, so that none holds up another."""
    return [
        Tick("beat", 5, _beat),
        Tick("plan", 5, _plan),
        Tick("recover", 5, _recover),
        Tick("runs", 1, _runs),
        Tick("uploads", 1, _uploads),
        Tick("allotments", 1, _allotments),
        Tick("tidy", 3600, _tidy),
        *(Tick(f"send-{channel}", 2, partial(_send, channel)) for channel in clock.sender.channels),
    ]


def _beat(clock: Clock) -> None:
    with transaction(clock.sender.sessions) as session:
        beats.beat(session, clock.sender.by, started=clock.started, now=clock.sender.clock())


def _plan(clock: Clock) -> None:
    sender = clock.sender
    for kind in KINDS:
        if sender.stop.is_set():
            return
        for one in take_due(sender.sessions, sender.settings, kind, by=sender.by, now=sender.clock()):
            if one.made or one.expired:
                get_logger().info("slot", job=one.job, slot=one.at.isoformat(), made=one.made, expired=one.expired)


def _send(channel: str, clock: Clock) -> None:
    if made := drain(clock.sender, channel):
        get_logger().info("sent", channel=channel, attempts=made)


def _recover(clock: Clock) -> None:
    if found := recover(clock.sender):
        get_logger().warning("recovered", freed=found.freed, expired=found.expired, closed=found.closed)


def _runs(clock: Clock) -> None:
    with reading(clock.sender.sessions) as session:
        waiting = runs.waiting(session, clock.sender.clock())
    _tend(clock, "runs", waiting, clock.sender.settings.times.solvers)


def _uploads(clock: Clock) -> None:
    with reading(clock.sender.sessions) as session:
        waiting = runs.waiting_uploads(session, clock.sender.clock())
    _tend(clock, "uploads", waiting, _UPLOADS)


def _allotments(clock: Clock) -> None:
    with reading(clock.sender.sessions) as session:
        waiting = runs.waiting_allotments(session, clock.sender.clock())
    _tend(clock, "allotments", waiting, _ALLOTMENTS)


def _tend(clock: Clock, what: str, waiting: int, most: int) -> None:
    if not clock.sender.stop.is_set() and (started := clock.children.tend(what, waiting=waiting, most=most)):
        get_logger().info("child", work=what, started=started)


def _tidy(clock: Clock) -> None:
    with transaction(clock.sender.sessions) as session:
        beats.tidy(session, clock.sender.clock())
