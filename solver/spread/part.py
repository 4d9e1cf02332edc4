"""A block of a town as a small town of its own, as flat as the whole: what a machine needs to work on it, and no more.

In it are the block's people and points, its guests (people of other blocks who serve there) and the shifts elsewhere
that its people serve on. Guests and shifts elsewhere stay as they are, as they do where all blocks lie in one memory.
"""

from typing import NamedTuple

import numpy as np

from solver.engine.blocks import Cut
from solver.engine.guides import Seen
from solver.engine.held import Held
from solver.engine.packed import Limits, Packed, People, Points, Shifts
from solver.engine.seats import Block
from solver.kinds import Index, Mask, Whole


class Part(NamedTuple):
    """`months`: everybody's shifts, -1 behind the last, all numbered as in `packed`; `seen` are of the block alone;
    `block` has no room yet for a list."""

    packed: Packed
    months: Index
    seen: Seen
    block: Block


class Rows(NamedTuple):
    """Who and what of the whole is in a part, in its order, and which of its people are the block's own."""

    people: Whole
    shifts: Whole
    own: Mask


def part_of(packed: Packed, held: Held, seen: Seen, cut: Cut, number: int) -> tuple[Part, Rows]:
    """The block of this number; what it holds is copied."""
    own, here = cut.people == number, cut.points[packed.shifts.point] == number
    people, shifts = _with_guests(held, own, here), _with_those_elsewhere(held, own, here)
    points = np.unique(packed.shifts.point[shifts]).astype(np.int64)
    which, where = _numbers(shifts, len(here)), _numbers(points, len(cut.points))
    ours = np.where(own, _numbers(people, len(own)), -1)
    part = Part(
        Packed(
            packed.cells,
            _shifts(packed.shifts, shifts, where),
            _points(packed.points, points, ours, where[packed.shifts.point[shifts]]),
            _people(packed.people, people, where, which),
            _limits(packed.limits, people),
            packed.fairness,
        ),
        _renumbered(held.month[people], which),
        _seen(seen, shifts, ours),
        Block(
            0,
            people=(~own[people]).astype(np.int32),
            points=(cut.points[points] != number).astype(np.int32),
            seats=which[cut.seats[number]],
            wanting=np.empty(0, dtype=np.int32),
        ),
    )
    return part, Rows(people, shifts, own[people])


def taken_back(rows: Rows, months: Index) -> Index:
    """The months of a part's own people, numbered as in the whole."""
    return _renumbered(months[rows.own], rows.shifts.astype(np.int32))


def _with_guests(held: Held, own: Mask, here: Mask) -> Whole:
    crew = held.crew[np.repeat(here, np.diff(held.crew_first))]
    known = own.copy()
    known[crew[crew >= 0]] = True
    return np.flatnonzero(known)


def _with_those_elsewhere(held: Held, own: Mask, here: Mask) -> Whole:
    months = held.month[own]
    known = here.copy()
    known[months[months >= 0]] = True
    return np.flatnonzero(known)


def _numbers(rows: Whole, count: int) -> Index:
    """The number of each of these rows among them, -1 for all others."""
    numbers = np.full(count, -1, dtype=np.int32)
    numbers[rows] = np.arange(len(rows), dtype=np.int32)
    return numbers


def _renumbered(months: Index, numbers: Index) -> Index:
    """The same months by other numbers, shifts without one left out, the others moved up."""
    found = _new(months, numbers)
    return np.take_along_axis(found, np.argsort(found < 0, axis=1, kind="stable"), axis=1)


def _new(old: Index, numbers: Index) -> Index:
    """The new number of each, -1 for what has none."""
    found = np.full(old.shape, -1, dtype=np.int32)
    found[old >= 0] = numbers[old[old >= 0]]
    return found


def _some(first: Whole, rows: Whole) -> tuple[Whole, Whole]:
    """Of lists that lie one after another, those of these rows: where each begins then, and where its items lay."""
    lengths = first[rows + 1] - first[rows]
    begin = np.concatenate([[0], np.cumsum(lengths)])
    return begin, np.repeat(first[rows] - begin[:-1], lengths) + np.arange(begin[-1])


def _known(first: Whole, known: Mask) -> Whole:
    """Where each list begins once only the known items are left."""
    return np.concatenate([[0], np.cumsum(known)])[first]


def _shifts(shifts: Shifts, rows: Whole, where: Index) -> Shifts:
    need_first, needs = _some(shifts.need_first, rows)
    return Shifts(
        number=shifts.number[rows],
        point=where[shifts.point[rows]],
        cell=shifts.cell[rows],
        seats=shifts.seats[rows],
        seat_price=shifts.seat_price[rows],
        need_first=need_first,
        need_role=shifts.need_role[needs],
        need=shifts.need[needs],
        need_price=shifts.need_price[needs],
    )


def _people(people: People, rows: Whole, where: Index, which: Index) -> People:
    reach_first, reach = _some(people.reach_first, rows)
    reach_known = where[people.reach_point[reach]] >= 0
    reach = reach[reach_known]
    odd_first, odd = _some(people.odd_first, rows)
    odd_known = which[people.odd_shift[odd]] >= 0
    odd = odd[odd_known]
    return People(
        reach_first=_known(reach_first, reach_known),
        reach_point=where[people.reach_point[reach]],
        reach_price=people.reach_price[reach],
        holds=people.holds[rows],
        standing=people.standing[rows],
        slot_price=people.slot_price[rows],
        odd_first=_known(odd_first, odd_known),
        odd_shift=which[people.odd_shift[odd]],
        odd_price=people.odd_price[odd],
        least_odd=people.least_odd,
    )


def _limits(limits: Limits, rows: Whole) -> Limits:
    offices = np.unique(limits.office[rows][limits.office[rows] >= 0]).astype(np.int64)
    office = _numbers(offices, len(limits.room))
    return limits._replace(
        rest=limits.rest[rows],
        day=limits.day[rows],
        week=limits.week[rows],
        total=limits.total[rows],
        weekends=limits.weekends[rows],
        in_all=limits.in_all[rows],
        in_day=limits.in_day[rows],
        in_week=limits.in_week[rows],
        in_weekend=limits.in_weekend[rows],
        office=_new(limits.office[rows], office),
        room=limits.room[offices],
    )


def _points(points: Points, rows: Whole, ours: Index, shift_points: Index) -> Points:
    """Who can reach them, of the block's own people."""
    who_first, near = _some(points.who_first, rows)
    known = ours[points.who[near]] >= 0
    near = near[known]
    shifts = np.bincount(shift_points, minlength=len(rows))
    return Points(
        number=points.number[rows],
        group=points.group[rows],
        shift_first=np.concatenate([[0], np.cumsum(shifts)]),
        who_first=_known(who_first, known),
        who=ours[points.who[near]],
        price=points.price[near],
    )


def _seen(seen: Seen, rows: Whole, ours: Index) -> Seen:
    """Whom the prices saw on these shifts, of the block's own people."""
    met = np.arange(seen.who.shape[1]) < seen.met[rows, None]
    known = met & (ours[seen.who[rows]] >= 0)
    at, column = np.nonzero(known)[0], (known.cumsum(axis=1) - 1)[known]
    who, often = (np.zeros(known.shape, dtype=np.int32) for _ in range(2))
    who[at, column], often[at, column] = ours[seen.who[rows][known]], seen.often[rows][known]
    return Seen(who, often, known.sum(axis=1).astype(np.int32))
