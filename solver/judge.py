"""Judging any roster, however it was made: its breaches and its cost, from the readable problem alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from solver.files.answer import COSTS
from solver.problem import Duty, Problem
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
    pinned, broken = apart(problem, roster)
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


def apart(problem: Problem, roster: Roster) -> tuple[tuple[Breach, ...], tuple[Breach, ...]]:
    """Breaches of hard rules: those that the pins have by themselves, and all others of the roster."""
    pinned = tuple(hard_breaches(problem, Roster(problem.pinned)))
    constant = set(pinned)
    return pinned, tuple(breach for breach in hard_breaches(problem, roster) if breach not in constant)


def newly_broken(problem: Problem, before: Roster, after: Roster) -> list[Breach]:
    """The breaches of hard rules that `after` has and `before` has not, or not as far."""
    # What is broken among all the others stays as it is.
    near = _near(problem, before, after)
    was, will = (hard_breaches(problem, Roster(roster.duties & near)) for roster in (before, after))
    had = {replace(breach, amount=0): breach.amount for breach in was}
    return [breach for breach in will if breach.amount > had.get(replace(breach, amount=0), 0)]


def _near(problem: Problem, before: Roster, after: Roster) -> frozenset[Duty]:
    """The duties that a rule counts together with one of those that differ: of the same shifts and the same units."""
    differ = before.duties ^ after.duties
    shifts = {duty.shift for duty in differ}
    units = {problem.volunteer[duty.volunteer].unit for duty in differ}
    people = {one.id for one in problem.volunteers if one.unit in units}
    return frozenset(duty for duty in before.duties | after.duties if duty.shift in shifts or duty.volunteer in people)


def hard_breaches(problem: Problem, roster: Roster) -> list[Breach]:
    return list(chain.from_iterable(rule.breaches(problem, roster) for rule in HARD))


def soft_breaches(problem: Problem, roster: Roster) -> list[Breach]:
    return list(chain.from_iterable(rule.breaches(problem, roster) for rule in SOFT))
