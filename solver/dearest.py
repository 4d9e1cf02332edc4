"""How much one duty may matter: what tells whether prices and their sums stay within 64 bits."""

from math import pi
from typing import Protocol

from solver.distance import RADIUS
from solver.problem import Problem

_FARTHEST = int(pi * RADIUS) + 1


class Packed(Protocol):
    """What of the packed town says it."""

    problem: Problem
    seat_price: list[int]
    role_price: list[int]
    needs: list[dict[str, int]]
    load: list[int]
    standing: list[int]


def dearest_duty(town: Packed) -> int:
    """No duty changes the cost of any roster by more than this."""
    load = max(town.load, default=0)
    standing = max((abs(s) for s in town.standing), default=0) + load * len(town.load)
    return dearest_price(town) + town.problem.policy.fairness * load * (2 * standing + load)


def dearest_price(town: Packed) -> int:
    """The same without what fairness makes of its load."""
    policy = town.problem.policy
    wishes = max((sum(abs(w.weight) for w in v.wishes) for v in town.problem.volunteers), default=0)
    steps = _FARTHEST // 500
    fixed = policy.support + policy.continuity + policy.dropped + policy.added
    alone = fixed + policy.travel * steps + policy.wish * wishes
    kinds = max((len(needs) for needs in town.needs), default=0)
    return alone + max(town.seat_price, default=0) + max(town.role_price, default=0) * kinds
