"""Parts that others were asked to work on: what they bring back is looked at, and done here where it does not come."""

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass

import numpy as np

from solver.kinds import Index
from solver.spread.job import Work, better, bettered, packed
from solver.spread.machines import Machines
from solver.spread.part import Part, Rows

# How often, in seconds, it is looked whether any machine is still there.
_LOOK = 1.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """A part, what of the whole is in it, and what is to be done there."""

    part: Part
    rows: Rows
    work: Work


class Asked:
    """Jobs under way: on `machines`, and on `here`, among them those that failed elsewhere: of so many `sent` so many
    `lost`. Whatever is at work here ends early when it is `late`."""

    def __init__(self, machines: Machines, here: Executor, late: Callable[[], bool]) -> None:
        self._machines, self._here, self._late = machines, here, late
        self._away: dict[Future[Index], Job] = {}
        self.sent = self.lost = 0
        self._local: dict[Future[Index], Job] = {}

    def elsewhere(self, job: Job) -> None:
        self.sent += 1
        try:
            self._away[self._machines.executor.submit(better, packed(job.part, job.work))] = job
        except Exception as fault:
            self._instead(job, fault)

    def here(self, job: Job) -> None:
        self._local[self._here.submit(bettered, job.part, job.work, self._late)] = job

    def answers(self) -> Iterator[tuple[Job, Index]]:
        """Every job with everybody's months, as they come; those that did not come when it is late are given up.
        Raises what goes wrong here."""
        try:
            while (self._away or self._local) and not self._late():
                yield from self._arrived()
        finally:
            # Whoever works elsewhere ends by their own clock.
            for future in (*self._away, *self._local):
                future.cancel()

    def _arrived(self) -> list[tuple[Job, Index]]:
        """What came within a moment. No future is held on to: a cluster would work it out again if the answer got lost
        with a machine."""
        done, _ = wait([*self._away, *self._local], timeout=_LOOK, return_when=FIRST_COMPLETED)
        arrived: list[tuple[Job, Index]] = []
        for future in done:
            if future in self._local:
                arrived.append((self._local.pop(future), future.result()))
            else:
                arrived += self._returned(self._away.pop(future), future)
        if self._away and not done and not self._machines.cores():
            self._nobody_is_there()
        return arrived

    def _returned(self, job: Job, future: Future[Index]) -> list[tuple[Job, Index]]:
        try:
            return [(job, _months(job, future.result()))]
        except Exception as fault:
            self._instead(job, fault)
            return []

    def _nobody_is_there(self) -> None:
        for future, job in self._away.items():
            future.cancel()
            self._instead(job, ConnectionError("no machine is left"))
        self._away.clear()

    def _instead(self, job: Job, fault: Exception) -> None:
        _log.warning("a part of the town is done here: %s: %s", type(fault).__name__, fault)
        self.lost += 1
        self.here(job)


def _months(job: Job, months: Index) -> Index:
    """What came back, if these are months of the part. Raises ValueError."""
    shape, shifts = job.part.months.shape, len(job.rows.shifts)
    found = np.asarray(months)
    if found.shape != shape or found.dtype != np.int32 or found.min(initial=-1) < -1 or found.max(initial=-1) >= shifts:
        raise ValueError("these are not months of the part")
    return found
