"""Cutting a town into districts along straight lines, at another angle and in other places every time."""

from dataclasses import dataclass
from math import cos, pi, sin

import numpy as np
import numpy.typing as npt

from solver.kinds import Index
from solver.problem import At, Problem

_Places = npt.NDArray[np.float64]

# A line lies up to this far from where it would halve the town, as a share of a district, so that no place is always
# at a seam.
_ASTRAY = 0.3


@dataclass(frozen=True, slots=True)
class Cut:
    """The district of every person and every point, in the order of the problem's lists; how many there are."""

    people: Index
    points: Index
    districts: int


class Plan:
    """Where a town's people and points are; an office that counts who is out stays in one district with its people."""

    def __init__(self, problem: Problem) -> None:
        seats = dict.fromkeys((point.id for point in problem.points), 0)
        for shift in problem.shifts:
            seats[shift.point] += shift.headcount
        self._seats = np.array(list(seats.values()), dtype=np.int64)
        self._points = _places([point.at for point in problem.points])
        middle = tuple(self._points.mean(axis=0).tolist()) if len(self._points) else (0.0, 0.0)
        self._people = _places([_mean(one.at) if one.at else middle for one in problem.volunteers])
        counted = {unit.id for unit in problem.units if unit.most_out is not None}
        together: dict[str, list[int]] = {}
        for n, one in enumerate(problem.volunteers):
            if one.unit in counted:
                together.setdefault(one.unit, []).append(n)
        for rows in together.values():
            self._people[rows] = self._people[rows].mean(axis=0)

    @property
    def seats(self) -> int:
        return int(self._seats.sum())

    def cut(self, districts: int, random: np.random.Generator) -> Cut:
        """Into so many districts of about as many seats."""
        cut = Cut(np.zeros(len(self._people), np.int32), np.zeros(len(self._points), np.int32), districts)
        everybody = np.arange(len(self._people), dtype=np.int32)
        everywhere = np.arange(len(self._points), dtype=np.int32)
        self._halve(cut, everybody, everywhere, range(districts), angle=random.random() * pi, random=random)
        return cut

    def _halve(
        self, cut: Cut, people: Index, points: Index, districts: range, *, angle: float, random: np.random.Generator
    ) -> None:
        if len(districts) == 1:
            cut.people[people], cut.points[points] = districts[0], districts[0]
            return
        half = len(districts) // 2
        share = (half + random.uniform(-_ASTRAY, _ASTRAY)) / len(districts)
        across = np.array([cos(angle), sin(angle)])
        of_points, of_people = self._points[points] @ across, self._people[people] @ across
        line = _quantile(of_points, self._seats[points], share)
        for side, part in ((True, districts[:half]), (False, districts[half:])):
            ours = people[(of_people <= line) == side], points[(of_points <= line) == side]
            self._halve(cut, *ours, part, angle=angle + pi / 2, random=random)


def _quantile(values: _Places, weights: npt.NDArray[np.int64], share: float) -> float:
    """The least value that this share of the weight does not exceed; 0 where there are none."""
    if not len(values):
        return 0.0
    order = values.argsort(kind="stable")
    heaped = weights[order].cumsum()
    return float(values[order][min(len(order) - 1, int(np.searchsorted(heaped, share * heaped[-1])))])


def _mean(places: tuple[At, ...]) -> At:
    return sum(at[0] for at in places) / len(places), sum(at[1] for at in places) / len(places)


def _places(at: list[At]) -> _Places:
    return np.array(at, dtype=np.float64).reshape(-1, 2)
