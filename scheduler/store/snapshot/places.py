"""Where units are: their office, else the middle of the points they answer for, else the middle of all points."""

from collections.abc import Iterable, Sequence

from scheduler.store.units import Unit
from solver.problem import At


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
