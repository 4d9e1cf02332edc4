"""The bound: below every plan there is, whatever the prices."""

from random import Random

import numpy as np
import pytest

from solver.allotment.bound import Bound, proven
from solver.allotment.cheapest import cheapest
from solver.allotment.judge import evenness, loads
from solver.allotment.pack import pack
from solver.allotment.search import start
from solver.allotment.season import Season, Site, Steward
from tests.solver.allotment.seasons import every_plan, tiny


def _forever() -> float:
    return 60.0


@pytest.mark.parametrize("seed", range(150))
def test_no_plan_has_smaller_largest_loads_than_is_proven(seed: int) -> None:
    season = tiny(seed)
    town = pack(season)
    if not town.lots:
        return
    bound = Bound(town)
    bound.learn(start(town))
    plans = [evenness(loads(season, given).values()) for given in every_plan(season)]
    for many in range(1, len(season.stewards) + 1):
        assert bound.of_largest(many, left=_forever) <= min(sum(plan[:many]) for plan in plans)


@pytest.mark.parametrize("seed", range(150))
def test_any_prices_prove_something_true(seed: int) -> None:
    season, random = tiny(seed), Random(seed)
    town = pack(season)
    price = np.array([random.choice((0, 1, 7, 1000, 10**6)) for _ in town.stewards], np.int64)
    found = [cheapest(town, lot, price) for lot in range(len(town.lots))]
    plans = [evenness(loads(season, given).values()) for given in every_plan(season)]
    for many in (1, 2):
        assert proven(town, price, found, many) <= min(sum(plan[:many]) for plan in plans)


def test_where_all_may_share_everything_the_bound_is_the_even_share() -> None:
    stewards = (Steward("u1", 300), Steward("u2", 700))
    sites = (Site("p1", 10_000, ("u1", "u2")), Site("p2", 30_000, ("u1", "u2")))
    town = pack(Season(stewards, sites))
    bound = Bound(town)
    bound.learn(start(town))
    assert bound.of_largest(1, left=_forever) == 4_000


def test_with_no_time_left_the_bound_is_still_the_even_share() -> None:
    """Four people at 20,000 a month and six at 30,000: 50,000 / 10."""
    stewards = (Steward("u1", 400), Steward("u2", 600))
    sites = (Site("p1", 20_000, ("u1", "u2")), Site("p2", 30_000, ("u2",)))
    town = pack(Season(stewards, sites))
    bound = Bound(town)
    bound.learn(start(town))
    assert bound.of_largest(1, left=lambda: 0.0) == 5_000
