"""Choices: what the map of a town can be narrowed to, each as (code, name)."""

from dataclasses import dataclass

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from scheduler.services.access import Asker, Right
from scheduler.services.territory import sees_point
from scheduler.store.grids import Grid
from scheduler.store.points import Point, PointKind
from scheduler.store.units import Unit

Named = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """The kinds of the points that the asker sees, in their order, and the asker's grids and units, by code."""

    kinds: Named
    grids: Named
    units: Named


def choices(session: Session, who: Asker) -> Choices:
    """What there is to choose from."""
    units, grids = who.units(Right.SEE), who.grids(Right.SEE)
    there = select(Point.kind_id).where(sees_point(who))
    kinds = select(PointKind.code, PointKind.name).where(PointKind.id.in_(there)).order_by(PointKind.position)
    in_grids = select(Grid.code, Grid.name).where(true() if grids is None else Grid.id.in_(grids)).order_by(Grid.code)
    in_units = select(Unit.code, Unit.name).where(true() if units is None else Unit.id.in_(units)).order_by(Unit.code)
    found = (tuple((code, name) for code, name in session.execute(one)) for one in (kinds, in_grids, in_units))
    return Choices(*found)
