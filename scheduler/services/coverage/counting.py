"""Counting: seats and how many of them are empty, of what was published."""

from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, case, func, or_, select
from sqlalchemy.orm import Session

from scheduler.clock import at
from scheduler.store.duties import Duty
from scheduler.store.rosters import Roster
from scheduler.store.shifts import Shift
from scheduler.store.snapshot.others import NOT_DONE

_PATTERN = func.coalesce(Shift.pattern_id, -Shift.id)
"""Tells turns of the same hours apart: one made by hand is nobody else's."""

Standing = tuple[int, int]
"""Seats, and how many of them are empty."""


def counted(session: Session, day: date) -> Mapping[int, Standing]:
    """By point id: what the published rosters ask of it on the shifts that begin on that day of the town.

    Somebody too many on one shift fills no seat of another. Where two rosters staff the same turn, it is one: its
    seats are those of whichever asks for more, and who stands in both is there once.
    """
    served = and_(Duty.shift_id == Shift.id, told(Duty.added_in, Duty.removed_in), Duty.state.not_in(NOT_DONE))
    turns = (
        select(Shift.point_id, func.max(Shift.headcount).label("seats"))
        .add_columns(func.count(Duty.volunteer_id.distinct()).label("people"))
        .join(Roster, Roster.id == Shift.roster_id)
        .outerjoin(Duty, served)
        .where(begins_on(day), told(Shift.added_in, Shift.cancelled_in))
        .group_by(Shift.point_id, Shift.starts_at, Shift.ends_at, _PATTERN)
        .subquery()
    )
    short = turns.c.seats - turns.c.people
    wanted = select(turns.c.point_id, func.sum(turns.c.seats), func.sum(case((short > 0, short), else_=0)))
    found = session.execute(wanted.group_by(turns.c.point_id))
    return {point: (int(seats), int(missing)) for point, seats, missing in found}


def begins_on(day: date, days: int = 1) -> ColumnElement[bool]:
    """The condition on Roster and Shift: it begins on one of the days of the town from that one on."""
    until = day + timedelta(days=days)
    meets = Roster.start.between(day - timedelta(days=_LONGEST), until)
    return and_(meets, Shift.starts_at >= at(day, 0), Shift.starts_at < at(until, 0))


def told(since: SQLColumnExpression[int], until: SQLColumnExpression[int | None]) -> ColumnElement[bool]:
    """The condition on Roster: its published version has what is part of the versions [since, until)."""
    return and_(since <= Roster.published_version, or_(until.is_(None), until > Roster.published_version))


_LONGEST = 366
"""Days that a roster has at most: with its start known, the database finds its shifts by their hours."""
