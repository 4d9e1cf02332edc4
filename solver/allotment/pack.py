"""A season as arrays, lots by row and stewards by column: what the search and the bound work on."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from solver.allotment.judge import rate
from solver.allotment.season import Season

Ints = npt.NDArray[np.int64]
Pools = list[tuple[int, ...]]
"""By lot the columns of its stewards."""


@dataclass(frozen=True, slots=True)
class Packed:
    """L lots that somebody may answer for, U stewards.

    `strength` [U] hundredths of a person, `need` and `most` [L]; `may` [L, U] says who may, `choice` [L, U] lists
    these first, `choices` [L] counts them. `turn` [L, U] is what it adds to a steward's load to be in the pool of a lot
    rather than not (less than 0 where that keeps what it holds), and `share` [L, U] what a pool of several adds; `idle`
    [U] is everybody's load with nothing.
    """

    lots: tuple[str, ...]
    stewards: tuple[str, ...]
    strength: Ints
    need: Ints
    most: Ints
    may: npt.NDArray[np.bool_]
    choice: Ints
    choices: Ints
    turn: Ints
    share: Ints
    idle: Ints
    held: tuple[tuple[int, ...], ...]

    @property
    def fair(self) -> int:
        """What everybody would carry if all needs were split among all: the least that the largest load can be."""
        return rate(int(self.need.sum()), int(self.strength.sum()))

    def rate(self, lot: int, pool: "tuple[int, ...] | list[int]") -> int:
        """What each person of that pool carries of the lot."""
        return rate(int(self.need[lot]), int(self.strength[list(pool)].sum()))


def pack(season: Season) -> Packed:
    """The season's lots without those that nobody may answer for."""
    lots = [lot for lot in season.lots if lot.may]
    index = {one.id: n for n, one in enumerate(season.stewards)}
    shape = (len(lots), len(index))
    may, choice = np.zeros(shape, np.bool_), np.zeros(shape, np.int64)
    held, count = np.zeros(shape, np.int64), np.array([[len(lot.sites)] for lot in lots], np.int64).reshape(-1, 1)
    for row, lot in enumerate(lots):
        columns = [index[unit] for unit in lot.may]
        may[row, columns], choice[row, : len(columns)] = True, columns
        for unit, times in lot.held.items():
            held[row, index[unit]] = times
    change, share = (
        np.array([rate(price, one.strength) for one in season.stewards], np.int64)
        for price in (season.prices.change, season.prices.share)
    )
    return Packed(
        lots=tuple(lot.sites[0] for lot in lots),
        stewards=tuple(index),
        strength=np.array([one.strength for one in season.stewards], np.int64),
        need=np.array([lot.need for lot in lots], np.int64),
        most=np.array([lot.most for lot in lots], np.int64),
        may=may,
        choice=choice,
        choices=may.sum(axis=1),
        turn=(count - 2 * held) * change,
        share=count * share,
        idle=(held * change).sum(axis=0),
        held=tuple(tuple(int(unit) for unit in np.flatnonzero(row)) for row in held),
    )


def load_of(town: Packed, pools: Pools) -> Ints:
    """By column the load of each steward."""
    load = town.idle.copy()
    for lot, pool in enumerate(pools):
        units = list(pool)
        load[units] += town.rate(lot, pool) + town.turn[lot, units]
        if len(pool) > 1:
            load[units] += town.share[lot, units]
    return load
