"""Where something is used: the first of those that refer to it, as far as the asker sees them."""

from collections.abc import Callable, Mapping

from sqlalchemy import ColumnElement, Select, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from scheduler.services.access import Asker, Right
from scheduler.services.rosters import visible
from scheduler.services.territory import sees_point
from scheduler.store.grids import Grid
from scheduler.store.patterns import ShiftPattern
from scheduler.store.points import Point
from scheduler.store.rosters import Roster
from scheduler.store.shifts import Shift
from scheduler.store.stewardship import Stewardship
from scheduler.store.teams import volunteer_role, volunteer_team, volunteer_usual_point
from scheduler.store.units import Unit
from scheduler.store.volunteers import Volunteer

MOST = 5
Known = Select[str, str]


def known(session: Session, who: Asker, table: str, refers: ColumnElement[bool]) -> tuple[tuple[str, str], ...]:
    """Code and name of the first few whose row in `table` meets the condition: of shifts their rosters, of
    stewardships their units. None of those that no page shows, or that the asker does not see."""
    if table not in _KNOWN:
        return ()
    wanted = _KNOWN[table](who).where(refers).distinct().limit(MOST)
    return tuple((code, name) for code, name in session.execute(wanted))


def _grids(who: Asker) -> Known:
    return select(Grid.code, Grid.name).where(_mine(Grid.id, who.grids(Right.SEE))).order_by(Grid.code)


def _points(who: Asker) -> Known:
    return select(Point.code, Point.name).where(sees_point(who)).order_by(Point.code)


def _rosters(who: Asker) -> Known:
    return select(Roster.code, Roster.name).where(visible(who)).order_by(Roster.code)


def _units(who: Asker) -> Known:
    return select(Unit.code, Unit.name).where(_mine(Unit.id, who.units(Right.SEE))).order_by(Unit.code)


def _people(who: Asker) -> Known:
    seen = _mine(Volunteer.unit_id, who.units(Right.SEE))
    return select(Volunteer.code, Volunteer.name).where(seen).order_by(Volunteer.code)


def _mine(column: InstrumentedAttribute[int], held: frozenset[int] | None) -> ColumnElement[bool]:
    return true() if held is None else column.in_(held)


_KNOWN: Mapping[str, Callable[[Asker], Known]] = {
    "grid": _grids,
    "point": _points,
    "roster": _rosters,
    "shift": lambda who: _rosters(who).join(Shift, Shift.roster_id == Roster.id),
    "shift_pattern": lambda _: select(ShiftPattern.code, ShiftPattern.name).order_by(ShiftPattern.code),
    "stewardship": lambda who: _units(who).join(Stewardship, Stewardship.unit_id == Unit.id),
    "volunteer_role": lambda who: _people(who).join(volunteer_role, volunteer_role.c.volunteer_id == Volunteer.id),
    "volunteer_team": lambda who: _people(who).join(volunteer_team, volunteer_team.c.volunteer_id == Volunteer.id),
    "volunteer_usual_point": lambda who: _people(who).join(
        volunteer_usual_point, volunteer_usual_point.c.volunteer_id == Volunteer.id
    ),
}
