"""Kernels: which seat of a block is tried next, and which of its shifts are known to want somebody."""

from typing import NamedTuple

import numpy as np

from solver.compiled import kernel
from solver.engine.dice import below, part, stirred
from solver.engine.held import Held
from solver.engine.packed import Packed
from solver.kinds import Index

# How often a shift is tried that is known to want somebody.
_WANTING = 0.15
# Seats are drawn from so many that lie together, further on all the time: what moves look at stays in the cache.
_WINDOW = 500


class Block(NamedTuple):
    """A part of the town that nobody else works on: its number, the block of every person and every point, its seats
    (the shifts of its points, once a seat, in an order in which near ones lie together), and room for a list of shifts
    that want somebody."""

    number: int
    people: Index
    points: Index
    seats: Index
    wanting: Index


@kernel
def find_wanting(packed: Packed, held: Held, block: Block) -> int:
    """List the shifts that want somebody; returns how many."""
    seats, wanting = block.seats, 0
    for n in range(len(seats)):
        if n == 0 or seats[n] != seats[n - 1]:
            wanting = note(packed, held, block, wanting, seats[n])
    return wanting


@kernel
def note(packed: Packed, held: Held, block: Block, wanting: int, s: int) -> int:
    """List s as well, as number `wanting`, if it wants somebody; returns how many are listed then."""
    if wanting < len(block.wanting) and _wants(packed, held, s):
        block.wanting[wanting] = s
        return wanting + 1
    return wanting


@kernel
def _wants(packed: Packed, held: Held, s: int) -> bool:
    """Whether a seat of s is empty, or a role missing."""
    shifts = packed.shifts
    if held.crew_count[s] < shifts.seats[s]:
        return True
    wants = False
    for n in range(shifts.need_first[s], shifts.need_first[s + 1]):
        wants |= held.have[n] < shifts.need[n]
    return wants


@kernel
def draw_seat(
    packed: Packed, held: Held, block: Block, wanting: int, first: int, dice: np.uint64
) -> tuple[int, int, int, np.uint64]:  # fmt: skip
    """A shift (-1 for none after all) and who sits on the seat of it that is tried, -1 if it is empty; `first` is the
    seat that the window begins with."""
    shifts = packed.shifts
    dice = stirred(dice)
    if wanting > 0 and part(dice) < _WANTING:
        dice = stirred(dice)
        n = below(dice, wanting)
        s = block.wanting[n]
        if not _wants(packed, held, s):
            block.wanting[n] = block.wanting[wanting - 1]
            return -1, -1, wanting - 1, dice
        if held.crew_count[s] < shifts.seats[s]:
            return s, -1, wanting, dice
    else:
        dice = stirred(dice)
        seats = len(block.seats)
        s = block.seats[(first + below(dice, min(_WINDOW, seats))) % seats]
    dice = stirred(dice)
    seat = below(dice, shifts.seats[s])
    a = held.crew[held.crew_first[s] + seat] if seat < held.crew_count[s] else -1
    return (s if a < 0 or block.people[a] == block.number else -1), a, wanting, dice
