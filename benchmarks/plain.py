"""`python -m benchmarks.plain`: one plain CP-SAT model of the whole town, what one would try first.

Everybody is offered the points of their own unit and the eight cheapest others within reach, as in the notes of those
who tried; all rules and costs are in the model, CP-SAT is left as it comes, with every core.
"""

import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import click
from ortools.sat.python import cp_model

from benchmarks.answering import write_answer
from solver.arrays import Town
from solver.board import Board, Pair
from solver.close import open_draft
from solver.draft import Draft
from solver.files import read_problem
from solver.offers import Offers

_OTHERS = 8


@click.command()
@click.argument("town", type=click.Path(path_type=Path, exists=True))
@click.option("--out", type=click.Path(path_type=Path), required=True)
@click.option("--seconds", type=float, required=True, help="of wall time, building the model included")
@click.option("--seed", default=1)
def plain(town: Path, out: Path, seconds: float, seed: int) -> None:
    began = monotonic()
    problem, digest = read_problem(town)
    packed = Town(problem)
    board, offers = Board(packed, packed.pinned), Offers(packed)
    draft = open_draft(board, offers, pairs(packed, offers))
    variables = [variable for variable, _, _ in draft.charges]
    draft.cp.minimize(cp_model.LinearExpr.weighted_sum(variables, [price for _, price, _ in draft.charges]))
    for volunteer, shift in _solved(draft, seconds - (monotonic() - began), seed):
        board.add(volunteer, shift)
    write_answer(out, board, digest, seconds=monotonic() - began, seed=seed)


def _solved(draft: Draft, seconds: float, seed: int) -> list[Pair]:
    """The duties of the best solution, none where there was none in time."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = os.cpu_count() or 1
    solver.parameters.random_seed = seed
    solver.parameters.max_time_in_seconds = max(1.0, seconds)
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
    plain()
