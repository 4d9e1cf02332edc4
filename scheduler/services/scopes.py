"""Scopes: the parts of the town that somebody may make rosters for."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from scheduler.services.access import Asker, Right
from scheduler.store.grids import Grid, GridLevel
from scheduler.store.units import Unit


class ScopeKind(StrEnum):
    UNIT = "unit"
    GRID = "grid"


@dataclass(frozen=True, slots=True)
class Scope:
    """A unit or a grid, by code."""

    kind: ScopeKind
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Plannable:
    """What somebody may make a roster for: the town as a whole where `everywhere`, and these units and grids."""

    everywhere: bool
    units: tuple[Scope, ...]
    grids: tuple[Scope, ...]


def plannable(session: Session, who: Asker) -> Plannable:
    """The whole of what the asker may plan, units by code, grids from the city down."""
    units, grids = who.units(Right.PLAN), who.grids(Right.PLAN)
    levels = {level: rank for rank, level in enumerate(GridLevel)}
    in_units = select(Unit).where(true() if units is None else Unit.id.in_(units)).order_by(Unit.code)
    in_grids = select(Grid).where(true() if grids is None else Grid.id.in_(grids)).order_by(Grid.code)
    found = sorted(session.scalars(in_grids), key=lambda grid: levels[grid.level])
    return Plannable(
        everywhere=who.may(Right.PLAN),
        units=tuple(Scope(ScopeKind.UNIT, unit.code, unit.name) for unit in session.scalars(in_units)),
        grids=tuple(Scope(ScopeKind.GRID, grid.code, grid.name) for grid in found),
    )


def visible_units(session: Session, who: Asker) -> tuple[Scope, ...]:
    """The units that the asker sees, by code."""
    units = who.units(Right.SEE)
    wanted = select(Unit.code, Unit.name).where(true() if units is None else Unit.id.in_(units)).order_by(Unit.code)
    return tuple(Scope(ScopeKind.UNIT, code, name) for code, name in session.execute(wanted))
