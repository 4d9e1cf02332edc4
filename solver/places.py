"""Where people set out from, and who is near a point: looked up by latitude, measured only inside a box."""

from collections.abc import Sequence

import numpy as np

from solver.distance import RADIUS, metres_from
from solver.kinds import Index, Mask, Whole
from solver.problem import At, Volunteer

# Beyond this latitude a box by longitude is no box any more.
_POLAR = 60.0
NEVER = np.iinfo(np.int64).max


class Places:
    """Every place of every volunteer, from south to north."""

    def __init__(self, people: Sequence[Volunteer]) -> None:
        places = [(at[0], at[1], i) for i, volunteer in enumerate(people) for at in volunteer.at]
        packed = np.array(sorted(places, key=lambda place: place[1]), dtype=np.float64).reshape(-1, 3)
        self._at, self._dweller = packed[:, :2], packed[:, 2].astype(np.int32)
        self._people = len(people)

    def metres(self, to: At) -> Whole:
        """Everybody's whole metres from their nearest place; NEVER for somebody without one."""
        metres = np.full(self._people, NEVER, dtype=np.int64)
        np.minimum.at(metres, self._dweller, metres_from(self._at, to))
        return metres

    def within(self, reach: Whole, to: At) -> tuple[Index, Whole]:
        """Volunteers within their own `reach` (metres, by volunteer), ascending, and their metres."""
        south, north, beside = self._box(float(reach.max(initial=0)), to)
        dwellers = self._dweller[south:north][beside]
        metres = metres_from(self._at[south:north][beside], to)
        close = metres <= reach[dwellers]
        order = np.lexsort((metres[close], dwellers[close]))
        who, first = np.unique(dwellers[close][order], return_index=True)
        return who, metres[close][order][first]

    def _box(self, reach: float, to: At) -> tuple[int, int, Mask]:
        """Places in a box that `reach` never leaves: their run by latitude, and a mask of it by longitude."""
        band = float(np.degrees((reach + 2.0) / RADIUS))
        south, north = np.searchsorted(self._at[:, 1], [to[1] - band, to[1] + band]).tolist()
        widest = abs(to[1]) + band
        beside = np.ones(north - south, dtype=np.bool_)
        if widest < _POLAR:
            wide = 1.02 * band / np.cos(np.radians(widest))
            if abs(to[0]) + wide < 180:
                beside = np.abs(self._at[south:north, 0] - to[0]) <= wide
        return south, north, beside
