"""Reach: who is near enough to a point to serve there, and which points somebody is near enough to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from scheduler.geo import metres
from scheduler.services.access import Asker
from scheduler.services.editing.points import one as point_of
from scheduler.services.people import find_person, people_seen
from scheduler.store.points import Point, middle
from scheduler.store.snapshot.limits import USUAL
from scheduler.store.units import Unit
from scheduler.store.volunteers import Place, Volunteer

At = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Circle:
    """Around (longitude, latitude) in degrees, of that radius in metres."""

    at: At
    metres: int


@dataclass(frozen=True, slots=True)
class Reach:
    """Of the point or the person called `name`: the `circles`, () where no place is known. `people` is how many of
    those whom the asker sees are near enough to the point, of `known` whose place is known; both None of a person."""

    name: str
    circles: tuple[Circle, ...]
    people: int | None = None
    known: int | None = None

    def holds(self, at: At) -> bool:
        """Whether the place lies in one of the circles."""
        return any(metres(circle.at, at) <= circle.metres for circle in self.circles)


def reach_of_point(session: Session, who: Asker, code: str, day: date) -> Reach:
    """Everybody who may be asked that day is counted by their own reach, from the nearest of their places; the circle
    is what holds unless a person says otherwise. Raises NotFound for a point that the asker does not see."""
    point = point_of(session, who, code)
    path = session.scalar(select(Point.path).where(Point.code == code))
    if not path:
        return Reach(point.name, (), 0, 0)
    there, usual = middle(path), USUAL["reach"]
    near: dict[int, bool] = {}
    for person, own, at in _places(session, who, day):
        near[person] = near.get(person, False) or metres(at, there) <= (usual if own is None else own)
    return Reach(point.name, (Circle(there, usual),), sum(near.values()), len(near))


def reach_of_person(session: Session, who: Asker, called: str) -> Reach:
    """A circle around each of their places, around their unit's office where they have none. Raises NotFound for nobody
    of that code or name in the asker's scope, Invalid for several."""
    person = find_person(session, who, called)
    own = session.execute(select(Place.longitude, Place.latitude).where(Place.volunteer_id == person.id)).all()
    known = list(dict.fromkeys((one.longitude, one.latitude) for one in own)) or _office(person.unit)
    usual = USUAL["reach"] if person.reach is None else round(person.reach)
    return Reach(person.name, tuple(Circle(at, usual) for at in known))


def _office(unit: Unit) -> list[At]:
    return [] if unit.longitude is None or unit.latitude is None else [(unit.longitude, unit.latitude)]


def _places(session: Session, who: Asker, day: date) -> Iterable[tuple[int, float | None, At]]:
    """Of the people there that day whom the asker sees, by number: their own reach, and a place of theirs; their
    unit's office where they have none."""
    wanted = (
        select(Volunteer.id, Volunteer.reach, Place.longitude, Place.latitude, Unit.longitude, Unit.latitude)
        .join(Unit, Unit.id == Volunteer.unit_id)
        .outerjoin(Place, Place.volunteer_id == Volunteer.id)
        .where(people_seen(session, who))
        .where(or_(Volunteer.joined_on.is_(None), Volunteer.joined_on <= day))
        .where(or_(Volunteer.left_on.is_(None), Volunteer.left_on > day))
    )
    for person, own, longitude, latitude, east, north in session.execute(wanted):
        at = (east, north) if longitude is None or latitude is None else (longitude, latitude)
        if at[0] is not None and at[1] is not None:
            yield person, own, at
