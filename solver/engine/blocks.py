"""The town cut into blocks that have no person and no point in common, at another angle every time."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from solver.arrays import Town
from solver.engine.guides import Seen
from solver.engine.packed import Packed
from solver.kinds import Index, Whole

Places = npt.NDArray[np.float64]

# So finely places are told apart along each axis.
_BITS = 12


@dataclass(frozen=True, slots=True)
class Cut:
    """The block of every person and every point, and of each block its seats: the shifts of its points, once a seat,
    near ones together."""

    people: Index
    points: Index
    seats: tuple[Index, ...]


class Cutter:
    """Cuts along lines through the town, so that each block has as many seats. People are where the prices saw them, so
    that few of those worth trying on a shift are in another block."""

    def __init__(self, town: Town, packed: Packed, seen: Seen) -> None:
        points = town.problem.points
        self._points = np.array([points[n].at for n in packed.points.number.tolist()]).reshape(-1, 2)
        self._people = self._places(town, packed, seen)
        # An office counts all its people, so they stay together.
        for unit in np.unique(packed.limits.office[packed.limits.office >= 0]).tolist():
            of_unit = packed.limits.office == unit
            self._people[of_unit] = self._people[of_unit].mean(axis=0)
        self._seats = np.repeat(np.arange(len(packed.shifts.seats), dtype=np.int32), packed.shifts.seats)
        self._point_of = packed.shifts.point[self._seats]
        self._seats_at = np.bincount(self._point_of, minlength=len(self._points))

    def cut(self, blocks: int, random: np.random.Generator) -> Cut:
        angle = random.random() * np.pi
        along = np.array([np.cos(angle), np.sin(angle)])
        ordered = np.argsort(_winding(self._points @ along, self._points @ _across(along))[self._point_of])
        found = Cut(np.zeros(len(self._people), np.int32), np.zeros(len(self._points), np.int32), ())
        self._halve(found, np.arange(len(self._people)), np.arange(len(self._points)), range(blocks), along)
        seats, of_seat = self._seats[ordered], found.points[self._point_of][ordered]
        return replace(found, seats=tuple(seats[of_seat == block] for block in range(blocks)))

    def _halve(self, cut: Cut, people: Whole, points: Whole, blocks: range, along: Places) -> None:
        """Number these people and points by these blocks, cut across `along`, each half the other way again."""
        if len(blocks) == 1:
            cut.people[people], cut.points[points] = blocks[0], blocks[0]
            return
        half = len(blocks) // 2
        of_points, of_people = self._points[points] @ along, self._people[people] @ along
        every_seat = np.repeat(of_points, self._seats_at[points])
        line = np.quantile(every_seat, half / len(blocks)) if len(every_seat) else 0.0
        for ours, near, part in (
            (of_people <= line, of_points <= line, blocks[:half]),
            (of_people > line, of_points > line, blocks[half:]),
        ):
            self._halve(cut, people[ours], points[near], part, _across(along))

    def _places(self, town: Town, packed: Packed, seen: Seen) -> Places:
        middle = self._points.mean(axis=0) if len(self._points) else np.zeros(2)
        people = np.array([_middle(v.at) or tuple(middle) for v in town.problem.volunteers]).reshape(-1, 2)
        there = np.arange(seen.who.shape[1]) < seen.met[:, None]
        who, often = seen.who[there], seen.often[there]
        where = self._points[np.repeat(packed.shifts.point, seen.met)]
        times = np.bincount(who, weights=often, minlength=len(people))
        for axis in range(2):
            total = np.bincount(who, weights=often * where[:, axis], minlength=len(people))
            people[:, axis] = np.where(times > 0, total / np.maximum(times, 1), people[:, axis])
        return people


def _across(along: Places) -> Places:
    return np.array([-along[1], along[0]])


def _winding(*axes: Places) -> Whole:
    """A number for every place: those with numbers close together lie near each other (G. M. Morton, 1966)."""
    numbers = np.zeros(len(axes[0]), dtype=np.int64)
    for axis, values in enumerate(axes):
        rank = np.argsort(np.argsort(values)) * (1 << _BITS) // max(1, len(values))
        for bit in range(_BITS):
            numbers |= (rank >> bit & 1) << (len(axes) * bit + axis)
    return numbers


def _middle(places: tuple[tuple[float, float], ...]) -> tuple[float, float] | None:
    if not places:
        return None
    return sum(at[0] for at in places) / len(places), sum(at[1] for at in places) / len(places)
