"""Kernels: what a change of pools makes of E = sum over stewards of max(0, load - level)^2 + price * load."""

from typing import NamedTuple

from solver.allotment.plan import Demand, Floats, Plan, beside, holds, shared
from solver.compiled import kernel

NONE, DROP, JOIN, REPLACE, SWAP = -1, 0, 1, 2, 3


class Aim(NamedTuple):
    """`turns` turns to bring all loads down to `level`; `price` [U] of everybody's load, in loads; who moved stays so
    for `tenure` to twice as many turns."""

    level: float
    price: Floats
    turns: int
    tenure: int
    seed: int


class Change(NamedTuple):
    """What E grows by; what kind; the lot that the relieved leaves or that is joined, and the seat of its pool; of a
    swap the other lot and its seat; who comes."""

    worse: float
    kind: int
    lot: int
    at: int
    other: int
    other_at: int
    comes: int


@kernel
def over(load: int, level: float) -> float:
    above = load - level
    return above * above if above > 0.0 else 0.0


@kernel
def least_change(demand: Demand, aim: Aim, plan: Plan, u: int, now: int) -> Change:
    """The change with the least E of those that touch a pool of u and are not forbidden; of kind NONE without any."""
    found = Change(1e300, NONE, -1, -1, -1, -1, -1)
    for j in range(plan.many[u]):
        p = plan.of[u, j]
        at = 0
        for i in range(plan.size[p]):
            if plan.pool[p, i] == u:
                at = i
        stays = plan.till[p, u] > now
        if plan.size[p] > 1 and not stays:
            worse = _dropped(demand, aim, plan, u, p)
            if worse < found.worse:
                found = Change(worse, DROP, p, at, -1, -1, -1)
        for c in range(demand.choices[p]):
            v = demand.choice[p, c]
            if plan.till[p, v] > now or holds(plan, p, v):
                continue
            if plan.size[p] < demand.most[p]:
                worse = _joined(demand, aim, plan, p, v)
                if worse < found.worse:
                    found = Change(worse, JOIN, p, plan.size[p], -1, -1, v)
            if not stays:
                worse = _replaced(demand, aim, plan, u, p, v)
                if worse < found.worse:
                    found = Change(worse, REPLACE, p, at, -1, -1, v)
        if not stays:
            found = _least_swap(demand, aim, plan, u, p, at, now, found)
    return found


@kernel
def _least_swap(
    demand: Demand, aim: Aim, plan: Plan, u: int, p: int, at: int, now: int, found: Change
) -> Change:  # fmt: skip
    """The best place of somebody elsewhere that u could change its own at p for, if it is better than what is found."""
    for q in range(len(plan.size)):
        if q == p or not demand.may[q, u] or plan.till[q, u] > now or holds(plan, q, u):
            continue
        for to in range(plan.size[q]):
            v = plan.pool[q, to]
            if not demand.may[p, v] or plan.till[p, v] > now or plan.till[q, v] > now or holds(plan, p, v):
                continue
            worse = _swapped(demand, aim, plan, u, p, v, q)
            if worse < found.worse:
                found = Change(worse, SWAP, p, at, q, to, v)
    return found


@kernel
def _worse(aim: Aim, plan: Plan, unit: int, adds: int) -> float:
    """What E changes by when the unit's load changes by so much."""
    load = plan.load[unit]
    return over(load + adds, aim.level) - over(load, aim.level) + float(aim.price[unit]) * adds


@kernel
def _leaves(demand: Demand, aim: Aim, plan: Plan, u: int, p: int) -> float:
    return _worse(aim, plan, u, -(plan.rate[p] + beside(demand, p, u, plan.size[p] > 1)))


@kernel
def _dropped(demand: Demand, aim: Aim, plan: Plan, u: int, p: int) -> float:
    """u leaves the pool of p."""
    worse, new = _leaves(demand, aim, plan, u, p), shared(demand, p, plan.together[p] - demand.strength[u])
    for i in range(plan.size[p]):
        w = plan.pool[p, i]
        if w != u:
            alone = demand.share[p, w] if plan.size[p] == 2 else 0
            worse += _worse(aim, plan, w, new - plan.rate[p] - alone)
    return worse


@kernel
def _joined(demand: Demand, aim: Aim, plan: Plan, p: int, v: int) -> float:
    """v joins the pool of p."""
    new = shared(demand, p, plan.together[p] + demand.strength[v])
    worse = _worse(aim, plan, v, new + beside(demand, p, v, True))
    for i in range(plan.size[p]):
        w = plan.pool[p, i]
        alone = demand.share[p, w] if plan.size[p] == 1 else 0
        worse += _worse(aim, plan, w, new - plan.rate[p] + alone)
    return worse


@kernel
def _replaced(demand: Demand, aim: Aim, plan: Plan, u: int, p: int, v: int) -> float:
    """v takes the place of u at p."""
    new = shared(demand, p, plan.together[p] - demand.strength[u] + demand.strength[v])
    worse = _leaves(demand, aim, plan, u, p)
    worse += _worse(aim, plan, v, new + beside(demand, p, v, plan.size[p] > 1))
    for i in range(plan.size[p]):
        w = plan.pool[p, i]
        if w != u:
            worse += _worse(aim, plan, w, new - plan.rate[p])
    return worse


@kernel
def _swapped(demand: Demand, aim: Aim, plan: Plan, u: int, p: int, v: int, q: int) -> float:
    """u at p and v at q change places; who is in both pools feels both."""
    there, here = plan.size[p] > 1, plan.size[q] > 1
    new = shared(demand, p, plan.together[p] - demand.strength[u] + demand.strength[v])
    other = shared(demand, q, plan.together[q] - demand.strength[v] + demand.strength[u])
    adds = other + beside(demand, q, u, here) - plan.rate[p] - beside(demand, p, u, there)
    worse = _worse(aim, plan, u, adds)
    adds = new + beside(demand, p, v, there) - plan.rate[q] - beside(demand, q, v, here)
    worse += _worse(aim, plan, v, adds)
    for i in range(plan.size[p]):
        w = plan.pool[p, i]
        if w != u:
            both = other - plan.rate[q] if holds(plan, q, w) else 0
            worse += _worse(aim, plan, w, new - plan.rate[p] + both)
    for k in range(plan.size[q]):
        w = plan.pool[q, k]
        if w != v and not holds(plan, p, w):
            worse += _worse(aim, plan, w, other - plan.rate[q])
    return worse
