"""Whoever keeps lists without codes finds them in their own order: what is called by its name stands as it came."""

from sqlalchemy import ColumnElement, case

from scheduler.store.points import Point
from scheduler.store.units import Unit
from scheduler.store.volunteers import Volunteer


def arrived(row: type[Point] | type[Unit]) -> ColumnElement[int]:
    """To be ordered by before the code: which one it was to come, 0 for those that have a code beside their name."""
    return case((row.code == row.name, row.id), else_=0)


def joined() -> ColumnElement[int]:
    """The same of volunteers among those of their unit, who without a code are called by its and their name."""
    return case((Volunteer.code == Unit.code.concat("-").concat(Volunteer.name), Volunteer.id), else_=0)
