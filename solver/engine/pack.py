"""A town and its pins made into flat arrays, where its numbers are small enough for them."""

from collections import defaultdict
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from solver.arrays import Candidates, Town
from solver.board import Board
from solver.dearest import dearest_price
from solver.engine.packed import NEVER, SCALE, Cells, Packed, People, Points, Shifts
from solver.engine.pins import limits
from solver.engine.transpose import by_person
from solver.kinds import Index, Whole
from solver.rules.continuity import Continuity
from solver.rules.support import Support
from solver.rules.travel import Travel
from solver.rules.wish import Wish

_BY_POINT = (Support(), Travel(), Continuity())
# Beyond these the packed form would not fit the memory, a set of roles 64 bits, a price 32, or what fairness makes of
# one person's load, and of everybody's, 64.
_MOST_SLOTS = 250_000_000
_MOST_ROLES = 62
_DEAREST = NEVER // (4 * SCALE)
_UNFAIREST, _UNFAIR = 2**50, 2**62

# start, end, load, and how many shifts at the same point before it have the same three.
_Cell = tuple[int, int, int, int]


def pack(pins: Board) -> Packed | None:
    """The town with its pins handed out; None where its numbers, roles or hours are beyond the arrays."""
    town = pins.town
    of = _cell_of([shift for shift in range(len(town.start)) if pins.open_seats(shift)], town)
    spans = sorted(set(of.values()))
    bits = {role: bit for bit, role in enumerate(sorted({role for needs in town.needs for role in needs}))}
    if len(spans) * len(town.unit) > _MOST_SLOTS or len(bits) > _MOST_ROLES or not _small_numbers(pins, len(spans)):
        return None
    number = {span: n for n, span in enumerate(spans)}
    cell = {shift: number[span] for shift, span in of.items()}
    numbers, groups = _points(town, cell)
    where = {point: n for n, point in enumerate(numbers)}
    order = sorted(cell, key=lambda shift: (where[town.point[shift]], cell[shift]))
    shifts = _shifts(pins, order, cell, where=where, bits=bits)
    cells = _cells(town, spans)
    points = _reached(town, shifts, numbers, groups)
    people = _people(pins, cells, shifts, points, bits=bits)
    return Packed(cells, shifts, points, people, limits(pins, cells), town.policy.fairness)


def _small_numbers(pins: Board, spans: int) -> bool:
    """Whether prices and fairness, with at most one duty in each span, are within the numbers of the arrays."""
    town = pins.town
    farthest = max((abs(stands) for stands in pins.standing), default=0) + max(town.load, default=0) * spans
    unfairest = SCALE * town.policy.fairness * farthest * farthest
    if unfairest >= _UNFAIREST or unfairest * len(town.unit) >= _UNFAIR:
        return False
    return town.dtype is np.int64 and dearest_price(town) < _DEAREST


def _cell_of(shifts: list[int], town: Town) -> Mapping[int, _Cell]:
    before: dict[tuple[int, int, int, int], int] = defaultdict(int)
    found = {}
    for shift in shifts:
        span = town.start[shift], town.end[shift], town.load[shift]
        found[shift] = (*span, before[town.point[shift], *span])
        before[town.point[shift], *span] += 1
    return found


def _points(town: Town, cell: Mapping[int, int]) -> tuple[list[int], list[int]]:
    """Points with open shifts, those with the same cells together; and the number of each one's group."""
    kinds: dict[int, list[int]] = defaultdict(list)
    for shift, n in cell.items():
        kinds[town.point[shift]].append(n)
    kind = {point: tuple(sorted(found)) for point, found in kinds.items()}
    ordered = sorted(kind, key=lambda point: (kind[point], point))
    numbers = {cells: n for n, cells in enumerate(sorted(set(kind.values())))}
    return ordered, [numbers[kind[point]] for point in ordered]


