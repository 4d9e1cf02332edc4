"""The plan itself: as even as any there is, nothing outside what is allowed, contracts kept where asked."""

from dataclasses import replace

import pytest

from solver.allotment.allot import allot
from solver.allotment.answer import FEASIBLE, OPTIMAL, STOPPED, Move
from solver.allotment.judge import duties, evenness, faults, loads
from solver.allotment.season import Prices, Season, Site, Steward
from solver.answered import Effort
from solver.progress import Step, Stop
from tests.solver.allotment.seasons import every_plan, tiny

QUICK = Effort(seconds=3600.0, workers=1, seed=1)


@pytest.mark.parametrize("seed", range(120))
def test_a_plan_that_is_called_optimal_is_as_even_as_the_most_even_of_all(seed: int) -> None:
    season = tiny(seed)
    answer = allot(season, QUICK)
    assert answer.status == OPTIMAL
    assert evenness(answer.loads.values()) == min(
        evenness(loads(season, given).values()) for given in every_plan(season)
    )


@pytest.mark.parametrize("seed", range(120))
def test_the_numbers_of_a_plan_are_those_of_the_judge_and_nothing_in_it_is_forbidden(seed: int) -> None:
    season = tiny(seed)
    answer = allot(season, QUICK)
    given = {site: pool.units for site, pool in answer.pools.items()}
    assert faults(season, given) == []
    assert answer.loads == loads(season, given)
    assert answer.duties == duties(season, given)
    assert answer.worst.reached == max(answer.loads.values())
    assert set(answer.uncovered) == {lot for lot, pool in given.items() if not pool}


def test_one_unit_of_twelve_is_joined_by_the_one_that_has_nothing() -> None:
    season = Season(
        (Steward("u1", 1200), Steward("u2", 1200)), (Site("p1", 168_000, ("u1", "u2"), holds=("u1",), lead="u1"),)
    )
    answer = allot(season, QUICK)
    assert answer.pools["p1"].units == ("u1", "u2")
    assert answer.duties == {"u1": 7000, "u2": 7000}
    assert [(change.unit, change.move) for change in answer.changes] == [("u2", Move.BEGIN)]


def test_contracts_stay_where_a_change_costs_more_than_it_helps() -> None:
    sites = (
        Site("p1", 60_000, ("u1", "u2"), holds=("u1",), lead="u1"),
        Site("p2", 40_000, ("u1", "u2"), ("u2",), "u2"),
    )
    season = Season((Steward("u1", 1000), Steward("u2", 1000)), sites, Prices(change=10**6))
    assert allot(season, QUICK).changes == ()
    assert allot(replace(season, prices=Prices()), QUICK).changes != ()


def test_the_worst_comes_first_even_where_others_pay_more_for_it_than_it_gains() -> None:
    # Of 10 people, u1 would carry 9.95 each with p2; u2, of one, carries 9.5 of it alone.
    sites = (Site("p1", 90_000, ("u1",)), Site("p2", 9_500, ("u1", "u2"), most=1))
    season = Season((Steward("u1", 1000), Steward("u2", 100)), sites)
    assert evenness(allot(season, QUICK).loads.values()) == (9_500, 9_000)


def test_a_whole_community_has_one_pool_and_one_lead() -> None:
    stewards = tuple(Steward(f"u{n}", 500) for n in range(3))
    names = tuple(one.id for one in stewards)
    sites = tuple(Site(f"p{n}", 4_000, names, most=1, whole="东关" if n < 3 else None) for n in range(5))
    answer = allot(Season(stewards, sites), QUICK)
    assert len({answer.pools[f"p{n}"].units for n in range(3)}) == 1


def test_a_point_that_nobody_may_answer_for_is_told() -> None:
    answer = allot(Season((Steward("u1", 100),), (Site("p1", 1000, (), holds=("u1",)),)), QUICK)
    assert answer.uncovered == ("p1",)
    assert [(change.move, change.price) for change in answer.changes] == [(Move.END, 0)]


def test_a_season_without_points_is_answered() -> None:
    assert allot(Season((), ()), QUICK).worst.gap == 0.0


def _town(change: int) -> Season:
    """Fourteen units in a ring: each point may be given to four of them, two hold it."""
    stewards = tuple(Steward(f"u{n:02}", 400 + 100 * (n * 5 % 7)) for n in range(14))
    sites = []
    for n in range(20):
        may = tuple(f"u{(n + step) % 14:02}" for step in range(4))
        sites.append(Site(f"p{n:02}", 30_000 + 1_000 * (n * 3 % 11), may, holds=may[:2], lead=may[0]))
    return Season(stewards, tuple(sites), Prices(change))


@pytest.mark.parametrize("change", [0, 2000])
def test_a_town_too_large_to_look_at_every_pool_is_searched_and_proven(change: int) -> None:
    season, heard = _town(change), list[Step]()
    answer = allot(season, Effort(seconds=600, workers=1, rounds=2), report=heard.append)
    assert answer.status == FEASIBLE
    assert faults(season, {site: pool.units for site, pool in answer.pools.items()}) == []
    assert 0 < answer.worst.bound <= answer.worst.reached
    assert 0 < answer.tenth.bound <= answer.tenth.reached
    assert heard[-1].cost >= answer.worst.reached
    assert heard[-1].bound == answer.worst.bound


def test_the_same_seed_gives_the_same_plan() -> None:
    effort = Effort(seconds=600, workers=2, rounds=1, seed=3)
    one, other = allot(_town(500), effort), allot(_town(500), effort)
    assert one.pools == other.pools


def test_a_search_that_is_stopped_gives_what_it_has() -> None:
    stop = Stop()
    stop()
    answer = allot(_town(0), QUICK, stop=stop)
    assert answer.status == STOPPED
    assert all(pool.units for pool in answer.pools.values())
