"""`python -m benchmarks.plain`: one plain CP-SAT model of the whole town, what one would try first.

Everybody is offered the points of their own unit and the eight cheapest others within reach, as in the notes of those
who tried; all rules and costs are in the model, CP-SAT is left as it comes, with every core.
"""

import os
from collections import defaultdict
from collections.abc import Iterator
from time import monotonic

from ortools.sat.python import cp_model

from benchmarks.answering import command
from solver.arrays import Town
from solver.board import Board, Pair
from solver.close import open_draft
from solver.offers import Offers

_OTHERS = 8


def plain(town: Town, seconds: float, seed: int) -> list[Pair]:
    """The duties of the best solution, none where there was none in time."""
    until = monotonic() + seconds
    offers = Offers(town)
    draft = open_draft(Board(town, town.pinned), offers, pairs(town, offers))
    variables = [variable for variable, _, _ in draft.charges]
    draft.cp.minimize(cp_model.LinearExpr.weighted_sum(variables, [price for _, price, _ in draft.charges]))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = os.cpu_count() or 1
    solver.parameters.random_seed = seed
    solver.parameters.max_time_in_seconds = max(1.0, until - monotonic())
    if solver.solve(draft.cp) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return []
    return [pair for pair, literal in draft.literals.items() if solver.boolean_value(literal)]


def pairs(town: Town, offers: Offers) -> Iterator[Pair]:
    """(volunteer, shift) at the points that each person is offered: their unit's, and the cheapest others."""
    points = _points(town, offers)
    for shift in range(len(town.point)):
        for volunteer in offers.of(shift)[0].tolist():
            if town.point[shift] in points[volunteer]:
                yield volunteer, shift


def _points(town: Town, offers: Offers) -> dict[int, set[int]]:
    """By volunteer the points within reach that their unit answers for, and the cheapest of the others."""
    prices: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for shift, point in enumerate(town.point):
        for volunteer, price in zip(*(array.tolist() for array in offers.of(shift)), strict=True):
            prices[volunteer][point] = min(price, prices[volunteer].get(point, price))
    own = [{town.unit_index[unit] for unit in point.stewards} for point in town.problem.points]
    chosen = {}
    for volunteer, at in prices.items():
        others = sorted((point for point in at if town.unit[volunteer] not in own[point]), key=lambda p: (at[p], p))
        chosen[volunteer] = {point for point in at if town.unit[volunteer] in own[point]} | set(others[:_OTHERS])
    return chosen


if __name__ == "__main__":
    command(plain)()
