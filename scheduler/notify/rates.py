"""Rates: how often a robot may speak. Nobody waits here: who comes too early is told when to come back."""

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Lock

from scheduler.language import say
from scheduler.notify.channel import Undelivered


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `count` messages in any `seconds`."""

    count: int
    seconds: float


@dataclass(slots=True)
class _Address:
    """`taken` are the moments of the last messages, those to come included; `booked` the keys that wait for theirs."""

    taken: deque[float] = field(default_factory=deque)
    booked: dict[str, float] = field(default_factory=dict)


class Limiter:
    """Keeps the rates of every address in this process. `clock` counts seconds and never goes back."""

    def __init__(self, rates: tuple[Rate, ...], clock: Callable[[], float]) -> None:
        self._rates, self._clock = rates, clock
        self._longest = max(rate.seconds for rate in rates)
        self._addresses: dict[str, _Address] = defaultdict(_Address)
        self._lock = Lock()

    def take(self, address: str, key: str) -> None:
        """Let the message of that key through. Raises Undelivered with the time to wait: at the end of it the message
        has a place of its own, so that nobody is sent away twice."""
        with self._lock:
            now, line = self._clock(), self._addresses[address]
            self._forget(line, now)
            turn = line.booked.get(key)
            if turn is None:
                turn = self._next(line, now)
                line.taken.append(turn)
            if turn > now:
                line.booked[key] = turn
                raise Undelivered(say("发送太快，稍后再发"), wait=timedelta(seconds=turn - now))
            line.booked.pop(key, None)

    def _next(self, line: _Address, now: float) -> float:
        """The first moment, behind those given away, that keeps every rate."""
        turn = max(now, line.taken[-1]) if line.taken else now
        for rate in self._rates:
            if len(line.taken) >= rate.count:
                turn = max(turn, line.taken[-rate.count] + rate.seconds)
        return turn

    def _forget(self, line: _Address, now: float) -> None:
        while line.taken and line.taken[0] <= now - self._longest:
            line.taken.popleft()
        line.booked = {key: turn for key, turn in line.booked.items() if turn > now - self._longest}
