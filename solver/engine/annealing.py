"""Many moves on all cores: the town is cut anew at every stage, a block for each core."""

from concurrent.futures import Executor

import numpy as np

from solver.engine.anneal import anneal
from solver.engine.blocks import Cutter
from solver.engine.guides import Guides
from solver.engine.held import Held
from solver.engine.packed import Packed
from solver.engine.seats import Block


class Annealing:
    """Betters a roster in place, stage by stage."""

    def __init__(self, cutter: Cutter, guides: Guides, *, pool: Executor, blocks: int) -> None:
        self._cutter, self._guides, self._pool, self._blocks = cutter, guides, pool, blocks

    def stage(self, packed: Packed, held: Held, random: np.random.Generator, *, heat: float, moves: int) -> None:
        """About `moves` moves at one temperature, at the prices of `packed`."""
        cut = self._cutter.cut(self._blocks, random)
        total = sum(len(seats) for seats in cut.seats)
        jobs = [
            self._pool.submit(
                anneal, packed, held, self._guides,
                Block(number, cut.people, cut.points, seats, np.empty(2 * len(seats), dtype=np.int32)),
                heat, moves * len(seats) // total, int(random.integers(2**31)),
            )
            for number, seats in enumerate(cut.seats)
            if len(seats)
        ]  # fmt: skip
        for job in jobs:
            job.result()
