"""The cheapest crew of every shift at given prices, all shifts at once, exactly: seats, and roles inside them.

Candidates of a shift fall into classes by which of its missing roles they hold. A cheapest crew takes the cheapest of
each class, so it is enough to try every way to share the open seats among the classes.
"""

from collections import defaultdict
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt

from solver.arrays import NONE
from solver.board import Board
from solver.kinds import Whole
from solver.offers import Offers
from solver.parts import Part

# Open seats, the roles that each class holds, and the missing roles with how many.
_Kind = tuple[int, tuple[tuple[str, ...], ...], tuple[tuple[str, int], ...]]

_MOST_PAIRS = 3_000_000
_MOST_WAYS = 400
_FAR = 2**58
# Prices come in sixteenths, and the sum of a few of them meets on one pair.
_SCALES = 256


@dataclass(frozen=True, slots=True)
class _Alike:
    """Shifts with equally many open seats, classes and missing roles. `groups[n, c]` is the first pair of class c
    of the n-th shift, `sizes[n, c]` how many; `ways` shares of the seats, `gains[n, way]` what roles then bring."""

    groups: Whole
    sizes: Whole
    ways: Whole
    gains: Whole


@dataclass(frozen=True, slots=True)
class Crews:
    """Pairs offered, sorted by shift and class: `who`, `shift`, `prices` (seat included), `loads` of each.

    Prices on rows beyond `dearest` have no more effect, and up to there all sums stay within 64 bits.
    """

    who: npt.NDArray[np.int32]
    shift: Whole
    prices: Whole
    loads: Whole
    group: Whole
    alike: tuple[_Alike, ...]
    dearest: int

    def cheapest(self, prices: Whole, scale: int) -> tuple[int, Whole]:
        """The sum over all shifts of the cheapest crew at `prices` (in 1/scale), and the pairs it takes."""
        order = np.lexsort((prices, self.group))
        sums = np.concatenate([[0], np.cumsum(prices[order])])
        total, taken = 0, []
        for alike in self.alike:
            value, pairs = _cheapest(alike, sums, scale)
            total += value
            taken.append(order[pairs])
        return total, np.concatenate(taken) if taken else np.zeros(0, dtype=np.int64)


def _cheapest(alike: _Alike, sums: Whole, scale: int) -> tuple[int, Whole]:
    costs = scale * alike.gains
    for c in range(alike.groups.shape[1]):
        first, count = alike.groups[:, c, None], alike.ways[None, :, c]
        enough = count <= alike.sizes[:, c, None]
        upto = np.where(enough, first + count, first)
        costs = costs + np.where(enough, sums[upto] - sums[first], _FAR)
    way = costs.argmin(axis=1)
    counts, first = alike.ways[way].reshape(-1), alike.groups.reshape(-1)
    starts = np.repeat(first - np.concatenate([[0], np.cumsum(counts)[:-1]]), counts)
    return int(costs[np.arange(len(way)), way].sum()), starts + np.arange(int(counts.sum()))


def crews(fixed: Board, offers: Offers, part: Part) -> Crews | None:
    """The open crews of a part; None where it is too large, too many-sided, or beyond 64 bits."""
    town = fixed.town
    heaviest = max((town.load[shift] for shift in part.shifts), default=0)
    if part.pairs > _MOST_PAIRS or _SCALES * (town.dearest + 1) * (heaviest + 1) * (part.pairs + 1) > 2**56:
        return None
    rows: list[tuple[npt.NDArray[np.int32], Whole]] = []
    kinds: dict[_Kind, list[tuple[int, list[int]]]] = defaultdict(list)
    sizes: list[int] = []
    shifts: list[int] = []
    for shift in part.shifts:
        seats = fixed.open_seats(shift)
        who, prices = offers.of(shift)
        if not seats or not len(who):
            continue
        missing = tuple((role, fixed.missing(shift, role)) for role in town.needs[shift] if fixed.missing(shift, role))
        classes = _classes(fixed, who, missing)
        groups = []
        for _, members in classes:
            groups.append(len(sizes))
            sizes.append(len(members))
            rows.append((who[members], prices[members] - town.seat_price[shift]))
            shifts.append(shift)
        if (seats + 1) ** len(classes) > _MOST_WAYS:
            return None
        kinds[seats, tuple(held for held, _ in classes), missing].append((shift, groups))
    return _packed(fixed, rows, shifts, sizes, kinds)


def _classes(
    fixed: Board, who: npt.NDArray[np.int32], missing: tuple[tuple[str, int], ...]
) -> list[tuple[tuple[str, ...], Whole]]:
    """(roles held of the missing ones, positions in `who`) of each class that has members."""
    code = np.zeros(len(who), dtype=np.int64)
    for n, (role, _) in enumerate(missing):
        code |= fixed.town.holds(role)[who].astype(np.int64) << n
    return [
        (tuple(role for n, (role, _) in enumerate(missing) if value >> n & 1), np.flatnonzero(code == value))
        for value in np.unique(code).tolist()
    ]


def _packed(
    fixed: Board,
    rows: list[tuple[npt.NDArray[np.int32], Whole]],
    shifts: list[int],
    sizes: list[int],
    kinds: dict[_Kind, list[tuple[int, list[int]]]],
) -> Crews:
    counts = np.array(sizes, dtype=np.int64)
    first = np.concatenate([[0], np.cumsum(counts)[:-1]]) if sizes else counts
    shift = np.repeat(np.array(shifts, dtype=np.int64), counts)
    alike = []
    for (seats, held, missing), members in kinds.items():
        groups = np.array([groups for _, groups in members], dtype=np.int64)
        ways = np.array([way for way in product(range(seats + 1), repeat=len(held)) if sum(way) <= seats])
        found = np.zeros(len(ways), dtype=np.int64)
        for role, need in missing:
            holders = ways[:, [role in roles for roles in held]].sum(axis=1)
            found += np.minimum(need, holders)
        role_price = np.array([fixed.town.role_price[s] for s, _ in members], dtype=np.int64)
        alike.append(_Alike(first[groups], counts[groups], ways, -role_price[:, None] * found))
    return Crews(
        who=np.concatenate([who for who, _ in rows]) if rows else NONE,
        shift=shift,
        prices=np.concatenate([prices for _, prices in rows]) if rows else counts,
        loads=np.array(fixed.town.load, dtype=np.int64)[shift],
        group=np.repeat(np.arange(len(counts)), counts),
        alike=tuple(alike),
        dearest=_SCALES // 4 * fixed.town.dearest,
    )
