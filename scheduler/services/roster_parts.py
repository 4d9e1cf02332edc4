"""A part of a roster: some of its days, or one shift; a city's month is never looked at as a whole on a page."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, true

from scheduler.clock import at
from scheduler.store.shifts import Shift


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The shifts on the town's days from `since` up to, but not on, `until`, or the `shift` of that code; None is
    any."""

    since: date | None = None
    until: date | None = None
    shift: str | None = None


WHOLE = Part()


def shifts_of(part: Part) -> ColumnElement[bool]:
    """The condition on Shift: what belongs to the part."""
    return and_(
        true() if part.since is None else Shift.starts_at >= at(part.since, 0),
        true() if part.until is None else Shift.starts_at < at(part.until, 0),
        true() if part.shift is None else Shift.code == part.shift,
    )
