"""Where things are, whatever the town left out: a roster is made from what is known.

A unit is at its office, else in the middle of the points it answers for, else of all points. A point nobody placed is
taken to be in the middle of its stewards' offices, else of the points that are placed, else of everybody's places.
"""

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler.store.points import Point
from scheduler.store.units import Unit
from scheduler.store.volunteers import Place
from solver.problem import At


class Whereabouts:
    """What the town says of places; asked only where some point has none."""

    def __init__(self, session: Session, points: Collection[Point]) -> None:
        self._placed = [(point.longitude, point.latitude) for point in points if point.path]
        self._offices: dict[int, At] = {}
        self._home: At = (0.0, 0.0)
        if len(self._placed) < len(points):
            wanted = select(Unit.id, Unit.longitude, Unit.latitude).where(Unit.longitude.is_not(None))
            self._offices = {
                id_: (lon, lat) for id_, lon, lat in session.execute(wanted) if lon is not None and lat is not None
            }
            lon, lat = session.execute(select(func.avg(Place.longitude), func.avg(Place.latitude))).one()
            self._home = (0.0, 0.0) if lon is None else (round(lon, 6), round(lat, 6))

    def point(self, point: Point, stewards: Iterable[int]) -> At:
        """(longitude, latitude) in degrees; `stewards` are the ids of the units that answer for it."""
        if point.path:
            return point.longitude, point.latitude
        offices = [self._offices[unit] for unit in stewards if unit in self._offices]
        known = offices or self._placed or list(self._offices.values())
        return middle_of(known) if known else self._home


def office_of(unit: Unit, theirs: Sequence[At], everything: Sequence[At]) -> At:
    """(longitude, latitude) in degrees; `theirs` are the places of the points the unit answers for."""
    if unit.longitude is not None and unit.latitude is not None:
        return unit.longitude, unit.latitude
    return middle_of(theirs or everything)


def middle_of(places: Iterable[At]) -> At:
    """The mean of the places; (0, 0) of none, where nothing is in reach and nothing is asked."""
    known = sorted(places)
    if not known:
        return 0.0, 0.0
    return round(sum(lon for lon, _ in known) / len(known), 6), round(sum(lat for _, lat in known) / len(known), 6)
