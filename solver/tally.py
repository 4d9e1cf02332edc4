"""A roster judged once, and again only where it changes: the same verdict as the judge's, to the unit."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from solver.files.answer import COSTS
from solver.involved import involved
from solver.judge import PIN_BREACH, hard_breaches, soft_breaches
from solver.nearby import Duties, Nearby
from solver.problem import Problem
from solver.roster import Roster
from solver.rules import HARD
from solver.rules.pinned import Pinned
from solver.rules.rule import Breach

_PINNED = Pinned()
_OTHERS = tuple(rule for rule in HARD if not isinstance(rule, Pinned))


@dataclass(frozen=True)
class Tally:
    """What `duties`, all of the problem, break and cost; counted when it is first asked for."""

    problem: Problem
    duties: Duties

    @cached_property
    def soft(self) -> Mapping[str, int]:
        """{rule: cost} of the soft rules; those that cost nothing are missing."""
        return _summed(soft_breaches(self.problem, Roster(self.duties)))

    @cached_property
    def hard(self) -> Counter[Breach]:
        """The breaches of hard rules, but for pins that are not kept."""
        return Counter(_breaches(self.problem, Roster(self.duties)))

    @cached_property
    def pinned(self) -> frozenset[Breach]:
        """The breaches that the pins have by themselves."""
        return frozenset(hard_breaches(self.problem, Roster(self.problem.pinned)))

    @cached_property
    def broken(self) -> tuple[Breach, ...]:
        """All other breaches of hard rules."""
        everything = [*self.hard.elements(), *_PINNED.breaches(self.problem, Roster(self.duties))]
        return tuple(breach for breach in everything if breach not in self.pinned)

    @cached_property
    def costs(self) -> Mapping[str, int]:
        """What `judge` says of the costs."""
        return {**dict.fromkeys(COSTS, 0), **self.soft, "breaches": PIN_BREACH * len(self.pinned)}

    def changed(self, problem: Problem, after: Duties) -> "Tally":
        """The tally of other duties, of this problem but for its pins: only what is near a difference is judged."""
        near, found = Nearby(problem, self.duties, after), Tally(problem, after)
        # What was never counted is not known any better by knowing a part of it.
        if "soft" in self.__dict__:
            was, will = (_summed(soft_breaches(near.problem, roster)) for roster in (near.before, near.after))
            names = {*self.soft, *will}
            soft = {name: self.soft.get(name, 0) + will.get(name, 0) - was.get(name, 0) for name in names}
            found.__dict__["soft"] = {name: cost for name, cost in soft.items() if cost}
        if "hard" in self.__dict__:
            was_broken, broken = (Counter(_breaches(near.problem, roster)) for roster in (near.before, near.after))
            found.__dict__["hard"] = self.hard - (was_broken - broken) + (broken - was_broken)
        return found

    def newly_broken(self, after: Duties) -> list[Breach]:
        """The breaches of hard rules that `after` has and these duties have not, or not as far."""
        near = Nearby(self.problem, self.duties, after)
        was, will = (hard_breaches(near.problem, roster) for roster in (near.before, near.after))
        had = {replace(breach, amount=0): breach.amount for breach in was}
        return [breach for breach in will if breach.amount > had.get(replace(breach, amount=0), 0)]

    def involved(self, after: Duties, breaches: Iterable[Breach]) -> Duties:
        """Which of `after` break those rules together, that these duties did not break so far."""
        near = Nearby(self.problem, self.duties, after)
        return frozenset().union(*(involved(near.problem, near.after.duties, breach) for breach in breaches))


def _breaches(problem: Problem, roster: Roster) -> list[Breach]:
    return [breach for rule in _OTHERS for breach in rule.breaches(problem, roster)]


def _summed(breaches: Iterable[Breach]) -> Mapping[str, int]:
    found: Counter[str] = Counter()
    for breach in breaches:
        found[breach.rule] += breach.cost
    return {rule: cost for rule, cost in found.items() if cost}
