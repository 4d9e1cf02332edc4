"""Judging any roster, however it was made: its breaches and its cost, from the readable problem alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from solver.files.answer import COSTS
from solver.problem import Problem
from solver.roster import Roster
from solver.rules import HARD, SOFT
from solver.rules.rule import Breach

PIN_BREACH = 10_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """`costs` has all ten names; `pinned` are the breaches the pins have by themselves, `broken` all others."""

    costs: Mapping[str, int]
    pinned: tuple[Breach, ...]
    broken: tuple[Breach, ...]

    @property
    def cost(self) -> int:
        return sum(self.costs.values())

    @property
    def legal(self) -> bool:
        return not self.broken


def judge(problem: Problem, roster: Roster) -> Verdict:
    """Recompute everything about a roster whose ids are all of the problem."""
    pinned = tuple(hard_breaches(problem, Roster(problem.pinned)))
    constant = set(pinned)
    broken = tuple(breach for breach in hard_breaches(problem, roster) if breach not in constant)
    return Verdict(_costs(problem, roster, pinned), pinned, broken)


def costs(problem: Problem, roster: Roster) -> dict[str, int]:
    """What `judge` says of the costs, in half the time."""
    return _costs(problem, roster, hard_breaches(problem, Roster(problem.pinned)))


def _costs(problem: Problem, roster: Roster, pinned: Sequence[Breach]) -> dict[str, int]:
    found = dict.fromkeys(COSTS, 0)
    for breach in soft_breaches(problem, roster):
        found[breach.rule] += breach.cost
    found["breaches"] = PIN_BREACH * len(pinned)
    return found


def hard_breaches(problem: Problem, roster: Roster) -> list[Breach]:
    return list(chain.from_iterable(rule.breaches(problem, roster) for rule in HARD))


def soft_breaches(problem: Problem, roster: Roster) -> list[Breach]:
    return list(chain.from_iterable(rule.breaches(problem, roster) for rule in SOFT))
