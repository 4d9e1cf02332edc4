"""What comes back: who answers for what, what everybody carries, what is proven of it, and what changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

OPTIMAL, FEASIBLE, STOPPED = "optimal", "feasible", "stopped"


class Move(StrEnum):
    """A unit takes a point on, gives it up, or changes its part there."""

    BEGIN = "begin"
    END = "end"
    LEAD = "lead"
    ASSIST = "assist"


@dataclass(frozen=True, slots=True)
class Pool:
    """The units that answer for a site, the one that leads first; none where nobody may."""

    units: tuple[str, ...]

    @property
    def lead(self) -> str | None:
        return self.units[0] if self.units else None


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes different for one unit at one site. `price` is what it puts on the unit's load, in thousandths of a
    duty a person and month; 0 for a change of part and for an end that nobody could help."""

    site: str
    unit: str
    move: Move
    price: int


@dataclass(frozen=True, slots=True)
class Proof:
    """What is proven of a number of the plan: no plan has less than `bound`."""

    reached: int
    bound: int

    @property
    def gap(self) -> float:
        """(reached - bound) / max(1, reached), to five decimals."""
        return round((self.reached - self.bound) / max(1, self.reached), 5)


@dataclass(frozen=True, slots=True)
class Allotment:
    """`status` is optimal where it is proven that no plan is more even, else feasible, or stopped when told to.

    `pools` by site; `loads` and `duties` by steward, both in thousandths of a duty a person and month: with what
    changes and sharing put on it, and without. `worst` is of the largest load, `tenth` of the sum of the largest loads
    of a tenth of the units. `uncovered` are the sites that nobody may answer for.
    """

    status: str
    pools: Mapping[str, Pool]
    loads: Mapping[str, int]
    duties: Mapping[str, int]
    worst: Proof
    tenth: Proof
    changes: tuple[Change, ...]
    uncovered: tuple[str, ...]
    seconds: float
