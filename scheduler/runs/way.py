"""How far a solve is: heard from its threads, read by the one that writes it down."""

import gzip
import json
from collections.abc import Iterable
from threading import Lock

from solver.problem import Duty
from solver.progress import Step
from solver.roster import Roster

Point = tuple[float, int, int | None]


class Way:
    """`trace` lists (seconds, cost, bound); the seconds count on from `spent`, used by a process that died."""

    def __init__(self, trace: Iterable[Point] = ()) -> None:
        self._trace = list(trace)
        self.spent = self._trace[-1][0] if self._trace else 0.0
        self._best: Roster | None = None
        self._lock = Lock()

    def note(self, step: Step) -> None:
        """One of the numbers got better."""
        with self._lock:
            self._trace.append((round(self.spent + step.seconds, 2), step.cost, step.bound))

    def hold(self, roster: Roster) -> None:
        """The best roster so far."""
        with self._lock:
            self._best = roster

    @property
    def trace(self) -> list[Point]:
        with self._lock:
            return list(self._trace)

    def taken_best(self) -> Roster | None:
        """The best roster if there is a better one than the last time this was asked, else None."""
        with self._lock:
            best, self._best = self._best, None
            return best


def packed(roster: Roster) -> bytes:
    """A checkpoint: gzipped JSON of the duties."""
    return gzip.compress(json.dumps(sorted(roster.duties), ensure_ascii=False).encode(), compresslevel=5, mtime=0)


def unpacked(checkpoint: bytes) -> frozenset[Duty]:
    """The duties of a checkpoint."""
    return frozenset(Duty(*pair) for pair in json.loads(gzip.decompress(checkpoint)))
