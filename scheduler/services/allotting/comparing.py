"""Comparing a plan with what is in force on a day, or with another plan: point by point, unit by unit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from scheduler.services.access import Asker
from scheduler.services.allotting.contracts import Contracts, in_force
from scheduler.services.allotting.plans import made
from scheduler.services.allotting.telling import duties_of


@dataclass(frozen=True, slots=True)
class Line:
    """A point whose units change; the first of `before` and of `after` leads. `begun` and `ended` are who comes and
    who goes."""

    point: str
    name: str
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def begun(self) -> tuple[str, ...]:
        return tuple(unit for unit in self.after if unit not in self.before)

    @property
    def ended(self) -> tuple[str, ...]:
        return tuple(unit for unit in self.before if unit not in self.after)


@dataclass(frozen=True, slots=True)
class UnitLine:
    """What one of a unit's people carries before and after, in thousandths of a duty a month."""

    unit: str
    name: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """`lines` are the points that differ, `same` counts the others; `units` are all, who gets lighter most first."""

    lines: tuple[Line, ...]
    same: int
    units: tuple[UnitLine, ...]

    @property
    def worst(self) -> tuple[int, int]:
        """The largest of all loads, before and after."""
        return max((one.before for one in self.units), default=0), max((one.after for one in self.units), default=0)


def compare(session: Session, who: Asker, number: int, *, other: int | None = None, on: date) -> Comparison:
    """The plan of that number against the plan `other`, or with None against the contracts in force on `on`.

    Raises NotFound for either, Conflict where one is not made yet.
    """
    found = made(session, who, number)
    before = in_force(session, on) if other is None else planned(made(session, who, other))
    lines, after = lines_of(found, before), planned(found)
    needs = {one["point"]: one["need"] for one in found["points"]}
    strength = {one["unit"]: one["strength"] for one in found["units"]}
    was, will = duties_of(strength, needs, before), duties_of(strength, needs, after)
    units = [UnitLine(one["unit"], one["name"], was[one["unit"]], will[one["unit"]]) for one in found["units"]]
    units.sort(key=lambda one: (one.after - one.before, one.unit))
    return Comparison(lines, len(needs) - len(lines), tuple(units))


def planned(found: Mapping[str, Any]) -> Contracts:
    """By point who answers for it by the plan."""
    return {one["point"]: tuple(one["after"]) for one in found["points"]}


def lines_of(found: Mapping[str, Any], before: Contracts) -> tuple[Line, ...]:
    """The points of the plan whose units, or whose lead, are others than in `before`."""
    lines = (
        Line(one["point"], one["name"], before.get(one["point"], ()), tuple(one["after"])) for one in found["points"]
    )
    return tuple(line for line in lines if set(line.before) != set(line.after) or line.before[:1] != line.after[:1])
