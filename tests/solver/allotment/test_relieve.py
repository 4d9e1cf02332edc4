"""Relieving: the loads that are kept are those of the pools, and what is given is the best that was met."""

import numpy as np
import pytest

from solver.allotment.pack import Ints, Packed, pack
from solver.allotment.relieve import relieve
from solver.allotment.search import Pools, load_of, start
from tests.solver.allotment.seasons import tiny


def relieved(town: Packed, *, turns: int, seed: int) -> tuple[int, Ints, Pools, Pools]:
    """The least largest load, the loads as they were kept, the last pools and the best."""
    lots, units, wide = len(town.lots), len(town.stewards), int(town.most.max())
    pools = start(town)
    rows, size = np.zeros((lots, wide), np.int64), np.array([len(pool) for pool in pools], np.int64)
    for lot, pool in enumerate(pools):
        rows[lot, : len(pool)] = pool
    best, length, load = rows.copy(), size.copy(), load_of(town, pools)
    price = 3.0 * town.strength.astype(np.float64)
    found = relieve(
        seed, turns, float(town.fair), 2,
        town.strength, town.need, town.most, town.may, town.choice, town.choices,
        town.turn, town.share, price, rows, size, load, best, length,
        np.zeros((units, lots), np.int64), np.zeros(units, np.int64), np.zeros((lots, units), np.int64),
        np.zeros(lots, np.int64), np.zeros(lots, np.int64),
    )  # fmt: skip
    return found, load, _pools(rows, size), _pools(best, length)


def _pools(rows: Ints, size: Ints) -> Pools:
    return [tuple(row[:n]) for row, n in zip(rows.tolist(), size.tolist(), strict=True)]


@pytest.mark.parametrize("seed", range(60))
def test_the_loads_that_are_kept_are_those_of_the_pools(seed: int) -> None:
    town = pack(tiny(seed))
    if not town.lots:
        return
    found, load, last, best = relieved(town, turns=50, seed=seed)
    assert load.tolist() == load_of(town, last).tolist()
    assert found == load_of(town, best).max() <= load_of(town, start(town)).max()
    for lot, pool in enumerate(last):
        assert 1 <= len(set(pool)) == len(pool) <= town.most[lot]
        assert all(town.may[lot, unit] for unit in pool)
