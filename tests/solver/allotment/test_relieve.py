"""Relieving: the loads that are kept are those of the pools, and what is given is the best that was met."""

import numpy as np
import pytest

from solver.allotment.changes import Aim
from solver.allotment.pack import Ints, Packed, Pools, load_of, pack
from solver.allotment.plan import demand_of, plan_of, pools_of
from solver.allotment.relieve import relieve
from solver.allotment.search import start
from tests.solver.allotment.seasons import tiny


def relieved(town: Packed, *, turns: int, seed: int) -> tuple[int, Ints, Pools, Pools]:
    """The least largest load, the loads as they were kept, the last pools and the best."""
    plan = plan_of(town, start(town))
    pool, size = plan.pool.copy(), plan.size.copy()
    aim = Aim(float(town.fair), 3.0 * town.strength.astype(np.float64), turns, 2, seed)
    found = relieve(demand_of(town), aim, plan, pool, size)
    return found, plan.load, pools_of(plan.pool, plan.size), pools_of(pool, size)


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
