"""Polishing: every single change of a pool that makes the loads more even, compared from the largest on."""

from collections.abc import Callable, Iterable

from solver.allotment.judge import evenness
from solver.allotment.pack import Ints, Packed, Pools, load_of

Loads = dict[int, int]
Pool = tuple[int, ...]


def polish(town: Packed, pools: Pools, *, going: Callable[[], bool]) -> Pools:
    """The pools after changes of one steward at a time, until none helps or it is not `going` on."""
    best, load = list(pools), load_of(town, pools)
    moved = True
    while moved:
        moved = False
        for lot in range(len(best)):
            if not going():
                return best
            moved |= _mend(town, best, load, lot)
    return best


def _mend(town: Packed, pools: Pools, load: Ints, lot: int) -> bool:
    """Give the lot the most even pool that one change leads to; whether there was one."""
    pool = pools[lot]
    for unit, adds in _adds(town, lot, pool).items():
        load[unit] -= adds
    found, best = pool, _with(town, load, lot, pool)
    for other in _neighbours(town, lot, pool):
        after = _with(town, load, lot, other)
        if _more_even(after, best, load):
            found, best = other, after
    pools[lot] = found
    for unit, after_all in best.items():
        load[unit] = after_all
    return found != pool


def _more_even(new: Loads, old: Loads, load: Ints) -> bool:
    """Whether the one pool is better than the other; `load` is of everybody without either."""
    units = new.keys() | old.keys()
    without = {unit: int(load[unit]) for unit in units}
    if max(new.values()) > max((without | old).values()):
        return False
    return evenness((without | new).values()) < evenness((without | old).values())


def _neighbours(town: Packed, lot: int, pool: Pool) -> Iterable[Pool]:
    others = [unit for unit in town.choice[lot, : town.choices[lot]].tolist() if unit not in pool]
    for at in range(len(pool)):
        rest = pool[:at] + pool[at + 1 :]
        if rest:
            yield rest
        yield from ((*rest, unit) for unit in others)
    if len(pool) < town.most[lot]:
        yield from ((*pool, unit) for unit in others)


def _with(town: Packed, load: Ints, lot: int, pool: Pool) -> Loads:
    """The loads of the pool's stewards once they have the lot."""
    return {unit: int(load[unit]) + adds for unit, adds in _adds(town, lot, pool).items()}


def _adds(town: Packed, lot: int, pool: Pool) -> Loads:
    each, several = town.rate(lot, pool), len(pool) > 1
    return {unit: each + int(town.turn[lot, unit]) + (int(town.share[lot, unit]) if several else 0) for unit in pool}
