"""Contracts: by point who answers for it on a day, the one in the lead first, and what it has from a day on."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, contains_eager

from scheduler.store.points import Point
from scheduler.store.stewardship import Part, Stewardship
from scheduler.store.units import Unit

Contracts = Mapping[str, tuple[str, ...]]
"""By the code of a point the codes of its units; one that leads is first. Nobody: not in it."""

Snapshot = dict[str, list[list[str | None]]]
"""By the code of a point its contracts as JSON: unit, part, first day, end (None: open), in order."""


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


def running(session: Session, point: str, day: date) -> Iterable[Stewardship]:
    """The rows of the point that are in force on the day, each with its unit."""
    wanted = (
        select(Stewardship)
        .join(Stewardship.unit)
        .join(Stewardship.point)
        .options(contains_eager(Stewardship.unit))
        .where(Point.code == point, Stewardship.from_day <= day)
        .where(or_(Stewardship.until_day.is_(None), Stewardship.until_day > day))
        .order_by(Stewardship.id)
    )
    return session.scalars(wanted).all()


def reaching(session: Session, points: Collection[str], since: date) -> Iterable[Stewardship]:
    """The rows of these points that end on the day `since` or later, or never, each with its unit and point."""
    wanted = (
        select(Stewardship)
        .join(Stewardship.unit)
        .join(Stewardship.point)
        .options(contains_eager(Stewardship.unit), contains_eager(Stewardship.point))
        .where(Point.code.in_(points), or_(Stewardship.until_day.is_(None), Stewardship.until_day >= since))
        .order_by(Point.code, Unit.code, Stewardship.from_day)
    )
    return session.scalars(wanted).all()


def snapshot(session: Session, points: Collection[str], *, since: date) -> Snapshot:
    """What these points have that ends on the day `since` or later, or never."""
    session.flush()
    found: Snapshot = {point: [] for point in points}
    for row in reaching(session, points, since):
        end = row.until_day.isoformat() if row.until_day else None
        found[row.point.code].append([row.unit.code, row.part.value, row.from_day.isoformat(), end])
    return found
