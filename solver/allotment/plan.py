"""A plan of who is in which pool as arrays that kernels change, with what everybody carries by it."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from solver.allotment.pack import Ints, Packed, Pools, load_of
from solver.compiled import kernel

Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


class Demand(NamedTuple):
    """The arrays of `Packed` that a kernel needs."""

    strength: Ints
    need: Ints
    most: Ints
    may: Flags
    choice: Ints
    choices: Ints
    turn: Ints
    share: Ints


class Plan(NamedTuple):
    """`pool` [L, K] columns of stewards, of which the first `size` [L] count; `load` [U] as these make it. By lot: the
    strength `together` [L] and the load of each of its people `rate` [L]; by steward: its lots `of` [U, L], of which
    the first `many` [U] count; `till` [L, U] the turn until which nobody may join or leave there again."""

    pool: Ints
    size: Ints
    load: Ints
    together: Ints
    rate: Ints
    of: Ints
    many: Ints
    till: Ints


def demand_of(town: Packed) -> Demand:
    return Demand(
        town.strength, town.need, town.most, town.may, town.choice, town.choices, town.turn, town.share
    )  # fmt: skip


def plan_of(town: Packed, pools: Pools) -> Plan:
    lots, units, wide = len(pools), len(town.stewards), int(town.most.max())
    plan = Plan(
        pool=np.zeros((lots, wide), np.int64),
        size=np.array([len(pool) for pool in pools], np.int64),
        load=load_of(town, pools),
        together=np.zeros(lots, np.int64),
        rate=np.zeros(lots, np.int64),
        of=np.zeros((units, lots), np.int64),
        many=np.zeros(units, np.int64),
        till=np.zeros((lots, units), np.int64),
    )
    for lot, pool in enumerate(pools):
        plan.pool[lot, : len(pool)] = pool
        plan.together[lot], plan.rate[lot] = town.strength[list(pool)].sum(), town.rate(lot, pool)
        for unit in pool:
            plan.of[unit, plan.many[unit]] = lot
            plan.many[unit] += 1
    return plan


def pools_of(pool: Ints, size: Ints) -> Pools:
    return [tuple(row[:n]) for row, n in zip(pool.tolist(), size.tolist(), strict=True)]


@kernel
def holds(plan: Plan, lot: int, unit: int) -> bool:
    """Whether the unit is in the lot's pool."""
    found = False
    for i in range(plan.size[lot]):
        found = found or plan.pool[lot, i] == unit
    return found


@kernel
def beside(demand: Demand, lot: int, unit: int, several: bool) -> int:
    """What being in the lot's pool, of several or alone, adds to the unit's load beside the rate of the lot."""
    return int(demand.turn[lot, unit]) + (int(demand.share[lot, unit]) if several else 0)


@kernel
def shared(demand: Demand, lot: int, strength: int) -> int:
    """What each person carries of the lot where so much strength shares it: `judge.rate`, of which this is a copy that
    kernels can call."""
    return int(-(-100 * demand.need[lot] // strength))


@kernel
def lift(demand: Demand, plan: Plan, lot: int) -> None:
    """Take the lot off the loads of its pool, before the pool changes."""
    for i in range(plan.size[lot]):
        unit = plan.pool[lot, i]
        plan.load[unit] -= plan.rate[lot] + beside(demand, lot, unit, plan.size[lot] > 1)


@kernel
def settle(demand: Demand, plan: Plan, lot: int) -> None:
    """Lay the lot on the loads of its pool, as that is now."""
    plan.together[lot] = 0
    for i in range(plan.size[lot]):
        plan.together[lot] += demand.strength[plan.pool[lot, i]]
    plan.rate[lot] = shared(demand, lot, plan.together[lot])
    for i in range(plan.size[lot]):
        unit = plan.pool[lot, i]
        plan.load[unit] += plan.rate[lot] + beside(demand, lot, unit, plan.size[lot] > 1)


@kernel
def enter(plan: Plan, lot: int, at: int, unit: int) -> None:
    """Put the unit on that seat of the lot's pool, the next one or one that is taken."""
    plan.pool[lot, at] = unit
    plan.size[lot] = max(plan.size[lot], at + 1)
    plan.of[unit, plan.many[unit]] = lot
    plan.many[unit] += 1


@kernel
def forget(plan: Plan, lot: int, unit: int) -> None:
    """Take the lot from the unit's list."""
    last = plan.many[unit] - 1
    for i in range(last + 1):
        if plan.of[unit, i] == lot:
            plan.of[unit, i] = plan.of[unit, last]
            plan.many[unit] = last
            break
