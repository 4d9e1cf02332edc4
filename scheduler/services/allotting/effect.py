"""The effect of a plan on what is published: duties from its day on of people whose unit lets go of their point."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from scheduler.clock import at
from scheduler.services.access import Asker
from scheduler.services.allotting.contracts import in_force
from scheduler.services.allotting.lines import Line, lines_of
from scheduler.services.allotting.plans import made
from scheduler.services.coverage.counting import told
from scheduler.services.rosters import visible
from scheduler.store.duties import Duty
from scheduler.store.points import Point
from scheduler.store.rosters import Roster
from scheduler.store.shifts import Shift
from scheduler.store.snapshot.others import NOT_DONE
from scheduler.store.units import Unit
from scheduler.store.volunteers import Volunteer


@dataclass(frozen=True, slots=True)
class PointEffect:
    """A published roster at a point that changes, from the day on: of its `seats`, `missing` are empty already, and
    `leaving` are held by `people` of units that let go of the point."""

    roster: str
    point: str
    name: str
    seats: int
    missing: int
    leaving: int
    people: int


@dataclass(frozen=True, slots=True)
class RosterEffect:
    """A published roster from the day on: the same, together; `people` each once."""

    roster: str
    name: str
    seats: int
    missing: int
    leaving: int
    people: int
    points: tuple[PointEffect, ...]


def effect(
    session: Session, who: Asker, number: int, *, from_day: date, points: Collection[str] | None = None
) -> tuple[RosterEffect, ...]:
    """What is published, of the rosters that the asker sees, at the points (codes; None: all) that the plan changes
    from that day on. Nothing of it is changed by a plan: people serve as they were told until somebody mends it.

    Raises NotFound for the plan, Conflict where it is not made yet.
    """
    lines = lines_of(made(session, who, number), in_force(session, from_day))
    asked = {line.point: line for line in lines if points is None or line.point in points}
    leaving = _leaving(session, who, asked.values(), from_day)
    by_roster: dict[tuple[str, str], list[PointEffect]] = defaultdict(list)
    for roster, title, point, seats, missing in session.execute(_seats(who, asked, from_day)):
        duties = leaving.get((roster, point), {})
        one = PointEffect(roster, point, asked[point].name, int(seats), int(missing), sum(duties.values()), len(duties))
        by_roster[roster, title].append(one)
    return tuple(_together(key, found, leaving) for key, found in by_roster.items())


Leaving = Mapping[tuple[str, str], Mapping[int, int]]
"""By roster and point: how many duties each volunteer id has there whose unit lets go of it."""


def _together(key: tuple[str, str], found: list[PointEffect], leaving: Leaving) -> RosterEffect:
    people = {one for (roster, _), duties in leaving.items() if roster == key[0] for one in duties}
    seats, missing = sum(one.seats for one in found), sum(one.missing for one in found)
    found.sort(key=lambda one: (-one.leaving, -one.missing, one.point))
    leaves = sum(one.leaving for one in found)
    return RosterEffect(*key, seats, missing, leaves, len(people), tuple(found))


def _leaving(session: Session, who: Asker, lines: Iterable[Line], day: date) -> Leaving:
    ended = {line.point: frozenset(line.ended) for line in lines if line.ended}
    wanted = (
        select(Roster.code, Point.code, Unit.code, Duty.volunteer_id, func.count())
        .join(Shift, Shift.id == Duty.shift_id)
        .join(Roster, Roster.id == Shift.roster_id)
        .join(Point, Point.id == Shift.point_id)
        .join(Volunteer, Volunteer.id == Duty.volunteer_id)
        .join(Unit, Unit.id == Volunteer.unit_id)
        .where(visible(who), told(Duty.added_in, Duty.removed_in), told(Shift.added_in, Shift.cancelled_in))
        .where(Duty.state.not_in(NOT_DONE), Shift.starts_at >= at(day, 0))
        .where(Point.code.in_(ended), Unit.code.in_({unit for units in ended.values() for unit in units}))
        .group_by(Roster.code, Point.code, Unit.code, Duty.volunteer_id)
    )
    found: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    for roster, point, unit, volunteer, count in session.execute(wanted):
        if unit in ended[point]:
            found[roster, point][volunteer] = count
    return found


def _seats(who: Asker, points: Collection[str], day: date) -> Select[str, str, str, int, int]:
    """By published roster and point the seats from the day on, and how many of them are empty."""
    there = (visible(who), Shift.starts_at >= at(day, 0), Point.code.in_(points))
    crews = (
        select(Duty.shift_id, func.count().label("people"))
        .join(Shift, Shift.id == Duty.shift_id)
        .join(Roster, Roster.id == Duty.roster_id)
        .join(Point, Point.id == Shift.point_id)
        .where(*there, told(Duty.added_in, Duty.removed_in), Duty.state.not_in(NOT_DONE))
        .group_by(Duty.shift_id)
        .subquery()
    )
    short = Shift.headcount - func.coalesce(crews.c.people, 0)
    return (
        select(Roster.code, Roster.name, Point.code, func.sum(Shift.headcount))
        .add_columns(func.sum(case((short > 0, short), else_=0)))
        .join(Roster, Roster.id == Shift.roster_id)
        .join(Point, Point.id == Shift.point_id)
        .outerjoin(crews, crews.c.shift_id == Shift.id)
        .where(*there, told(Shift.added_in, Shift.cancelled_in))
        .group_by(Roster.id, Roster.code, Roster.name, Roster.start, Point.code)
        .order_by(Roster.start, Roster.code, Point.code)
    )
