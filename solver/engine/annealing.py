"""Many moves on all cores: the town is cut anew at every stage, a block for each core."""

from concurrent.futures import Executor

import numpy as np

from solver.engine.anneal import anneal
from solver.engine.blocks import Cutter
from solver.engine.guides import Guides
from solver.engine.held import Held
from solver.engine.packed import Packed


class Annealing:
    """Betters a roster in place, stage by stage."""

    def __init__(self, packed: Packed, cutter: Cutter, guides: Guides, *, pool: Executor, blocks: int) -> None:
        self._packed, self._cutter, self._guides = packed, cutter, guides
        self._pool, self._blocks = pool, blocks

    def stage(self, held: Held, random: np.random.Generator, *, heat: float, moves: int) -> int:
        """About `moves` moves at one temperature; what they changed the cost by."""
        cut = self._cutter.cut(self._blocks, random)
        total = sum(len(seats) for seats in cut.seats)
        guides = self._guides
        jobs = [
            self._pool.submit(
                anneal, self._packed, held, seats, cut.people, cut.points, block, guides.first, guides.who, heat,
                moves * len(seats) // total, int(random.integers(2**31)),
            )
            for block, seats in enumerate(cut.seats)
            if len(seats)
        ]  # fmt: skip
        return sum(int(job.result()) for job in jobs)
