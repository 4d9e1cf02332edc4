"""Everybody's cheapest legal month: the shortest path is the best of all months, tried one by one."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pytest

from solver.arrays import Town
from solver.board import Board
from solver.engine.city import ground
from solver.engine.packed import SCALE, Packed
from solver.engine.schedules import cheapest_month, scratch
from solver.judge import judge
from solver.problem import Duty, Problem
from solver.roster import Roster
from tests.solver.random_towns import random_town
from tests.solver.towns import problem_of


def months(problem: Problem, volunteer: str) -> Iterator[frozenset[Duty]]:
    """Every set of duties of one volunteer that keeps all rules beside the pins but those about others' seats."""
    alone = Roster(problem.pinned)
    before = len(judge(problem, alone).broken)
    offered = [Duty(s.id, volunteer) for s in problem.shifts if Duty(s.id, volunteer) not in problem.pinned]
    for size in range(len(offered) + 1):
        for chosen in combinations(offered, size):
            if len(judge(problem, Roster(problem.pinned | set(chosen))).broken) == before:
                yield frozenset(chosen)


def price(packed: Packed, problem: Problem, i: int, month: frozenset[Duty], offers: dict[str, int]) -> int:
    """What the month costs i by itself, fairness in it, less what its shifts offer: in 1/SCALE."""
    volunteer = problem.volunteers[i].id
    with_it, without = (
        judge(problem, Roster(problem.pinned | month)).costs,
        judge(problem, Roster(problem.pinned)).costs,
    )
    mine = sum(
        with_it[name] - without[name] for name in ("support", "travel", "wish", "continuity", "dropped", "added")
    )
    held = sum(problem.shift[d.shift].load for d in month | problem.pinned if d.volunteer == volunteer)
    stands = problem.volunteers[i].carried + held - problem.volunteers[i].target
    return SCALE * (mine + packed.fairness * stands**2) - sum(offers[duty.shift] for duty in month)


def no_offices_no_pins(seed: int) -> Problem:
    town = random_town(seed, most_people=3, most_shifts=6)
    town = {
        **town,
        "pinned": [],
        "units": [{k: v for k, v in unit.items() if k != "most_out"} for unit in town["units"]],
    }
    return problem_of(town)


@pytest.mark.parametrize("block", range(8000, 8200, 50), ids="towns {}-".format)
def test_the_cheapest_month_is_the_best_of_all_months(block: int) -> None:
    tried = 0
    for seed in range(block, block + 50):
        problem = no_offices_no_pins(seed)
        found = ground(Board(Town(problem)))
        if found is None:
            continue
        packed, woven, _ = found
        worth = np.random.default_rng(seed).integers(-500, 3_000, len(packed.shifts.number)).astype(np.int32) * SCALE
        offers = {problem.shifts[n].id: int(w) for n, w in zip(packed.shifts.number.tolist(), worth, strict=True)}

        for i, volunteer in enumerate(problem.volunteers):
            value, _ = cheapest_month(packed, woven, i, worth, scratch(packed, woven))

            every = (price(packed, problem, i, month, offers) for month in months(problem, volunteer.id))
            assert value == min(every), problem.name
            tried += 1
    assert tried > 50
