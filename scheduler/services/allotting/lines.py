"""The lines of a plan: the points at which it wants other units, or another in the lead, than there are."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scheduler.services.allotting.contracts import Contracts


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


def planned(found: Mapping[str, Any]) -> Contracts:
    """By point who answers for it by the plan."""
    return {one["point"]: tuple(one["after"]) for one in found["points"]}


def lines_of(found: Mapping[str, Any], before: Contracts) -> tuple[Line, ...]:
    """The points of the plan whose units, or whose lead, are others than in `before`."""
    lines = (
        Line(one["point"], one["name"], before.get(one["point"], ()), tuple(one["after"])) for one in found["points"]
    )
    return tuple(line for line in lines if not same(line.before, line.after))


def same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether both are the same units with the same in the lead."""
    return set(one) == set(other) and list(one[:1]) == list(other[:1])


def mark(lines: Iterable[Line]) -> str:
    """What tells these lines from any others."""
    told = "".join(f"{line.point}:{','.join(line.before)}>{','.join(line.after)};" for line in lines)
    return hashlib.sha256(told.encode()).hexdigest()[:16]
