"""Choices: what a plan of stewardship can be told of, each as (code, name): units, commands, grids and points."""

from dataclasses import dataclass

from sqlalchemy import Select, select, true
from sqlalchemy.orm import Session

from scheduler.services.access import Asker, Right
from scheduler.services.territory import plannable_points
from scheduler.store.grids import Grid
from scheduler.store.points import Point
from scheduler.store.units import Unit

Named = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the asker rules and sees, by code; `commands` are the units that have units below them."""

    units: Named
    commands: Named
    grids: Named
    points: Named


def choices(session: Session, who: Asker) -> Choices:
    """What there is to choose from; what has gone is left out."""
    ruled, seen, plannable = who.units(Right.RULE), who.grids(Right.SEE), plannable_points(session, who)
    units = select(Unit.code, Unit.name).where(Unit.ended_on.is_(None))
    units = units.where(true() if ruled is None else Unit.id.in_(ruled)).order_by(Unit.code)
    above = select(Unit.parent_id).where(Unit.parent_id.is_not(None))
    grids = select(Grid.code, Grid.name).where(true() if seen is None else Grid.id.in_(seen)).order_by(Grid.code)
    points = select(Point.code, Point.name).where(Point.ended_on.is_(None))
    points = points.where(true() if plannable is None else Point.id.in_(plannable)).order_by(Point.code)

    def named(wanted: Select[str, str]) -> Named:
        return tuple((code, name) for code, name in session.execute(wanted))

    return Choices(named(units), named(units.where(Unit.id.in_(above))), named(grids), named(points))
