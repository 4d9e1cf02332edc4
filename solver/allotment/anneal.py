"""The kernel of the search: pools are changed one or two at a time, ever more reluctantly for the worse."""

import numpy as np
import numpy.typing as npt

from solver.compiled import kernel

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@kernel
def anneal(
    seed: int, moves: int, hot: float, cold: float, level: float, ease: float,
    strength: Ints, need: Ints, most: Ints, may: Flags, choice: Ints, choices: Ints,
    turn: Ints, share: Ints, near: Ints,
    pool: Ints, size: Ints, load: Ints, best_pool: Ints, best_size: Ints,
    sides: Ints, touched: Ints, delta: Ints, marked: Flags,
) -> int:  # fmt: skip
    """Simulated annealing of E = sum over stewards of max(0, load / level - ease)^3, `hot` cooled to `cold` over
    `moves` moves: a steward joins a pool, leaves it, goes over to another, stands in for somebody, or two of two pools
    change places.

    `pool` [L, K] columns of stewards, the first `size` [L] of each row count; `load` [U] as these make it: all three
    are changed. `best_pool` and `best_size` take the pools with the least largest load met; that load is returned.
    Room to work in: `sides` [2, K] and `touched` [4 K] of anything, `delta` and `marked` [U] of zeros, which they are
    again in the end. The other arrays are those of `Packed`. Half of the moves prefer the heavier of two pools.
    """
    np.random.seed(seed)
    lots = len(need)
    best = _largest(load)
    _keep(pool, size, best_pool, best_size)
    cooling = (cold / hot) ** (1.0 / max(1, moves))
    heat = hot
    for _ in range(moves):
        heat *= cooling
        p = np.random.randint(lots)
        other = np.random.randint(lots)
        if load[pool[other, np.random.randint(size[other])]] > load[pool[p, np.random.randint(size[p])]]:
            p = other
        q = -1
        n, m = size[p], 0
        kind = np.random.randint(8)
        for i in range(n):
            sides[0, i] = pool[p, i]
        if kind == 1:
            if n == 1:
                continue
            n -= 1
            sides[0, np.random.randint(n + 1)] = sides[0, n]
        elif kind < 5:
            u = choice[p, np.random.randint(choices[p])]
            at = n if kind == 0 else np.random.randint(n)
            if at == most[p]:
                continue
            there = False
            for i in range(n):
                there = there or sides[0, i] == u
            if there:
                continue
            sides[0, at] = u
            n = max(n, at + 1)
        elif kind == 7:
            q = near[p, np.random.randint(near.shape[1])]
            m = size[q]
            at = np.random.randint(n)
            u = pool[p, at]
            if p == q or n == 1 or m == most[q] or not may[q, u]:
                continue
            there = False
            for i in range(m):
                sides[1, i] = pool[q, i]
                there = there or sides[1, i] == u
            if there:
                continue
            n -= 1
            sides[0, at] = sides[0, n]
            sides[1, m] = u
            m += 1
        else:
            q = near[p, np.random.randint(near.shape[1])]
            m = size[q]
            at, to = np.random.randint(n), np.random.randint(m)
            u, v = pool[p, at], pool[q, to]
            if p == q or u == v or not may[q, u] or not may[p, v]:
                continue
            there = False
            for i in range(n):
                there = there or sides[0, i] == v
            for i in range(m):
                sides[1, i] = pool[q, i]
                there = there or sides[1, i] == u
            if there:
                continue
            sides[0, at], sides[1, to] = v, u
        count = 0
        for side in range(4):
            # Out of the pool as it is, into the pool as it would be; then the same for the second pool.
            lot = p if side < 2 else q
            if lot < 0:
                break
            now = side % 2 == 0
            length = size[lot] if now else (n if side < 2 else m)
            together = 0
            for i in range(length):
                together += strength[pool[lot, i] if now else (sides[0, i] if side < 2 else sides[1, i])]
            each = -(-100 * need[lot] // together)
            for i in range(length):
                w = pool[lot, i] if now else (sides[0, i] if side < 2 else sides[1, i])
                if not marked[w]:
                    marked[w] = True
                    touched[count] = w
                    count += 1
                adds = each + turn[lot, w] + (share[lot, w] if length > 1 else 0)
                delta[w] += -adds if now else adds
        worse = 0.0
        for i in range(count):
            w = touched[i]
            if delta[w] != 0:
                after = max(0.0, (load[w] + delta[w]) / level - ease)
                before = max(0.0, load[w] / level - ease)
                worse += after * after * after - before * before * before
        if worse <= 0.0 or np.random.random() < np.exp(-worse / heat):
            fell = False
            for i in range(count):
                w = touched[i]
                fell = fell or delta[w] < 0
                load[w] += delta[w]
            for i in range(n):
                pool[p, i] = sides[0, i]
            size[p] = n
            if q >= 0:
                for i in range(m):
                    pool[q, i] = sides[1, i]
                size[q] = m
            if fell and np.random.randint(32) == 0:
                now_worst = _largest(load)
                if now_worst < best:
                    best = now_worst
                    _keep(pool, size, best_pool, best_size)
        for i in range(count):
            marked[touched[i]] = False
            delta[touched[i]] = 0
    now_worst = _largest(load)
    if now_worst <= best:
        best = now_worst
        _keep(pool, size, best_pool, best_size)
    return int(best)


@kernel
def _largest(load: Ints) -> int:
    found = load[0]
    for unit in range(1, len(load)):
        found = max(found, load[unit])
    return int(found)


@kernel
def _keep(pool: Ints, size: Ints, best_pool: Ints, best_size: Ints) -> None:
    for lot in range(len(size)):
        best_size[lot] = size[lot]
        for at in range(size[lot]):
            best_pool[lot, at] = pool[lot, at]
