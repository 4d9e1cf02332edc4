"""The kernel of the search: whoever carries too much is relieved by the best change there is, and it is not undone at
once (tabu search: F. Glover, 1989)."""

import numpy as np

from solver.allotment.changes import DROP, JOIN, NONE, SWAP, Aim, Change, least_change, over
from solver.allotment.pack import Ints
from solver.allotment.plan import Demand, Plan, enter, forget, lift, settle
from solver.compiled import kernel

# Of so many drawn the heaviest is relieved, every other turn.
_DRAWN = 31


@kernel
def relieve(demand: Demand, aim: Aim, plan: Plan, best_pool: Ints, best_size: Ints) -> int:
    """Change the plan turn by turn; `best_pool` and `best_size` take the pools with the least largest load met, of
    these the least E (`changes`); that load is returned.

    Each turn takes the heaviest steward, or every other time the heaviest of some, and makes the change with the least
    E, be it better or worse than before, among all that touch a pool of theirs: they leave it, somebody joins, somebody
    comes in their place, or they change places with somebody of another pool. Who went may not come back, who came not
    go, for a while. Ends early where nobody is above the level.
    """
    np.random.seed(aim.seed)
    best, least = np.int64(2) ** 62, 0.0
    for now in range(aim.turns + 1):
        top, energy = _measured(aim, plan)
        if plan.load[top] < best or (plan.load[top] == best and energy < least):
            best, least = plan.load[top], energy
            _keep(plan, best_pool, best_size)
        if plan.load[top] <= aim.level or now == aim.turns:
            break
        u = _heavy(plan, top)
        change = least_change(demand, aim, plan, u, now)
        if change.kind != NONE:
            _make(demand, plan, u, change, now + 1 + aim.tenure + np.random.randint(aim.tenure + 1))
    return int(best)


@kernel
def _keep(plan: Plan, pool: Ints, size: Ints) -> None:
    for p in range(len(size)):
        size[p] = plan.size[p]
        for i in range(size[p]):
            pool[p, i] = plan.pool[p, i]


@kernel
def _measured(aim: Aim, plan: Plan) -> tuple[int, float]:
    """The heaviest steward, and E but for the prices."""
    top, energy = 0, 0.0
    for w in range(len(plan.load)):
        energy += over(plan.load[w], aim.level)
        if plan.load[w] > plan.load[top]:
            top = w
    return top, energy


@kernel
def _heavy(plan: Plan, top: int) -> int:
    if np.random.randint(2) != 0:
        return top
    u = np.random.randint(len(plan.load))
    for _ in range(_DRAWN - 1):
        w = np.random.randint(len(plan.load))
        if plan.load[w] > plan.load[u]:
            u = w
    return u


@kernel
def _make(demand: Demand, plan: Plan, u: int, change: Change, till: int) -> None:
    """Make the change; what it moved stays so until that turn."""
    p, q, comes = change.lot, change.other, change.comes
    lift(demand, plan, p)
    if change.kind == SWAP:
        lift(demand, plan, q)
    if change.kind != JOIN:
        forget(plan, p, u)
        plan.till[p, u] = till
    if change.kind == DROP:
        plan.size[p] -= 1
        plan.pool[p, change.at] = plan.pool[p, plan.size[p]]
    else:
        enter(plan, p, change.at, comes)
        plan.till[p, comes] = till
    if change.kind == SWAP:
        forget(plan, q, comes)
        enter(plan, q, change.other_at, u)
        plan.till[q, u], plan.till[q, comes] = till, till
        settle(demand, plan, q)
    settle(demand, plan, p)
