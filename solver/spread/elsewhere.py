"""Moves made on other machines and here at once, each in a block of its own, which nobody else works on."""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from time import monotonic

import numpy as np

from solver.answered import Effort
from solver.engine.annealing import Hands
from solver.engine.blocks import Cut
from solver.engine.fill import held_again
from solver.engine.guides import Seen
from solver.engine.held import Held
from solver.engine.pace import Stage
from solver.engine.packed import Packed
from solver.kinds import Index, Whole
from solver.spread.asked import Asked, Job
from solver.spread.job import Work
from solver.spread.machines import Machines
from solver.spread.part import part_of, taken_back

# What is not back after so many times its seconds, and so many more, is waited for no longer.
_TIMES, _PATIENCE = 2.0, 5.0
# Machines that lose all of so many stages in a row are not asked any more.
_OFTEN = 2
# To send blocks is not worth fewer seconds of work, nor fewer times what is lost by it.
_LEAST_SECONDS, _WORTH = 1.0, 4.0

# People of the whole, and their months.
_Months = tuple[Whole, Index]

_log = logging.getLogger(__name__)


def helped(
    machines: Machines, here: Executor, effort: Effort, *, most: int, over: Callable[[], bool]
) -> Callable[[Seen], Hands]:
    """Hands for the engine: the machines', and this one's but for the core that proves; at most so many blocks. `over`
    says that nothing is waited for any longer."""
    return lambda seen: Elsewhere(seen, machines, here, cores=max(1, effort.cores - 1), most=most, over=over)


class Elsewhere:
    """Hands of the engine: `machines` get the first blocks, `cores` threads of `here` the others, `most` in all. `seen`
    is sent along."""

    def __init__(
        self, seen: Seen, machines: Machines, here: Executor, *, cores: int, most: int, over: Callable[[], bool]
    ) -> None:
        self._seen, self._machines, self._here, self._over = seen, machines, here, over
        self._cores, self._most, self._far = cores, most, 0
        # Stages in a row that the machines lost wholly, and the seconds that one takes beside its moves: unknown until
        # they have loaded what they need, in the first.
        self._failed, self._lost, self._loaded = 0, 0.0, False

    def blocks(self) -> int:
        self._far = self._machines.cores() if self._failed < _OFTEN else 0
        return max(1, min(self._far + self._cores, self._most))

    def better(
        self, packed: Packed, held: Held, cut: Cut, random: np.random.Generator, *, heat: float, stage: Stage
    ) -> None:
        """A stage's moves, each block's by its share of the seats. A block that does not come back, or comes back with
        what breaks a rule, stays as it was."""
        began, seconds = monotonic(), None
        if stage.seconds is not None:
            seconds = max(_LEAST_SECONDS, stage.seconds - self._lost, _WORTH * self._lost)
        asked = Asked(self._machines, self._here, self._late(seconds))
        filled = [(number, len(seats)) for number, seats in enumerate(cut.seats) if len(seats)]
        total = sum(seats for _, seats in filled)
        for number, seats in filled:
            work = Work(heat, stage.moves * seats // total, seconds, int(random.integers(2**31)))
            job = Job(*part_of(packed, held, self._seen, cut, number), work)
            (asked.elsewhere if number < self._far else asked.here)(job)
        found = [_own(job, months) for job, months in asked.answers()]
        _settle(packed, held, found)
        if asked.sent:
            self._failed = self._failed + 1 if asked.lost == asked.sent else 0
        if seconds is not None and len(found) == len(filled) and not asked.lost:
            self._lost = max(0.0, monotonic() - began - seconds) if self._loaded else 0.0
            self._loaded = True

    def _late(self, seconds: float | None) -> Callable[[], bool]:
        if seconds is None:
            return self._over
        until = monotonic() + _TIMES * (seconds + self._lost) + _PATIENCE
        return lambda: self._over() or monotonic() > until


def _own(job: Job, months: Index) -> _Months:
    return job.rows.people[job.rows.own], taken_back(job.rows, months)


def _settle(packed: Packed, held: Held, found: Sequence[_Months]) -> None:
    """Give people the months that were found for them, in place, but for blocks whose months do not fit in."""
    months = held.month.copy()
    for people, theirs in found:
        months[people] = theirs
    settled = held_again(packed, months)
    fits = settled.duties == (months >= 0).sum(axis=1)
    if fits.all():
        for field in Held._fields:
            getattr(held, field)[...] = getattr(settled, field)
        return
    good = [(people, theirs) for people, theirs in found if fits[people].all()]
    _log.warning("%s of %s parts came back with what breaks a rule", len(found) - len(good), len(found))
    # What does not fit may have crowded out what did.
    _settle(packed, held, good if len(good) < len(found) else ())
