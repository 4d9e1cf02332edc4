"""Comparing a plan with what is in force on a day, or with another plan: point by point, unit by unit."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from scheduler.services.access import Asker
from scheduler.services.allotting.contracts import in_force
from scheduler.services.allotting.hindrances import hindrances
from scheduler.services.allotting.lines import Line, lines_of, planned
from scheduler.services.allotting.plans import find, made, said
from scheduler.services.allotting.telling import duties_of
from scheduler.services.allotting.wanted import Wanted


@dataclass(frozen=True, slots=True)
class UnitLine:
    """What one of a unit's people carries before and after, in thousandths of a duty a month."""

    unit: str
    name: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """`lines` are the points that differ, `same` counts the others; `units` are all, who gets lighter most first.
    `hindered` says by point why it cannot be put in force as planned, of a comparison with a day."""

    lines: tuple[Line, ...]
    same: int
    units: tuple[UnitLine, ...]
    hindered: Mapping[str, str]

    @property
    def worst(self) -> tuple[int, int]:
        """The largest of all loads, before and after."""
        return max((one.before for one in self.units), default=0), max((one.after for one in self.units), default=0)


def compare(
    session: Session, who: Asker, number: int, *, other: int | None = None, on: date,
    points: Collection[str] | None = None,
) -> Comparison:  # fmt: skip
    """The plan of that number against the plan `other`, or with None against the contracts in force on `on`.

    With `points` (codes) only these become as planned. Raises NotFound for either plan, Conflict where one is not made
    yet.
    """
    row = find(session, who, number)
    found = said(row)
    before = in_force(session, on) if other is None else planned(made(session, who, other))
    lines = tuple(line for line in lines_of(found, before) if points is None or line.point in points)
    after = {**before, **{line.point: line.after for line in lines}}
    needs = {one["point"]: one["need"] for one in found["points"]}
    strength = {one["unit"]: one["strength"] for one in found["units"]}
    was, will = duties_of(strength, needs, before), duties_of(strength, needs, after)
    units = [UnitLine(one["unit"], one["name"], was[one["unit"]], will[one["unit"]]) for one in found["units"]]
    units.sort(key=lambda one: (one.after - one.before, one.unit))
    season = Wanted.unpacked(row.wanted).start
    hindered = hindrances(session, found, lines, season=season, on=on) if other is None else {}
    return Comparison(lines, len(needs) - len(lines), tuple(units), hindered)
