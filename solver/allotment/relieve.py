"""The kernel of the search: whoever carries too much is relieved by the best change there is, and it is not undone at
once."""

import numpy as np
import numpy.typing as npt

from solver.compiled import kernel

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

_DROP, _JOIN, _REPLACE, _SWAP = 0, 1, 2, 3


@kernel
def relieve(
    seed: int, turns: int, level: float, tenure: int,
    strength: Ints, need: Ints, most: Ints, may: Flags, choice: Ints, choices: Ints,
    turn: Ints, share: Ints, price: Floats,
    pool: Ints, size: Ints, load: Ints, best_pool: Ints, best_size: Ints,
    of: Ints, many: Ints, till: Ints, together: Ints, rate: Ints,
) -> int:  # fmt: skip
    """Tabu search on E = sum over stewards of max(0, load - level)^2 + price * load.

    Each of `turns` turns takes the heaviest steward, or every other time the heaviest of some, and makes the change
    with the least E, be it better or worse than before, among all that touch a pool of theirs: they leave it, somebody
    joins, somebody comes in their place, or they change places with somebody of another pool. Who went may not come
    back, who came not go, for `tenure` to twice as many turns. Ends early where nobody is above `level`.

    `pool` [L, K] columns of stewards, the first `size` [L] of each row count; `load` [U] as these make it: all three
    are changed. `best_pool` and `best_size` take the pools with the least largest load met, of these the least E; that
    load is returned. `price` [U] in loads. Room to work in: `of` [U, L], `many` [U], `together` and `rate` [L] of
    anything, `till` [L, U] of zeros. The other arrays are those of `Packed`.
    """
    np.random.seed(seed)
    lots, units = len(need), len(strength)
    for u in range(units):
        many[u] = 0
    for p in range(lots):
        together[p] = 0
        for i in range(size[p]):
            u = pool[p, i]
            of[u, many[u]] = p
            many[u] += 1
            together[p] += strength[u]
        rate[p] = -(-100 * need[p] // together[p])
    best, least = np.int64(2) ** 62, 0.0
    for now in range(turns + 1):
        top, energy = 0, 0.0
        for w in range(units):
            energy += _over(load[w], level)
            if load[w] > load[top]:
                top = w
        if load[top] < best or (load[top] == best and energy < least):
            best, least = load[top], energy
            for p in range(lots):
                best_size[p] = size[p]
                for i in range(size[p]):
                    best_pool[p, i] = pool[p, i]
        if load[top] <= level or now == turns:
            break
        u = top
        if np.random.randint(2) == 0:
            u = np.random.randint(units)
            for _ in range(30):
                w = np.random.randint(units)
                if load[w] > load[u]:
                    u = w
        found, kind, bp, at_p, bq, at_q, comes = 1e300, -1, -1, -1, -1, -1, -1
        for j in range(many[u]):
            p = of[u, j]
            n = size[p]
            at = 0
            for i in range(n):
                if pool[p, i] == u:
                    at = i
            several = n > 1
            without = together[p] - strength[u]
            out = rate[p] + turn[p, u] + (share[p, u] if several else 0)
            leaves = _worse(load[u], -out, level, price[u])
            stays = till[p, u] > now
            if several and not stays:
                new = -(-100 * need[p] // without)
                worse = leaves
                for i in range(n):
                    w = pool[p, i]
                    if w != u:
                        worse += _worse(load[w], new - rate[p] - (share[p, w] if n == 2 else 0), level, price[w])
                if worse < found:
                    found, kind, bp, at_p = worse, _DROP, p, at
            for c in range(choices[p]):
                v = choice[p, c]
                there = till[p, v] > now
                for i in range(n):
                    there = there or pool[p, i] == v
                if there:
                    continue
                if n < most[p]:
                    new = -(-100 * need[p] // (together[p] + strength[v]))
                    worse = _worse(load[v], new + turn[p, v] + share[p, v], level, price[v])
                    for i in range(n):
                        w = pool[p, i]
                        worse += _worse(load[w], new - rate[p] + (0 if several else share[p, w]), level, price[w])
                    if worse < found:
                        found, kind, bp, at_p, comes = worse, _JOIN, p, n, v
                if not stays:
                    new = -(-100 * need[p] // (without + strength[v]))
                    worse = leaves + _worse(
                        load[v], new + turn[p, v] + (share[p, v] if several else 0), level, price[v]
                    )
                    for i in range(n):
                        w = pool[p, i]
                        if w != u:
                            worse += _worse(load[w], new - rate[p], level, price[w])
                    if worse < found:
                        found, kind, bp, at_p, comes = worse, _REPLACE, p, at, v
            if stays:
                continue
            for q in range(lots):
                if q == p or not may[q, u] or till[q, u] > now:
                    continue
                m = size[q]
                there = False
                for i in range(m):
                    there = there or pool[q, i] == u
                if there:
                    continue
                for to in range(m):
                    v = pool[q, to]
                    there = not may[p, v] or till[p, v] > now or till[q, v] > now
                    for i in range(n):
                        there = there or pool[p, i] == v
                    if there:
                        continue
                    new = -(-100 * need[p] // (without + strength[v]))
                    other = -(-100 * need[q] // (together[q] - strength[v] + strength[u]))
                    adds = other + turn[q, u] + (share[q, u] if m > 1 else 0) - out
                    worse = _worse(load[u], adds, level, price[u])
                    adds = new + turn[p, v] + (share[p, v] if several else 0)
                    adds -= rate[q] + turn[q, v] + (share[q, v] if m > 1 else 0)
                    worse += _worse(load[v], adds, level, price[v])
                    for i in range(n):
                        w = pool[p, i]
                        if w != u:
                            adds = new - rate[p]
                            for k in range(m):
                                if pool[q, k] == w:
                                    adds += other - rate[q]
                            worse += _worse(load[w], adds, level, price[w])
                    for k in range(m):
                        w = pool[q, k]
                        there = w == v
                        for i in range(n):
                            there = there or pool[p, i] == w
                        if not there:
                            worse += _worse(load[w], other - rate[q], level, price[w])
                    if worse < found:
                        found, kind, bp, at_p, bq, at_q, comes = worse, _SWAP, p, at, q, to, v
        if kind < 0:
            continue
        if kind != _SWAP:
            bq = -1
        for side in range(2):
            p = bp if side == 0 else bq
            for i in range(size[p] if p >= 0 else 0):
                w = pool[p, i]
                load[w] -= rate[p] + turn[p, w] + (share[p, w] if size[p] > 1 else 0)
        end = now + 1 + tenure + np.random.randint(tenure + 1)
        if kind != _JOIN:
            till[bp, u] = end
            many[u] = _without(of, u, many[u], bp)
        if kind == _DROP:
            size[bp] -= 1
            pool[bp, at_p] = pool[bp, size[bp]]
        else:
            till[bp, comes] = end
            pool[bp, at_p] = comes
            of[comes, many[comes]] = bp
            many[comes] += 1
            size[bp] = max(size[bp], at_p + 1)
        if kind == _SWAP:
            till[bq, u], till[bq, comes] = end, end
            pool[bq, at_q] = u
            many[comes] = _without(of, comes, many[comes], bq)
            of[u, many[u]] = bq
            many[u] += 1
        for side in range(2):
            p = bp if side == 0 else bq
            if p < 0:
                continue
            together[p] = 0
            for i in range(size[p]):
                together[p] += strength[pool[p, i]]
            rate[p] = -(-100 * need[p] // together[p])
            for i in range(size[p]):
                w = pool[p, i]
                load[w] += rate[p] + turn[p, w] + (share[p, w] if size[p] > 1 else 0)
    return int(best)


@kernel
def _over(load: int, level: float) -> float:
    over = load - level
    return over * over if over > 0.0 else 0.0


@kernel
def _worse(load: int, adds: int, level: float, price: float) -> float:
    """What E changes by when a load changes by so much."""
    return _over(load + adds, level) - _over(load, level) + price * adds


@kernel
def _without(of: Ints, unit: int, many: int, lot: int) -> int:
    """Take the lot from the unit's list of so many; how many are left."""
    for i in range(many):
        if of[unit, i] == lot:
            of[unit, i] = of[unit, many - 1]
            return many - 1
    return many
