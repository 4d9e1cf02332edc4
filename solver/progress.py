"""How a solve gets on: its cost, its bound, the trace of both, and whether it is time to end."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from threading import Lock
from time import monotonic


@dataclass(frozen=True, slots=True)
class Step:
    """Seconds since the start, the best cost so far, the proven bound (None while there is none)."""

    seconds: float
    cost: int
    bound: int | None


Report = Callable[[Step], None]


class Stop:
    """Asks a solve to end soon with the best it has; may be called from any thread or a signal handler."""

    def __init__(self) -> None:
        self.asked = False
        self._running: set[Callable[[], None]] = set()

    def __call__(self) -> None:
        self.asked = True
        self.interrupt()

    def interrupt(self) -> None:
        """End what is running now, whether or not the whole solve is to stop."""
        for halt in tuple(self._running):
            halt()

    @contextmanager
    def reaching(self, halt: Callable[[], None]) -> Iterator[None]:
        """While inside, a stop calls `halt`."""
        self._running.add(halt)
        try:
            if self.asked:
                halt()
            yield
        finally:
            self._running.discard(halt)


class Progress:
    """The cost only falls and the bound only rises; each step of either is kept in `trace` and reported."""

    def __init__(self, *, seconds: float, gap: float, stop: Stop, report: Report | None) -> None:
        self.trace: list[Step] = []
        self.stop = stop
        self._began, self._seconds, self._gap, self._report = monotonic(), seconds, gap, report
        self._base = self._cost = 0
        self._proven: dict[int, int] | None = None
        self._lock = Lock()
        self._begun = False

    @property
    def cost(self) -> int:
        return self._cost

    @property
    def base(self) -> int:
        """The cost with nothing but the pins."""
        return self._base

    @property
    def bound(self) -> int | None:
        """The base and what is proven of every part; None until all of them have a bound."""
        return None if self._proven is None else self._base + sum(self._proven.values())

    @property
    def elapsed(self) -> float:
        return monotonic() - self._began

    @property
    def left(self) -> float:
        return max(0.0, self._seconds - self.elapsed)

    def over(self) -> bool:
        """Whether to end: told to stop, out of time, or the gap asked for is reached."""
        return self.stop.asked or self.left <= 0 or self.closed()

    def late(self, grace: float) -> bool:
        """Whether the time was over more than `grace` seconds ago, or a stop is asked for."""
        return self.stop.asked or self.elapsed > self._seconds + grace

    def closed(self) -> bool:
        return self.bound is not None and reached(self.cost, self.bound, self._gap)

    def begin(self, base: int) -> None:
        """The cost with nothing but the pins."""
        self._base = self._cost = base

    def reserve(self, seconds: float) -> None:
        """Keep this much of the time, at most a third of it, for what comes after the search."""
        self._seconds -= min(seconds, self._seconds / 3)

    def start(self, proven: dict[int, int] | None) -> None:
        """A first roster is there, and a first bound on the change each part can bring, None if there was no time."""
        with self._lock:
            self._proven, self._begun = proven, True
            self._note()

    def cheaper(self, change: int) -> None:
        """The roster's cost changed by `change`, at most 0."""
        with self._lock:
            self._cost += change
            if change and self._begun:
                self._note()

    def prove(self, part: int, change: int) -> None:
        """No choice in the part changes the base by less than `change`."""
        with self._lock:
            if self._proven is not None and change > self._proven[part]:
                self._proven[part] = change
                self._note()

    def _note(self) -> None:
        self.trace.append(Step(round(self.elapsed, 2), self.cost, self.bound))
        if self._report:
            self._report(self.trace[-1])
        if self.closed():
            self.stop.interrupt()


def reached(cost: int, bound: int, asked: float) -> bool:
    """Whether the gap is no larger than `asked`, not rounded: costs of any size may lie a single unit apart."""
    return Fraction(cost - bound, max(1, abs(cost))) <= asked


def gap(cost: int, bound: int) -> float:
    """(cost - bound) / max(1, |cost|), to five decimals."""
    return round((cost - bound) / max(1, abs(cost)), 5)
