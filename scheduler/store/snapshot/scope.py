"""What a roster is about: the units below its unit, the points below its grid, and the people it may call on."""

from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, and_, extract, or_, select, true
from sqlalchemy.orm import Session

from scheduler.store.grids import Grid
from scheduler.store.points import Point
from scheduler.store.rosters import Roster
from scheduler.store.stewardship import Stewardship
from scheduler.store.units import Unit
from scheduler.store.volunteers import Volunteer

_DAY = 86400


def end_of(roster: Roster) -> date:
    """The day after its last."""
    return roster.start + timedelta(days=roster.days)


def stewarded_in(roster: Roster) -> ColumnElement[bool]:
    """The condition on Stewardship: it covers at least one day of the roster."""
    open_ended = or_(Stewardship.until_day.is_(None), Stewardship.until_day > roster.start)
    return and_(Stewardship.from_day < end_of(roster), open_ended)


def stewarded_while_it_lasts() -> ColumnElement[bool]:
    """The same as a condition on Stewardship and Roster."""
    open_ended = or_(Stewardship.until_day.is_(None), Stewardship.until_day > Roster.start)
    # In seconds: the same arithmetic on every database.
    ahead = extract("epoch", Stewardship.from_day) - extract("epoch", Roster.start)
    return and_(ahead < Roster.days * _DAY, open_ended)


def points_of(roster: Roster) -> ColumnElement[bool]:
    """The condition on Point: the roster may have to staff it."""
    alive = or_(Point.ended_on.is_(None), Point.ended_on > roster.start)
    if roster.unit_id is not None:
        units = below(Unit, roster.unit_id)
        held = select(Stewardship.point_id).where(Stewardship.unit_id.in_(units), stewarded_in(roster))
        return and_(alive, Point.id.in_(held))
    if roster.grid_id is not None:
        return and_(alive, Point.grid_id.in_(below(Grid, roster.grid_id)))
    return alive


def people_of(roster: Roster) -> ColumnElement[bool]:
    """The condition on Volunteer: the roster may call on them.

    A unit's roster calls on its subtree, a grid's on the units that answer for one of its points, the town's on all.
    """
    if roster.unit_id is not None:
        return Volunteer.unit_id.in_(below(Unit, roster.unit_id))
    if roster.grid_id is not None:
        held = select(Stewardship.unit_id).join(Point, Point.id == Stewardship.point_id)
        return Volunteer.unit_id.in_(held.where(points_of(roster), stewarded_in(roster)))
    return true()


def there_in(roster: Roster) -> ColumnElement[bool]:
    """The condition on Volunteer: they are there on one of the roster's days."""
    joined = or_(Volunteer.joined_on.is_(None), Volunteer.joined_on < end_of(roster))
    return and_(joined, or_(Volunteer.left_on.is_(None), Volunteer.left_on > roster.start))


def below(table: type[Unit] | type[Grid], root: int | ColumnElement[int]) -> Select[int]:
    """The ids of a unit or grid and of everything beneath it."""
    tree = select(table.id).where(table.id == root).cte(f"{table.__tablename__}_below", recursive=True)
    tree = tree.union(select(table.id).join(tree, table.parent_id == tree.c.id))
    return select(tree.c.id)


def scope_of(session: Session, roster: Roster) -> Unit | Grid | None:
    """The unit or grid the roster is for; None for the whole town."""
    if roster.unit_id is not None:
        return session.get_one(Unit, roster.unit_id)
    return None if roster.grid_id is None else session.get_one(Grid, roster.grid_id)
