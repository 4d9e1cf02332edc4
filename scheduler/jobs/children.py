"""Children: solves and imports run in processes of their own, so that none of them ever delays a reminder."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock
from time import monotonic

WORK = (sys.executable, "-m", "scheduler", "work")
_STARTING = 15.0
"""Seconds in which a child finds its work; until then it is taken for one that has none yet. It is also the pause after
one that failed; where a signal ended it, the next may well do better."""
_KILLED = 2.0


@dataclass(frozen=True, slots=True)
class _Child:
    process: "subprocess.Popen[bytes]"
    started: float


class Children:
    """The children of this clock, by what they work on. They outlive a clock that is killed."""

    def __init__(self, command: Sequence[str] = WORK, *, ticks: Callable[[], float] = monotonic) -> None:
        self._command, self._ticks = tuple(command), ticks
        self._alive: dict[str, list[_Child]] = {}
        self._rest: dict[str, float] = {}
        self._lock = Lock()

    def tend(self, what: str, *, waiting: int, most: int) -> int:
        """Start a child for that kind of work where more is `waiting` than children look for it, never more than
        `most` at once; gives how many were started. After one that failed there is a pause."""
        with self._lock:
            alive = self._alive[what] = self._still_alive(what)
            now = self._ticks()
            looking = sum(now - child.started < _STARTING for child in alive)
            wanted = min(waiting - looking, most - len(alive))
            if now < self._rest.get(what, 0.0) or wanted <= 0:
                return 0
            alive += [self._started(what) for _ in range(wanted)]
            return wanted

    @property
    def alive(self) -> int:
        """How many there are."""
        with self._lock:
            self._alive = {what: self._still_alive(what) for what in self._alive}
            return sum(map(len, self._alive.values()))

    def stop(self, patience: float) -> None:
        """Tell all of them to go, and wait for that so many seconds; what they do is gone on with later."""
        with self._lock:
            alive = [child.process for children in self._alive.values() for child in children]
            for process in alive:
                process.terminate()
            deadline = monotonic() + patience
            for process in alive:
                try:
                    process.wait(max(0.0, deadline - monotonic()))
                except subprocess.TimeoutExpired:
                    continue

    def _started(self, what: str) -> _Child:
        # Its own session: Ctrl-C in the terminal reaches the clock, which then tells its children.
        process = subprocess.Popen([*self._command, what], start_new_session=True)  # noqa: S603 (our own program)
        return _Child(process, self._ticks())

    def _still_alive(self, what: str) -> list[_Child]:
        alive = []
        for child in self._alive.get(what, []):
            code = child.process.poll()
            if code is None:
                alive.append(child)
            elif code != 0:
                self._rest[what] = self._ticks() + (_KILLED if code < 0 else _STARTING)
        return alive
