"""Many moves on all cores: the town is cut anew at every stage, and each block is worked on by itself."""

from concurrent.futures import Executor
from typing import Protocol

import numpy as np

from solver.engine.anneal import anneal
from solver.engine.blocks import Cut
from solver.engine.guides import Guides
from solver.engine.held import Held
from solver.engine.pace import Stage
from solver.engine.packed import Packed
from solver.engine.seats import Block


class Hands(Protocol):
    """Whoever makes the moves, in as many blocks as suit them."""

    def blocks(self) -> int:
        """Into how many blocks the town is to be cut for the next stage, at least one."""

    def better(
        self, packed: Packed, held: Held, cut: Cut, random: np.random.Generator, *, heat: float, stage: Stage
    ) -> None:
        """Make a stage's moves at one temperature, in place, at the prices of `packed`."""


class Threads:
    """This machine's own: a thread for each block, all on the same arrays."""

    def __init__(self, guides: Guides, pool: Executor, blocks: int) -> None:
        self._guides, self._pool, self._blocks = guides, pool, blocks

    def blocks(self) -> int:
        return self._blocks

    def better(
        self, packed: Packed, held: Held, cut: Cut, random: np.random.Generator, *, heat: float, stage: Stage
    ) -> None:
        """A stage's moves, each block's by its share of the seats."""
        total = sum(len(seats) for seats in cut.seats)
        jobs = [
            self._pool.submit(
                anneal, packed, held, self._guides,
                Block(number, cut.people, cut.points, seats, np.empty(2 * len(seats), dtype=np.int32)),
                heat, stage.moves * len(seats) // total, int(random.integers(2**31)),
            )
            for number, seats in enumerate(cut.seats)
            if len(seats)
        ]  # fmt: skip
        for job in jobs:
            job.result()
