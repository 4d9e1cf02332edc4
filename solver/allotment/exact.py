"""Small seasons: CP-SAT over every pool there is, the largest load first, then the two largest, then the three."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain, combinations
from math import comb

from ortools.sat.python import cp_model

from solver.allotment.judge import evenness
from solver.allotment.pack import Packed, Pools, load_of

_MOST_POOLS, _MOST_STEWARDS = 3000, 12
_RANDOM_SEED = 1


@dataclass(frozen=True, slots=True)
class Closed:
    """The pools, and whether none are more even."""

    pools: Pools
    proven: bool


def small(town: Packed) -> bool:
    """Whether every pool can be looked at."""
    counts = (
        comb(int(may), n) for may, most in zip(town.choices, town.most, strict=True) for n in range(1, int(most) + 1)
    )
    return len(town.stewards) <= _MOST_STEWARDS and sum(counts) <= _MOST_POOLS


def close(town: Packed, pools: Pools, *, left: Callable[[], float], workers: int) -> Closed:
    """The most even pools, at least as even as those given; `left` says how many seconds there are."""
    program = _Program(town)
    best = pools
    for many in range(1, len(town.stewards) + 1):
        if left() <= 0:
            return Closed(best, proven=False)
        status, found = program.solve(many, start=best, seconds=left(), workers=workers)
        if found is not None and evenness(load_of(town, found).tolist()) < evenness(load_of(town, best).tolist()):
            best = found
        if status != cp_model.OPTIMAL:
            return Closed(best, proven=False)
    return Closed(best, proven=True)


class _Program:
    """One yes or no for each lot and pool, and a load for each steward; what is proven stays said."""

    def __init__(self, town: Packed) -> None:
        self._town, self._model = town, cp_model.CpModel()
        self._choice: list[dict[tuple[int, ...], cp_model.IntVar]] = []
        terms: list[list[cp_model.LinearExprT]] = [[int(idle)] for idle in town.idle]
        highest = [int(idle) for idle in town.idle]
        for lot in range(len(town.need)):
            known = {pool: self._model.new_bool_var("") for pool in _every(town, lot)}
            self._model.add_exactly_one(known.values())
            self._choice.append(known)
            for pool, used in known.items():
                each = town.rate(lot, pool)
                for unit in pool:
                    adds = each + int(town.turn[lot, unit]) + (int(town.share[lot, unit]) if len(pool) > 1 else 0)
                    terms[unit].append(used * adds)
                    highest[unit] += max(0, adds)
        self._most = max(highest)
        self._load = [self._model.new_int_var(0, self._most, "") for _ in terms]
        for load, parts in zip(self._load, terms, strict=True):
            self._model.add(load == sum(parts))

    def solve(
        self, many: int, *, start: Pools, seconds: float, workers: int
    ) -> tuple[cp_model.CpSolverStatus, Pools | None]:
        """The pools with the least sum of the `many` largest loads; where that is proven it is kept to from now on."""
        level = self._model.new_int_var(0, self._most, "")
        over = [self._model.new_int_var(0, self._most, "") for _ in self._load]
        for load, above in zip(self._load, over, strict=True):
            self._model.add(above >= load - level)
        largest = many * level + sum(over)
        self._model.minimize(largest)
        self._hint(start)
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = max(0.1, seconds)
        solver.parameters.num_workers = workers
        solver.parameters.linearization_level = 2
        solver.parameters.random_seed = _RANDOM_SEED
        status = solver.solve(self._model)
        if status == cp_model.OPTIMAL:
            self._model.add(largest <= round(solver.objective_value))
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return status, None
        found = [next(pool for pool, used in known.items() if solver.boolean_value(used)) for known in self._choice]
        return status, found

    def _hint(self, pools: Pools) -> None:
        self._model.clear_hints()  # type: ignore[no-untyped-call]  # it comes without types
        for known, pool in zip(self._choice, pools, strict=True):
            for one, used in known.items():
                self._model.add_hint(used, one == tuple(sorted(pool)))


def _every(town: Packed, lot: int) -> Iterable[tuple[int, ...]]:
    units = sorted(town.choice[lot, : town.choices[lot]].tolist())
    return chain.from_iterable(combinations(units, n) for n in range(1, int(town.most[lot]) + 1))
