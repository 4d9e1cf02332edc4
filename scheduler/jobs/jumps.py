"""Jumps: a wall clock that goes by more or less than the seconds that really passed, by a minute or more."""

from collections.abc import Callable
from datetime import datetime, timedelta
from socket import gethostname
from time import monotonic

from scheduler.language import say
from scheduler.reminders.kind import World
from scheduler.reminders.kinds.alarms import Trouble, alarm
from scheduler.reminders.planning import in_chinese, write
from scheduler.reminders.sending import Sender
from scheduler.services.reaching import reach
from scheduler.store.database import transaction

_A_JUMP = timedelta(minutes=1)


class Jumps:
    """Compares `clock` with `ticks`, seconds that never go back."""

    def __init__(self, clock: Callable[[], datetime], ticks: Callable[[], float] = monotonic) -> None:
        self._clock, self._ticks = clock, ticks
        self._wall, self._passed = clock(), ticks()

    def seen(self) -> timedelta | None:
        """How far the clock has jumped since the last time this was asked, None when it has not; back is negative."""
        wall, passed = self._clock(), self._ticks()
        by = (wall - self._wall) - timedelta(seconds=passed - self._passed)
        self._wall, self._passed = wall, passed
        return None if abs(by) < _A_JUMP else by


def tell(sender: Sender, by: timedelta) -> None:
    """Tell the admins, once a day and machine, unless alarms are off."""
    if sender.settings.times.alarms:
        with transaction(sender.sessions) as session:
            world = World(sender.settings, reach(session, sender.settings), sender.clock())
            write(session, in_chinese(lambda: alarm(session, [_trouble(by)], slot=world.now, world=world)))


def _trouble(by: timedelta) -> Trouble:
    host, minutes = gethostname(), round(by.total_seconds() / 60)
    advice = say("时钟跳了 {minutes} 分钟，或机器休眠过。请检查对时服务；发过的提醒不会再发。", minutes=minutes)
    return f"jump-{host}", say("时钟跳动：{host}", host=host), advice
