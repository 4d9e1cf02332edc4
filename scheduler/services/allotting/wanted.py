"""What is asked of a plan of stewardship: a season, how much a change costs, and what is supposed to be different."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from scheduler.errors import Invalid
from scheduler.geo import Pair
from scheduler.language import say

LONGEST = 366
EVERY = "all"
"""In `whole`: every community."""


@dataclass(frozen=True, slots=True)
class NewPoint:
    """A point that is not there yet: `need` duties a month, at `at` (WGS-84 degrees)."""

    code: str
    need: int
    at: Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The season is [start, start + days); a pool has at most `most` units.

    `change` and `share` are prices in thousandths of a duty a month: for each contract begun or ended, and for each
    point that is shared. `absence` is the share of everybody's days, in percent, that is expected to be lost besides
    the approved leave. `whole` are codes of grids whose points are kept with one unit, `districts` gives commands, by
    code, the grid that their units stay in. What if: points `added`, units `lost` (codes), people of a unit who serve
    at most so many times a week (`caps`), points that ask each shift for so many people more, or fewer (`staffed`).
    """

    start: date
    days: int
    most: int = 3
    change: int = 500
    share: int = 0
    absence: int = 5
    whole: tuple[str, ...] = ()
    districts: Mapping[str, str] = field(default_factory=dict)
    added: tuple[NewPoint, ...] = ()
    lost: tuple[str, ...] = ()
    caps: Mapping[str, int] = field(default_factory=dict)
    staffed: Mapping[str, int] = field(default_factory=dict)

    @property
    def supposes(self) -> bool:
        """Whether something is supposed to be different from what it is."""
        return bool(self.added or self.lost or self.caps or self.staffed)

    def checked(self) -> "Wanted":
        """The same. Raises Invalid for what cannot be."""
        if not 1 <= self.days <= LONGEST:
            raise Invalid(say("天数应在 1 到 {most} 之间，现在是 {days}", most=LONGEST, days=self.days))
        codes = [point.code for point in self.added]
        if len(set(codes)) < len(codes):
            raise Invalid(say("新增的点位编号重复"))
        return self

    def packed(self) -> dict[str, Any]:
        """As it is kept."""
        return {**asdict(self), "start": self.start.isoformat()}

    @classmethod
    def unpacked(cls, kept: Mapping[str, Any]) -> "Wanted":
        """What was kept."""
        added = (NewPoint(one["code"], one["need"], (one["at"][0], one["at"][1])) for one in kept["added"])
        listed = {"whole": tuple(kept["whole"]), "lost": tuple(kept["lost"]), "added": tuple(added)}
        return cls(**{**kept, **listed, "start": date.fromisoformat(kept["start"])})
