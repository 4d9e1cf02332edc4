"""Duties by index: those that a problem names, pinned, barred or published, as the packed town looks them up."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from solver.kinds import Index, Mask
from solver.problem import Duty

NONE: Index = np.empty(0, dtype=np.int32)
Crews = defaultdict[int, Index]


@dataclass(frozen=True, slots=True)
class Numbered:
    """The index of each id."""

    shifts: Mapping[str, int]
    volunteers: Mapping[str, int]

    def pairs(self, duties: Iterable[Duty]) -> list[tuple[int, int]]:
        """(volunteer, shift) of each, in order."""
        return sorted((self.volunteers[duty.volunteer], self.shifts[duty.shift]) for duty in duties)

    def by_shift(self, duties: Iterable[Duty]) -> Crews:
        """By shift its volunteers, ascending; nobody for a shift without any."""
        found: dict[int, list[int]] = defaultdict(list)
        for duty in duties:
            found[self.shifts[duty.shift]].append(self.volunteers[duty.volunteer])
        packed = {shift: np.array(sorted(who), dtype=np.int32) for shift, who in found.items()}
        return defaultdict(lambda: NONE, packed)

    def by_volunteer(self, duties: Iterable[Duty]) -> dict[int, list[int]]:
        """By volunteer their shifts; somebody without any is missing."""
        found: dict[int, list[int]] = defaultdict(list)
        for volunteer, shift in self.pairs(duties):
            found[volunteer].append(shift)
        return dict(found)


def without(crews: Crews, pairs: Iterable[tuple[int, int]]) -> Crews:
    """The crews less those pairs (volunteer, shift)."""
    fewer = crews.copy()
    for volunteer, shift in pairs:
        fewer[shift] = fewer[shift][fewer[shift] != volunteer]
    return fewer


def among(who: Index, some: Sequence[int] | Index) -> Mask:
    """Which of `who` are in `some`; quick where nobody is."""
    if not len(some) or not len(who):
        return np.zeros(len(who), dtype=np.bool_)
    marked = np.zeros(1 + max(int(who.max()), max(some)), dtype=np.bool_)
    marked[some] = True
    found: Mask = marked[who]
    return found
