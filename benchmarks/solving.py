"""How good a roster of a made-up town is after some seconds."""

from time import perf_counter

from benchmarks.measure import Measured
from benchmarks.towns import KINDS, Size, town
from solver.answered import Effort
from solver.progress import gap
from solver.solve import solve


def solved(name: str, seed: int, seconds: float) -> Measured:
    """Solve the town of that size and seed for `seconds` with every core."""
    size = KINDS[name]
    problem = town(size, seed)
    began = perf_counter()
    answer = solve(problem, Effort(seconds, seed=seed))
    spent = perf_counter() - began
    seats = sum(shift.headcount for shift in problem.shifts)
    return Measured(
        f"{name}, seed {seed}, {seconds:g} s",
        spent,
        cost=answer.cost,
        bound=answer.bound,
        gap=None if answer.bound is None else gap(answer.cost, answer.bound),
        empty=seats - len(answer.roster.duties),
        note=_size(size, seats),
    )


def _size(size: Size, seats: int) -> str:
    return f"{size.units} units, {size.people} people, {size.points} points, {size.days} days, {seats} seats"
