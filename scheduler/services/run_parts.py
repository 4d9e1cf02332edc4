"""A part of a roster that is solved anew while all the rest stays: some points, some days, or both."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Invalid
from scheduler.language import say
from scheduler.services.roster_parts import Part, shifts_of
from scheduler.store.rosters import Roster
from scheduler.store.shifts import Shift, shifts_in


@dataclass(frozen=True, slots=True)
class RunPart:
    """The shifts at these points, by code, all where there are none, on the days from `since` to `until`, both
    included; None for the roster's first and last."""

    points: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    @classmethod
    def unpacked(cls, kept: Mapping[str, Any]) -> "RunPart":
        """What `packed` packed."""
        since, until = (date.fromisoformat(kept[name]) if kept[name] else None for name in ("since", "until"))
        return cls(tuple(kept["points"]), since, until)

    def packed(self) -> dict[str, Any]:
        """As a run keeps it."""
        days = {"since": self.since, "until": self.until}
        return {"points": list(self.points), **{name: day and day.isoformat() for name, day in days.items()}}

    @property
    def all(self) -> bool:
        """Whether it is no part but the whole."""
        return not self.points and self.since is None and self.until is None


def shift_codes(session: Session, roster: Roster, part: RunPart) -> frozenset[str]:
    """The codes of its shifts in the newest version."""
    return frozenset(session.scalars(select(Shift.code).where(_there(roster, part))))


def require_part(session: Session, roster: Roster, part: RunPart) -> None:
    """Raises Conflict for a roster that has never been solved, Invalid for days the wrong way round or no shifts."""
    if not roster.version:
        raise Conflict(say("排班表 {code} 还没有排过班，先整张排一次", code=roster.code))
    if part.since and part.until and part.until < part.since:
        raise Invalid(say("结束早于开始"))
    if not session.scalar(select(func.count()).where(_there(roster, part))):
        raise Invalid(say("选中的点位和日子里没有班次"))


def _there(roster: Roster, part: RunPart) -> ColumnElement[bool]:
    until = part.until and part.until + timedelta(days=1)
    asked = Part(since=part.since, until=until, points=frozenset(part.points) or None)
    return shifts_in(roster.id, roster.version) & shifts_of(asked, roster.id)
