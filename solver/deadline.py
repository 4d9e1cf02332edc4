"""A deadline: how long there still is, by whatever clock counts, and whether somebody said stop before."""

from collections.abc import Callable
from time import monotonic

from solver.progress import Stop


class Deadline:
    """`seconds` from now by `clock`, or until `stop` is asked for: then nothing more is begun."""

    def __init__(self, seconds: float, *, clock: Callable[[], float] = monotonic, stop: Stop | None = None) -> None:
        self._clock, self._ends = clock, clock() + seconds
        self.stop = stop or Stop()

    @property
    def left(self) -> float:
        """Seconds until it is over, 0 from then on."""
        return 0.0 if self.stop.asked else max(0.0, self._ends - self._clock())

    def over(self) -> bool:
        return self.left <= 0
