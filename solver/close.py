"""Closing a draft: CP-SAT decides every open duty at once, within limits, and proves how low the cost could be."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, gcd
from typing import Protocol

from ortools.sat.python import cp_model

from solver.board import Board, Pair
from solver.draft import Draft
from solver.moves import blocked
from solver.offers import Offers
from solver.rules import ROSTER_COSTS, ROSTER_RULES

# CP-SAT's bound is a whole number that comes as a double, some last bits off: below this by less than the margin.
_EXACT = 2**44
_MARGIN = 0.1


@dataclass(frozen=True, slots=True)
class Limits:
    """`seconds` of wall time, `work` in CP-SAT's deterministic time, None for no limit."""

    seconds: float
    work: float | None = None
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Closed:
    """`taken` are the open duties handed out, None if none were found; `bound` and `finished` speak of the change of
    the cost against the fixed board: no choice of the open duties changes it by less than `bound`."""

    taken: tuple[Pair, ...] | None
    bound: int | None
    finished: bool


def open_draft(fixed: Board, offers: Offers, pairs: Iterable[Pair]) -> Draft:
    """A draft of those pairs (volunteer, shift) that the rules allow beside the fixed board; all must be offered."""
    draft = Draft(fixed, cp_model.CpModel())
    for volunteer, shift in pairs:
        if not blocked(fixed, volunteer, shift):
            draft.offer(volunteer, shift, offers.price(volunteer, shift))
    for rule in ROSTER_RULES:
        rule.encode(draft)
    for cost in ROSTER_COSTS:
        cost.encode(draft)
    return draft


class OnBetter(Protocol):
    """Hears how a run gets on; both numbers speak of the change against the fixed board."""

    def choice(self, taken: list[Pair]) -> None: ...

    def bound(self, change: int) -> None: ...


class Closing:
    """One CP-SAT run that can be told to stop from another thread."""

    def __init__(self, draft: Draft, limits: Limits) -> None:
        self._draft, self._unit = draft, _set_objective(draft)
        self._stopped = False
        self._solver = cp_model.CpSolver()
        parameters = self._solver.parameters
        parameters.linearization_level = 2
        parameters.symmetry_level = 0
        # One worker alone uses the full linear relaxation; a few share their time among searches that do without, and
        # then do not close in minutes what one closes in a second.
        parameters.num_workers = 1
        parameters.catch_sigint_signal = False
        parameters.random_seed = limits.seed
        parameters.max_time_in_seconds = max(0.01, limits.seconds)
        if limits.work is not None:
            parameters.max_deterministic_time = limits.work

    @property
    def exact(self) -> bool:
        """Whether what CP-SAT minimises is the change of the cost to the unit."""
        return self._draft.exact

    def stop(self) -> None:
        self._stopped = True
        self._solver.stop_search()

    def run(self, hint: Iterable[Pair], hears: OnBetter | None = None) -> Closed:
        """Decide the open duties, starting from the hinted ones."""
        draft, solver = self._draft, self._solver
        hinted = set(hint)
        for pair, literal in draft.literals.items():
            draft.cp.add_hint(literal, pair in hinted)
        if hears:
            solver.best_bound_callback = lambda bound: hears.bound(self._whole(bound))
        if self._stopped:  # CP-SAT only hears of a stop once it runs
            return Closed(None, None, finished=False)
        status = solver.solve(draft.cp, _Watcher(draft, hears) if hears else None)
        if status == cp_model.MODEL_INVALID:
            raise AssertionError(f"the draft is not a valid model: {draft.cp.validate()}")
        bound = None if status == cp_model.UNKNOWN else self._whole(solver.best_objective_bound)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Closed(None, bound, finished=False)
        taken = tuple(pair for pair, literal in draft.literals.items() if solver.boolean_value(literal))
        return Closed(taken, bound, finished=status == cp_model.OPTIMAL)

    def _whole(self, bound: float) -> int:
        return ceil(bound - _MARGIN) * self._unit


class _Watcher(cp_model.CpSolverSolutionCallback):
    def __init__(self, draft: Draft, hears: OnBetter) -> None:
        super().__init__()
        self._draft, self._hears = draft, hears

    def on_solution_callback(self) -> None:
        literals = self._draft.literals.items()
        self._hears.choice([pair for pair, literal in literals if self.boolean_value(literal)])


def _set_objective(draft: Draft) -> int:
    """Minimise what is charged; returns how much one unit of the objective is worth.

    Common factors are divided out. Prices beyond what CP-SAT can add up are divided further and rounded down: since
    no variable is negative the objective then only bounds the cost from below, and the board still counts exactly.
    """
    prices = [price for _, price, _ in draft.charges]
    unit = gcd(*prices) or 1
    largest = sum(abs(price) // unit * most for _, price, most in draft.charges)
    draft.exact = draft.exact and largest <= _EXACT
    unit *= -(-largest // _EXACT) or 1
    variables = [variable for variable, _, _ in draft.charges]
    draft.cp.minimize(cp_model.LinearExpr.weighted_sum(variables, [price // unit for price in prices]))
    return unit