def _cells(town: Town, spans: list[_Cell]) -> Cells:
    start = np.array([span[0] for span in spans], dtype=np.int64)
    end = np.array([span[1] for span in spans], dtype=np.int64)
    day = (start // 1440).astype(np.int32)
    weekend = [town.problem.weekend.get(int(d), -1) for d in day]
    load = np.array([span[2] for span in spans], dtype=np.int64)
    longest = int((end - start).max(initial=0))
    return Cells(start, end, day, day // 7, np.array(weekend, dtype=np.int32), load, longest)


def _shifts(
    pins: Board, order: list[int], cell: Mapping[int, int], *, where: Mapping[int, int], bits: Mapping[str, int]
) -> Shifts:
    town = pins.town
    rows = [
        [(bits[role], missing) for role in sorted(town.needs[s]) if (missing := pins.missing(s, role))] for s in order
    ]
    flat = [(role, missing, town.role_price[s]) for s, row in zip(order, rows, strict=True) for role, missing in row]
    return Shifts(
        number=np.array(order, dtype=np.int32),
        point=np.array([where[town.point[s]] for s in order], dtype=np.int32),
        cell=np.array([cell[s] for s in order], dtype=np.int32),
        seats=np.array([pins.open_seats(s) for s in order], dtype=np.int32),
        seat_price=np.array([town.seat_price[s] for s in order], dtype=np.int64),
        need_first=_firsts([len(row) for row in rows]),
        need_role=np.array([role for role, _, _ in flat], dtype=np.int32),
        need=np.array([missing for _, missing, _ in flat], dtype=np.int32),
        need_price=np.array([price for _, _, price in flat], dtype=np.int64),
    )


def _reached(town: Town, shifts: Shifts, numbers: list[int], groups: list[int]) -> Points:
    """Who may come to each point at what price, the cheapest first."""
    per_point = np.bincount(shifts.point, minlength=len(numbers))
    first = _firsts(per_point.tolist())
    who, prices = [], []
    for n, point in enumerate(numbers):
        candidates = Candidates(int(shifts.number[first[n]]), *town.find_near(point))
        price = sum((rule.prices(town, candidates) for rule in _BY_POINT), start=town.same(0, len(candidates.who)))
        by_price = price.argsort(kind="stable")
        who.append(candidates.who[by_price])
        prices.append(price[by_price].astype(np.int32))
    return Points(
        number=np.array(numbers, dtype=np.int32),
        group=np.array(groups, dtype=np.int32),
        shift_first=first,
        who_first=_firsts([len(found) for found in who]),
        who=_joined(who),
        price=_joined(prices),
    )


def _people(pins: Board, cells: Cells, shifts: Shifts, points: Points, *, bits: Mapping[str, int]) -> People:
    town = pins.town
    count = len(town.unit)
    first, point, price = by_person(count, points.who_first, points.who, points.price)
    holds = np.array([sum(1 << bits[role] for role in roles if role in bits) for roles in town.roles], dtype=np.int64)
    odd = _odd(town, shifts)
    return People(
        reach_first=first,
        reach_point=point,
        reach_price=price,
        holds=holds,
        standing=np.array(pins.standing, dtype=np.int64),
        slot_price=_slots(pins, cells, shifts),
        odd_first=_firsts([len(row) for row in odd]),
        odd_shift=np.array([shift for row in odd for shift in sorted(row)], dtype=np.int32),
        odd_price=np.array([row[shift] for row in odd for shift in sorted(row)], dtype=np.int32),
        least_odd=min((price for row in odd for price in row.values()), default=0),
    )


def _odd(town: Town, shifts: Shifts) -> list[dict[int, int]]:
    """By person the shifts they are barred from, and those they were told of: what these cost more, or less."""
    odd: list[dict[int, int]] = [{} for _ in town.unit]
    for s, shift in enumerate(shifts.number.tolist()):
        for who in town.published.get(shift, ()):
            kept = who in town.kept[shift]
            odd[who][s] = -town.policy.added - (town.policy.dropped if kept else 0)
        for who in town.barred.get(shift, ()):
            odd[who][s] = NEVER
    return odd


def _slots(pins: Board, cells: Cells, shifts: Shifts) -> Index:
    """Person x cell: the price of their wishes then (and of a duty nobody was told of), NEVER where they cannot."""
    town = pins.town
    price = np.zeros((len(town.unit), len(cells.start)), dtype=np.int32)
    everybody = np.arange(len(town.unit), dtype=np.int32)
    added = town.policy.added if town.problem.published else 0
    one = dict(zip(shifts.cell.tolist(), shifts.number.tolist(), strict=True))
    for cell, shift in one.items():
        candidates = Candidates(shift, everybody, np.zeros(0, dtype=np.int64))
        price[:, cell] = Wish().prices(town, candidates).astype(np.int32) + added
        price[town.away(shift), cell] = NEVER
    for who, shift in town.pinned:
        rest = town.rest[who]
        price[who, (cells.start < town.end[shift] + rest) & (town.start[shift] < cells.end + rest)] = NEVER
    return price


def _firsts(sizes: list[int]) -> Whole:
    """Where each run begins, and at the end where the last one ends."""
    return np.concatenate([[0], np.cumsum(np.array(sizes, dtype=np.int64))]).astype(np.int64)


def _joined(parts: list[Index]) -> npt.NDArray[np.int32]:
    return np.concatenate([np.zeros(0, dtype=np.int32), *parts]).astype(np.int32)
