"""What crosses to another machine and back: a part of the town, and the months that its people come to."""

import pickle
import zlib
from collections.abc import Callable
from time import monotonic
from typing import NamedTuple

import numpy as np

from solver.kinds import Index
from solver.spread.part import Part

# Little is gained by packing harder.
_LEVEL = 1
# By the clock moves are made in slices of so many seconds; the first has so many moves a seat.
_SLICE, _FIRST = 0.3, 20


class Work(NamedTuple):
    """Moves at one temperature: so many, but no more than fit into `seconds` where there are any."""

    heat: float
    moves: int
    seconds: float | None
    seed: int


def packed(part: Part, work: Work) -> bytes:
    return zlib.compress(pickle.dumps((part, work), protocol=pickle.HIGHEST_PROTOCOL), _LEVEL)


def unpacked(job: bytes) -> tuple[Part, Work]:
    found: tuple[Part, Work] = pickle.loads(zlib.decompress(job))  # noqa: S301 (whoever sends it has anything run here)
    return found


def better(job: bytes) -> Index:
    """Work on a part, wherever this runs: everybody's months after it."""
    return bettered(*unpacked(job), lambda: False)


def bettered(part: Part, work: Work, over: Callable[[], bool]) -> Index:
    """Everybody's months after the moves, or after those that were made until it is `over`."""
    # Loads the kernels, which whoever only sends jobs may have no use for.
    from solver.engine.anneal import anneal
    from solver.engine.fill import held_again
    from solver.engine.guides import guides

    began, town = monotonic(), part.packed
    held, found = held_again(town, part.months), guides(town, part.seen)
    block = part.block._replace(wanting=np.empty(2 * len(part.block.seats), dtype=np.int32))
    random, left = np.random.default_rng(work.seed), work.moves
    moves = left if work.seconds is None else min(left, _FIRST * len(block.seats))
    while left > 0 and moves > 0 and not over():
        before = monotonic()
        anneal(town, held, found, block, work.heat, moves, int(random.integers(2**31)))
        left -= moves
        if work.seconds is not None:
            now = monotonic()
            room = min(_SLICE, began + work.seconds - now)
            moves = min(left, int(moves * min(2.0, room / max(1e-6, now - before))))
    return held.month
