"""Contracts in force on a day: by point who answers for it, the one in the lead first."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from scheduler.store.points import Point
from scheduler.store.stewardship import Part, Stewardship
from scheduler.store.units import Unit

Contracts = Mapping[str, tuple[str, ...]]
"""By the code of a point the codes of its units; one that leads is first. Nobody: not in it."""


def in_force(session: Session, day: date) -> Contracts:
    """The contracts of a day."""
    wanted = (
        select(Point.code, Unit.code, Stewardship.part)
        .join(Point, Point.id == Stewardship.point_id)
        .join(Unit, Unit.id == Stewardship.unit_id)
        .where(Stewardship.from_day <= day, or_(Stewardship.until_day.is_(None), Stewardship.until_day > day))
        .order_by(Point.code, Stewardship.part != Part.LEAD, Stewardship.id)
    )
    found: dict[str, list[str]] = defaultdict(list)
    for point, unit, _ in session.execute(wanted):
        found[point].append(unit)
    return {point: tuple(units) for point, units in found.items()}
