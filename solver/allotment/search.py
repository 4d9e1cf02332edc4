"""The search: annealing, round by round, from today's contracts on."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import count
from time import monotonic

import numpy as np

from solver.allotment.anneal import anneal
from solver.allotment.judge import evenness
from solver.allotment.pack import Ints, Packed

Pools = list[tuple[int, ...]]
"""By lot the columns of its stewards."""

_COLD = 1e-8
_LEAST, _PACE = 20_000, 2_000_000.0
"""The shortest round, and how many moves a second one may hope for before the first."""


@dataclass(frozen=True, slots=True)
class _Round:
    """So many moves, from how hot; loads above `ease` times the bound are what is made smaller."""

    moves: int
    hot: float
    ease: float


_ROUNDS = (_Round(400_000, 3e-3, 1.0), _Round(6_000_000, 3e-3, 1.0), _Round(40_000_000, 3e-3, 1.0))
_LATER = (_Round(20_000_000, 1e-5, 1.004), _Round(20_000_000, 1e-6, 1.002), _Round(40_000_000, 1e-3, 1.0))


def start(town: Packed) -> Pools:
    """Today's contracts, the strongest first as far as a pool reaches; else whoever has most people."""
    pools = []
    for lot, held in enumerate(town.held):
        known = sorted(held, key=lambda unit: (-town.strength[unit], unit))[: town.most[lot]]
        anybody = town.choice[lot, : town.choices[lot]]
        pools.append(tuple(known) or (int(anybody[np.argmax(town.strength[anybody])]),))
    return pools


def load_of(town: Packed, pools: Pools) -> Ints:
    """By column the load of each steward."""
    load = town.idle.copy()
    for lot, pool in enumerate(pools):
        units = list(pool)
        load[units] += town.rate(lot, pool) + town.turn[lot, units]
        if len(pool) > 1:
            load[units] += town.share[lot, units]
    return load


def search(
    town: Packed, pools: Pools, *, levels: tuple[int, ...], seed: int, workers: int, left: Callable[[int, int], float]
) -> Iterable[Pools]:
    """Ever more even plans, beginning with `pools`; rounds bring the loads down to one of the `levels` after another.

    `left` is asked before each round how many seconds there are, and told the largest load so far and how many rounds
    in a row brought nothing: with 0 it ends. All workers begin at the best of the last round. The same seed and number
    of workers give the same rounds, as long as none has to be shortened.
    """
    best, key = pools, evenness(load_of(town, pools).tolist())
    pace, idle = _PACE, 0
    with ThreadPoolExecutor(workers) as threads:
        for turn in count():
            seconds = left(key[0], idle)
            if seconds <= 0:
                return
            plan = _ROUNDS[turn] if turn < len(_ROUNDS) else _LATER[turn % len(_LATER)]
            plan = replace(plan, moves=max(_LEAST, min(plan.moves, int(pace * seconds))))
            began, idle = monotonic(), idle + 1
            level = max(1, levels[turn % len(levels)])
            tries = [
                threads.submit(_round, town, best, plan=plan, level=level, seed=seed + 1000 * turn + worker)
                for worker in range(workers)
            ]
            for one in tries:
                found = one.result()
                if (new := evenness(load_of(town, found).tolist())) < key:
                    best, key, idle = found, new, 0
                    yield best
            pace = plan.moves / max(1e-3, monotonic() - began)


def _round(town: Packed, pools: Pools, *, plan: _Round, level: int, seed: int) -> Pools:
    wide = int(town.most.max())
    rows, size = np.zeros((len(pools), wide), np.int64), np.zeros(len(pools), np.int64)
    for lot, pool in enumerate(pools):
        rows[lot, : len(pool)], size[lot] = pool, len(pool)
    found, length, units = rows.copy(), size.copy(), len(town.stewards)
    anneal(
        seed % 2**31, plan.moves, plan.hot, _COLD, float(level), plan.ease,
        town.strength, town.need, town.most, town.may, town.choice, town.choices,
        town.turn, town.share, town.near, rows, size, load_of(town, pools), found, length,
        np.zeros((2, wide), np.int64), np.zeros(4 * wide, np.int64),
        np.zeros(units, np.int64), np.zeros(units, np.bool_),
    )  # fmt: skip
    return [tuple(row[:n]) for row, n in zip(found.tolist(), length.tolist(), strict=True)]
