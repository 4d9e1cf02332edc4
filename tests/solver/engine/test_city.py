"""The engine on any town: what it proves holds, what it keeps is what the judge counts, and it breaks no rule."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from solver.arrays import Town
from solver.board import Board
from solver.engine.city import City, ground
from solver.engine.pace import Stage
from solver.judge import judge
from solver.problem import Duty, Problem
from solver.roster import Roster
from tests.solver.exhaustive import optimum
from tests.solver.random_towns import random_town
from tests.solver.towns import problem_of


def a_city(problem: Problem, pool: ThreadPoolExecutor, *, seed: int = 1, workers: int = 1) -> City | None:
    """The engine on the problem after a little of everything; None where there is no seat to hand out."""
    town = Town(problem)
    pins = Board(town, town.pinned)
    packed = ground(pins)
    if packed is None:
        return None
    city = City(pins, packed, pool=pool, workers=workers, seed=seed)
    for steps in (city.approach([0.0, 0.5, 1.0]), city.prove([0.0, 0.3, 0.7, 1.0])):
        for _ in steps:
            pass
    city.hand_out()
    for _ in city.anneal([Stage(0.0, 300), Stage(0.5, 300), Stage(1.0, 300)], begun=0.0):
        pass
    return city


def rostered(problem: Problem, city: City) -> Roster:
    people, shifts = problem.volunteers, problem.shifts
    found = {Duty(shifts[shift].id, people[volunteer].id) for volunteer, shift in city.pairs()}
    return Roster(frozenset(found | problem.pinned))


@pytest.mark.parametrize("block", range(6000, 6400, 100), ids="towns {}-".format)
def test_no_legal_roster_costs_less_than_the_bound_and_the_roster_costs_what_is_kept(block: int) -> None:
    rostered_towns = 0
    with ThreadPoolExecutor(1) as pool:
        for seed in range(block, block + 100):
            town = random_town(seed, most_shifts=4)
            problem = problem_of(town)
            city = a_city(problem, pool, seed=seed)
            if city is None:
                continue
            base = judge(problem, Roster(problem.pinned)).cost
            verdict = judge(problem, rostered(problem, city))

            assert city.bound is not None
            assert base + city.bound <= optimum(town), town["name"]
            assert verdict.cost == base + city.cost, town["name"]
            assert not verdict.broken, town["name"]
            rostered_towns += 1
    assert rostered_towns > 50


@pytest.mark.parametrize("block", range(7000, 7060, 20), ids="towns {}-".format)
def test_larger_towns_of_every_kind_are_rostered_by_the_rules(block: int) -> None:
    rostered_towns = 0
    with ThreadPoolExecutor(2) as pool:
        for seed in range(block, block + 20):
            problem = problem_of(random_town(seed, most_people=12, most_shifts=30))
            city = a_city(problem, pool, seed=seed, workers=2)
            if city is None:
                continue
            verdict = judge(problem, rostered(problem, city))

            assert not verdict.broken, problem.name
            assert verdict.cost == judge(problem, Roster(problem.pinned)).cost + city.cost, problem.name
            assert city.bound is not None
            assert city.bound <= city.cost, problem.name
            rostered_towns += 1
    assert rostered_towns > 10


def test_the_same_seed_and_one_worker_do_the_same() -> None:
    problem = problem_of(random_town(7100, most_people=12, most_shifts=30))
    with ThreadPoolExecutor(1) as pool:
        first, again = a_city(problem, pool), a_city(problem, pool)

    assert first is not None
    assert again is not None
    assert (first.pairs(), first.cost, first.bound) == (again.pairs(), again.cost, again.bound)


def test_a_town_without_a_seat_is_nothing_for_it() -> None:
    problem = problem_of({**random_town(7100), "shifts": [], "published": [], "pinned": [], "barred": []})
    town = Town(problem)

    assert ground(Board(town, town.pinned)) is None


def test_shifts_that_weigh_much_are_rostered_by_the_engine_too() -> None:
    """90 units of load a shift, as where minutes are counted: squares of what all carry are beyond any price."""
    town = random_town(7001, most_people=12, most_shifts=30)
    heavy = [{**shift, "load": 90} for shift in town["shifts"]]
    problem = problem_of({**town, "shifts": heavy, "policy": {**town.get("policy", {}), "fairness": 100}})

    with ThreadPoolExecutor(1) as pool:
        city = a_city(problem, pool)

    assert city is not None
    assert city.bound is not None
    verdict = judge(problem, rostered(problem, city))
    assert not verdict.broken
    assert verdict.cost == judge(problem, Roster(problem.pinned)).cost + city.cost
    assert city.bound <= city.cost
