"""Choices: what a roster's board can be narrowed to, each as (code, name)."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from scheduler.services.access import Asker
from scheduler.services.memory import kept
from scheduler.services.rosters import find
from scheduler.store.arrival import arrived
from scheduler.store.grids import Grid
from scheduler.store.points import Point, PointKind
from scheduler.store.rosters import Roster
from scheduler.store.shifts import Shift, shifts_in
from scheduler.store.snapshot.scope import people_of, stewarded_in
from scheduler.store.stewardship import Stewardship
from scheduler.store.units import Unit
from scheduler.store.volunteers import Volunteer

Named = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """The points with shifts, their kinds and grids with all above those, the units that answer for them or whose
    people are called on."""

    points: Named
    kinds: Named
    grids: Named
    units: Named


def choices(session: Session, who: Asker, code: str) -> Choices:
    """What there is to choose from. Raises NotFound."""
    roster = find(session, who, code)
    return kept(session, roster, choices, lambda: _found(session, roster))


def _found(session: Session, roster: Roster) -> Choices:
    staffed = select(Shift.point_id).where(shifts_in(roster.id, roster.version))
    wanted = select(Point.id, Point.code, Point.name).where(Point.id.in_(staffed)).order_by(arrived(Point), Point.code)
    # Asked once, and named by number from here on: it goes through all of a city's shifts.
    found = session.execute(wanted).all()
    there, points = [number for number, _, _ in found], tuple((code, name) for _, code, name in found)
    kinds = select(PointKind.code, PointKind.name).order_by(PointKind.position)
    kinds = kinds.where(PointKind.id.in_(select(Point.kind_id).where(Point.id.in_(there))))
    units = select(Unit.code, Unit.name).where(Unit.id.in_(_units(roster, there))).order_by(arrived(Unit), Unit.code)
    return Choices(points, _named(session, kinds), _grids(session, there), _named(session, units))


def _named(session: Session, wanted: Select[str, str]) -> Named:
    return tuple((code, name) for code, name in session.execute(wanted))


def _units(roster: Roster, there: Collection[int]) -> Select[int]:
    held = select(Stewardship.unit_id).where(Stewardship.point_id.in_(there), stewarded_in(roster))
    called = select(Volunteer.unit_id).where(people_of(roster))
    return select(Unit.id).where(Unit.id.in_(held) | Unit.id.in_(called))


def _grids(session: Session, there: Collection[int]) -> Named:
    """Those with a point in them or in one below, from the highest down."""
    tree = select(Grid.id, Grid.parent_id).where(Grid.id.in_(select(Point.grid_id).where(Point.id.in_(there))))
    found = tree.cte("grids_above", recursive=True)
    found = found.union(select(Grid.id, Grid.parent_id).join(found, Grid.id == found.c.parent_id))
    wanted = select(Grid.code, Grid.name).where(Grid.id.in_(select(found.c.id))).order_by(Grid.code)
    return _named(session, wanted)
