"""The town cut into blocks that have no person and no point in common, at another angle every time."""

from dataclasses import dataclass

import numpy as np

from solver.arrays import Town
from solver.engine.packed import Packed
from solver.kinds import Index


@dataclass(frozen=True, slots=True)
class Cut:
    """The block of every person and every point, and of each block its seats: the shifts of its points, once a seat."""

    people: Index
    points: Index
    seats: tuple[Index, ...]


class Cutter:
    """Cuts along lines through the town, so that each block has as many seats."""

    def __init__(self, town: Town, packed: Packed) -> None:
        problem = town.problem
        self._points = np.array([problem.points[n].at for n in packed.points.number.tolist()]).reshape(-1, 2)
        middle = self._points.mean(axis=0) if len(self._points) else np.zeros(2)
        self._people = np.array([_middle(v.at) or tuple(middle) for v in problem.volunteers]).reshape(-1, 2)
        # An office counts all its people, so they stay together.
        for unit in np.unique(packed.limits.office[packed.limits.office >= 0]).tolist():
            of_unit = packed.limits.office == unit
            self._people[of_unit] = self._people[of_unit].mean(axis=0)
        self._seats = np.repeat(np.arange(len(packed.shifts.seats), dtype=np.int32), packed.shifts.seats)
        self._point_of = packed.shifts.point[self._seats]

    def cut(self, blocks: int, random: np.random.Generator) -> Cut:
        angle = random.random() * np.pi
        along = np.array([np.cos(angle), np.sin(angle)])
        points, people = self._points @ along, self._people @ along
        lines = np.quantile(points[self._point_of], np.linspace(0, 1, blocks + 1)[1:-1])
        of_point = np.searchsorted(lines, points).astype(np.int32)
        of_seat = of_point[self._point_of]
        return Cut(
            people=np.searchsorted(lines, people).astype(np.int32),
            points=of_point,
            seats=tuple(self._seats[of_seat == block] for block in range(blocks)),
        )


def _middle(places: tuple[tuple[float, float], ...]) -> tuple[float, float] | None:
    if not places:
        return None
    return sum(at[0] for at in places) / len(places), sum(at[1] for at in places) / len(places)
