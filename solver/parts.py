"""Parts of a town that have nothing to do with one another: they can be solved, and proven, one by one."""

from collections import defaultdict
from dataclasses import dataclass

from solver.arrays import Town
from solver.board import Pair
from solver.offers import Offers


@dataclass(frozen=True, slots=True)
class Part:
    """Indices of the shifts and volunteers that only ever meet within the part; `pairs` counts the offers between."""

    shifts: tuple[int, ...]
    volunteers: tuple[int, ...]
    pairs: int

    def offered(self, offers: Offers) -> list[Pair]:
        """Every (volunteer, shift) of the part that no rule about single duties refuses."""
        return [(volunteer, shift) for shift in self.shifts for volunteer in offers.of(shift)[0].tolist()]


def parts(town: Town) -> list[Part]:
    """The parts with at least one shift, the smallest first.

    Two volunteers belong together if one point lies within reach of both, or if their office counts who is out. A
    roster of the town is legal if and only if it is in every part, and its cost is the sum over them.
    """
    groups = _Groups(len(town.unit))
    points = sorted(set(town.point))
    for point in points:
        groups.join(town.near(point)[0].tolist())
    for unit, most in enumerate(town.most_out):
        if most is not None:
            groups.join([volunteer for volunteer, of in enumerate(town.unit) if of == unit])
    return _collect(town, groups)


def _collect(town: Town, groups: "_Groups") -> list[Part]:
    people: dict[int, list[int]] = defaultdict(list)
    for volunteer in range(len(town.unit)):
        people[groups.leader(volunteer)].append(volunteer)
    shifts: dict[int, list[int]] = defaultdict(list)
    pairs: dict[int, int] = defaultdict(int)
    for shift, point in enumerate(town.point):
        near = town.near(point)[0]
        if len(near):
            leader = groups.leader(int(near[0]))
            shifts[leader].append(shift)
            pairs[leader] += len(near)
    found = [Part(tuple(found), tuple(people[leader]), pairs[leader]) for leader, found in shifts.items()]
    return sorted(found, key=lambda part: (part.pairs, part.shifts))


class _Groups:
    """Disjoint sets of 0 … n-1, joined as it turns out that they belong together."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def leader(self, item: int) -> int:
        above = self._above
        while above[item] != item:
            above[item] = above[above[item]]
            item = above[item]
        return item

    def join(self, items: list[int]) -> None:
        if items:
            first = self.leader(items[0])
            for item in items:
                self._above[self.leader(item)] = first
