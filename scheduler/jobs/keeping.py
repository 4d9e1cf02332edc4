"""Keeping the clock: APScheduler ticks in this process, until it is told to go; then nothing is left in its hands."""

import logging
from collections.abc import Callable
from datetime import datetime
from threading import Lock
from time import monotonic, sleep

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from structlog import get_logger

from scheduler.clock import TOWN
from scheduler.jobs.beats import leave
from scheduler.jobs.jumps import Jumps, tell
from scheduler.jobs.ticks import Clock, Tick, ticks
from scheduler.reminders.claiming import release
from scheduler.store.database import transaction

_LOOK = 0.2
_CHILDREN, _HANDS = 4.0, 4.0
"""Seconds that are given to children, and to messages in hand: together less than the 10 s of a service manager."""


def keep(clock: Clock, going: Callable[[], bool]) -> frozenset[str]:
    """Tick while `going`, then finish the message in hand and give back the rest; in 10 s at most.

    Gives the ticks that did not come to an end in that time, hung on somebody who does not answer: the process can
    only go with them.
    """
    busy = _Busy()
    scheduler = _scheduler(clock, busy)
    scheduler.start()
    get_logger().info("clock_started", by=clock.sender.by)
    jumps = Jumps(clock.sender.clock)
    while going():
        sleep(_LOOK)
        if by := jumps.seen():
            get_logger().warning("clock_jumped", seconds=by.total_seconds())
            tick_now(scheduler)
            busy.guarded(Tick("jump", 0, lambda clock: tell(clock.sender, by)), clock)
    return _end(clock, scheduler, busy)


def tick_now(scheduler: BackgroundScheduler) -> None:
    """APScheduler waits for times on the wall: after a jump back it would wait for them to come round again."""
    for job in scheduler.get_jobs():
        job.modify(next_run_time=datetime.now(TOWN))


def _scheduler(clock: Clock, busy: "_Busy") -> BackgroundScheduler:
    # A channel that takes longer than its tick is no news.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    table = ticks(clock)
    scheduler = BackgroundScheduler(
        timezone=TOWN,
        executors={"default": ThreadPoolExecutor(len(table))},
        job_defaults={"misfire_grace_time": 3600, "coalesce": True, "max_instances": 1},
    )
    for tick in table:
        scheduler.add_job(
            busy.guarded,
            "interval",
            args=(tick, clock),
            id=tick.name,
            seconds=tick.seconds,
            next_run_time=datetime.now(TOWN),
        )
    return scheduler


def _end(clock: Clock, scheduler: BackgroundScheduler, busy: "_Busy") -> frozenset[str]:
    get_logger().info("clock_stopping", by=clock.sender.by)
    clock.sender.stop.set()
    scheduler.shutdown(wait=False)
    clock.children.stop(_CHILDREN)
    left = busy.wait(_HANDS)
    with transaction(clock.sender.sessions) as session:
        release(session, by=clock.sender.by)
        leave(session, clock.sender.by)
    get_logger().info("clock_stopped", by=clock.sender.by, hung=sorted(left))
    return left


class _Busy:
    """Which ticks are at work. What goes wrong in one is told, and is tried again at its next."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._lock = Lock()

    def guarded(self, tick: Tick, clock: Clock) -> None:
        with self._lock:
            self._names.add(tick.name)
        try:
            # One that was about to begin when the end came must not write behind it.
            if not clock.sender.stop.is_set():
                tick.do(clock)
        except Exception as fault:
            get_logger().error("tick_failed", tick=tick.name, exc_info=fault)
        finally:
            with self._lock:
                self._names.discard(tick.name)

    def wait(self, patience: float) -> frozenset[str]:
        """Those that are still at work when patience, in seconds, is over."""
        deadline = monotonic() + patience
        while self._names and monotonic() < deadline:
            sleep(0.05)
        with self._lock:
            return frozenset(self._names)
