"""Which points are whose: those in somebody's grids, and those that their units answer for."""

from collections import defaultdict

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import Session

from scheduler.services.access import Asker, Right
from scheduler.store.points import Point
from scheduler.store.stewardship import Stewardship

Ids = frozenset[int] | None
"""None is every one."""


def plannable_points(session: Session, who: Asker) -> Ids:
    """The points `who` may plan: in their grids, and those that only their units answer for, ever."""
    units = who.units(Right.PLAN)
    if who.may(Right.PLAN):
        return None
    stewards = _stewards(session)
    theirs = {point for point, held in stewards.items() if units is not None and held <= units}
    return _in_grids(session, who, Right.PLAN) | theirs


def visible_points(session: Session, who: Asker) -> Ids:
    """The points `who` may know of: in their grids, and those that one of their units answers for, ever."""
    units = who.units(Right.SEE)
    if who.may(Right.SEE):
        return None
    stewards = _stewards(session)
    theirs = {point for point, held in stewards.items() if units is not None and held & units}
    return _in_grids(session, who, Right.SEE) | theirs


def sees_point(who: Asker, *, when: ColumnElement[bool] | None = None) -> ColumnElement[bool]:
    """The condition on Point that `visible_points` answers; with `when`, a condition on Stewardship, of what units
    answer for then alone."""
    units, grids = who.units(Right.SEE), who.grids(Right.SEE)
    if units is None or grids is None:
        return true()
    held = select(Stewardship.point_id).where(Stewardship.unit_id.in_(units), true() if when is None else when)
    return or_(Point.grid_id.in_(grids), Point.id.in_(held))


def _stewards(session: Session) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for point, unit in session.execute(select(Stewardship.point_id, Stewardship.unit_id)):
        found[point].add(unit)
    return found


def _in_grids(session: Session, who: Asker, right: Right) -> frozenset[int]:
    grids = who.grids(right) or frozenset()
    rows = session.execute(select(Point.id, Point.grid_id).where(Point.grid_id.is_not(None)))
    return frozenset(point for point, grid in rows if grid in grids)
