"""The search: whoever carries too much is relieved, round by round, from today's contracts on."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from time import monotonic

import numpy as np

from solver.allotment.changes import Aim
from solver.allotment.judge import evenness
from solver.allotment.pack import Ints, Packed, Pools, load_of
from solver.allotment.plan import demand_of, plan_of, pools_of
from solver.allotment.relieve import relieve

_ABOVE = 1.003
"""Whoever carries so many times the level is relieved: a little more than what is proven, which few plans can reach."""

_PRICED = (17.0, 0.0, 40.0, 8.0)
"""How dear the price of everybody's load is: the dearer, the more contracts stay. By round and worker in turn."""

_TENURE = (3, 5, 2, 8)
_TURNS = (2_000, 6_000, 20_000)
_LEAST, _PACE = 200, 20_000.0
"""The shortest round, and how many turns a second one may hope for before the first."""


def start(town: Packed) -> Pools:
    """Today's contracts, the strongest first as far as a pool reaches; else whoever has most people."""
    pools = []
    for lot, held in enumerate(town.held):
        known = sorted(held, key=lambda unit: (-town.strength[unit], unit))[: town.most[lot]]
        anybody = town.choice[lot, : town.choices[lot]]
        pools.append(tuple(known) or (int(anybody[np.argmax(town.strength[anybody])]),))
    return pools


def search(
    town: Packed, pools: Pools, *, levels: tuple[int, ...], price: Ints, seed: int, workers: int,
    left: Callable[[int, int], float],
) -> Iterable[Pools]:  # fmt: skip
    """Ever more even plans, beginning with `pools`; rounds bring the loads down to one of the `levels` after another.

    `price` [U] is how much each steward's load counts besides, in any unit. `left` is asked before each round how many
    seconds there are, and told the largest load so far and how many rounds in a row brought nothing: with 0 it ends.
    All workers begin at the last plan whose largest load was no larger than any before. The same seed and number of
    workers give the same rounds, as long as none has to be shortened.
    """
    here, key = pools, evenness(load_of(town, pools).tolist())
    pace, idle = _PACE, 0
    share = price / max(1, int(price.sum()))
    with ThreadPoolExecutor(workers) as threads:
        for turn in count():
            seconds = left(key[0], idle)
            if seconds <= 0:
                return
            turns = max(_LEAST, min(_TURNS[min(turn, len(_TURNS) - 1)], int(pace * seconds)))
            began, idle = monotonic(), idle + 1
            level = _ABOVE * max(1, levels[turn % len(levels)])
            plans = (
                Aim(level, _PRICED[n % 4] * level * share, turns, _TENURE[n % 4], (seed + 1000 * turn + n) % 2**31)
                for n in range(turn, turn + workers)
            )
            for one in [threads.submit(_round, town, here, plan) for plan in plans]:
                found = one.result()
                new = evenness(load_of(town, found).tolist())
                if new[0] <= key[0]:
                    here = found
                if new < key:
                    key, idle = new, 0
                    yield found
            pace = turns / max(1e-3, monotonic() - began)


def _round(town: Packed, pools: Pools, aim: Aim) -> Pools:
    plan = plan_of(town, pools)
    pool, size = plan.pool.copy(), plan.size.copy()
    relieve(demand_of(town), aim, plan, pool, size)
    return pools_of(pool, size)
