"""A part of a roster: some of its days, one shift, or where two versions differ; a city's month is never looked at as a
whole on a page."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, or_, select, true
from sqlalchemy.orm import aliased

from scheduler.clock import at
from scheduler.store.duties import Duty
from scheduler.store.points import Point
from scheduler.store.shifts import Shift
from scheduler.store.snapshot.others import NOT_DONE
from scheduler.store.volunteers import Volunteer


@dataclass(frozen=True, slots=True)
class Theirs:
    """What is somebody's in a `version` of a roster: `points`, and the people of `units`, both by number."""

    version: int
    points: frozenset[int]
    units: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The shifts on the town's days from `since` up to, but not on, `until`, the `shift` of that code, those at these
    `points`, those of these codes in `shifts`, those where one of these `people` ever stood, all by code, those at a
    point of `theirs` or where one of their people stands, or wherever somebody ever stood whose duties differ between
    two versions of the roster, `between` them; None is any."""

    since: date | None = None
    until: date | None = None
    shift: str | None = None
    between: tuple[int, int] | None = None
    points: frozenset[str] | None = None
    shifts: frozenset[str] | None = None
    people: frozenset[str] | None = None
    theirs: Theirs | None = None

    def of(self, *, points: frozenset[str] | None = None, people: frozenset[str] | None = None) -> "Part":
        """What of it is at these points, or where one of these people ever stood."""
        return replace(self, points=points, people=people)


WHOLE = Part()
NOTHING = Part(shifts=frozenset())


def shifts_of(part: Part, roster_id: int) -> ColumnElement[bool]:
    """The condition on Shift: what belongs to the part of that roster."""
    return and_(
        true() if part.since is None else Shift.starts_at >= at(part.since, 0),
        true() if part.until is None else Shift.starts_at < at(part.until, 0),
        true() if part.shift is None else Shift.code == part.shift,
        true() if part.points is None else Shift.point_id.in_(_points(part.points)),
        true() if part.shifts is None else Shift.code.in_(part.shifts),
        true() if part.people is None else Shift.id.in_(_held_by(roster_id, part.people)),
        true() if part.theirs is None else _of_theirs(roster_id, part.theirs),
        true() if part.between is None else Shift.id.in_(_of_people(roster_id, *part.between)),
    )


def _points(codes: frozenset[str]) -> Select[int]:
    return select(Point.id).where(Point.code.in_(codes))


def _held_by(roster_id: int, codes: frozenset[str]) -> Select[int]:
    """The shifts where they stand or ever stood."""
    held, person = aliased(Duty), aliased(Volunteer)
    theirs = select(person.id).where(person.code.in_(codes))
    return select(held.shift_id).where(held.roster_id == roster_id, held.volunteer_id.in_(theirs))


def _of_theirs(roster_id: int, theirs: Theirs) -> ColumnElement[bool]:
    held, person = aliased(Duty), aliased(Volunteer)
    standing = and_(
        held.roster_id == roster_id,
        held.added_in <= theirs.version,
        or_(held.removed_in.is_(None), held.removed_in > theirs.version),
        held.state.not_in(NOT_DONE),
    )
    people = select(held.shift_id).join(person, person.id == held.volunteer_id)
    return or_(
        Shift.point_id.in_(theirs.points), Shift.id.in_(people.where(standing, person.unit_id.in_(theirs.units)))
    )


def _of_people(roster_id: int, one: int, other: int) -> Select[int]:
    """The shifts of those who have a duty, or have one on a shift, that one version has and the other has not."""
    duty, shift, held = aliased(Duty), aliased(Shift), aliased(Duty)
    concerned = (
        select(duty.volunteer_id)
        .join(shift, shift.id == duty.shift_id)
        .where(duty.roster_id == roster_id, comes_or_goes(duty, shift, one, other))
    )
    return select(held.shift_id).where(held.roster_id == roster_id, held.volunteer_id.in_(concerned))


def comes_or_goes(duty: type[Duty], shift: type[Shift], one: int, other: int) -> ColumnElement[bool]:
    """Whether the duty, or the shift it is on, is part of only one of two versions of the roster, or was for a while
    between them."""
    turns = (duty.added_in, duty.removed_in, shift.added_in, shift.cancelled_in)
    return or_(*(_between(version, one, other) for version in turns))


def _between(version: SQLColumnExpression[int | None], one: int, other: int) -> ColumnElement[bool]:
    """Whether it came after the earlier of the two and no later than the other."""
    return and_(version > min(one, other), version <= max(one, other))
