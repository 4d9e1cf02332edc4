"""How strong each unit is over a season, and which of its people reach which point."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
import numpy.typing as npt
from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload

from scheduler import clock
from scheduler.geo import Pair
from scheduler.store.absences import Absence, AbsenceState
from scheduler.store.snapshot.limits import Limits
from scheduler.store.volunteers import Volunteer, VolunteerKind
from solver.distance import metres_from

_FULL = 100.0
_WEEKENDS = 2 / 7
"""What of a season a student can serve."""

_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the unit of that number: `strength` in hundredths of a person, places in WGS-84 degrees, `reach` in
    metres."""

    unit: int
    strength: float
    places: tuple[Pair, ...]
    reach: int


def people_of(
    session: Session, start: date, days: int, *, absence: int, caps: Mapping[int, int], offices: Mapping[int, Pair]
) -> list[Person]:
    """Everybody who is there in [start, start + days), counted by what they can serve.

    Less than whole are those who are there or free of leave only for some of the days, who may serve less often than
    the town's own caps say, students; and everybody by `absence` percent. `caps` are duties a week by unit id, in the
    place of a person's own where that is more. Who has no place of their own sets out from the unit's office.
    """
    end, away = start + timedelta(days=days), _away(session, start, days)
    there = (
        or_(Volunteer.left_on.is_(None), Volunteer.left_on > start),
        or_(Volunteer.joined_on.is_(None), Volunteer.joined_on < end),
    )
    rows = session.scalars(select(Volunteer).where(*there).options(selectinload(Volunteer.places)))
    return [_person(row, start, end, away=away[row.id], absence=absence, caps=caps, offices=offices) for row in rows]


def _person(
    row: Volunteer, start: date, end: date, *,
    away: float, absence: int, caps: Mapping[int, int], offices: Mapping[int, Pair],
) -> Person:  # fmt: skip
    first, last = max(start, row.joined_on or start), min(end, row.left_on or end)
    days = (end - start).days
    share = max(0.0, ((last - first).days - away) / days) * (100 - absence) / 100 * _often(row, caps.get(row.unit_id))
    if row.kind is VolunteerKind.STUDENT:
        share *= _WEEKENDS
    own = tuple((place.longitude, place.latitude) for place in row.places)
    office = (offices[row.unit_id],) if row.unit_id in offices else ()
    reach = _LIMITS.reach if row.reach is None else round(row.reach)
    return Person(row.unit_id, share * _FULL, own or office, reach)


def _often(row: Volunteer, supposed: int | None) -> float:
    """The share of what the town's caps allow that this one's allow, 1 at most."""
    week = _LIMITS.cap_week if row.cap_week is None else row.cap_week
    week = week if supposed is None else min(week, supposed)
    total = _LIMITS.cap_total if row.cap_total is None else row.cap_total
    return min(1.0, week / _LIMITS.cap_week, total / _LIMITS.cap_total)


def _away(session: Session, start: date, days: int) -> Mapping[int, float]:
    """By volunteer the days of approved leave in the season."""
    first, last = clock.at(start, 0), clock.at(start, 1440 * days)
    wanted = select(Absence).where(
        Absence.state == AbsenceState.APPROVED, Absence.starts_at < last, Absence.ends_at > first
    )
    found: dict[int, float] = defaultdict(float)
    for row in session.scalars(wanted):
        found[row.volunteer_id] += _length(max(row.starts_at, first), min(row.ends_at, last))
    return found


def _length(start: datetime, end: datetime) -> float:
    return (end - start).total_seconds() / 86_400


def reached(people: Iterable[Person], places: Mapping[str, Pair]) -> dict[int, frozenset[str]]:
    """By unit the points that at least half of its strength has within reach; `places` are the points' by code.

    Where nobody knows the place of somebody, nobody knows what is out of their reach.
    """
    codes, points = list(places), np.array(list(places.values()), np.float64).reshape(-1, 2)
    whole: dict[int, float] = defaultdict(float)
    near: dict[int, npt.NDArray[np.float64]] = defaultdict(lambda: np.zeros(len(codes)))
    for (unit, spots, reach), strength in _alike(people).items():
        whole[unit] += strength
        if not spots:
            near[unit] += strength
        elif codes:
            apart = np.min([metres_from(points, spot) for spot in spots], axis=0)
            near[unit] += np.where(apart <= reach, strength, 0.0)
    # A half that was added up in another order is still a half.
    return {
        unit: frozenset(code for code, strength in zip(codes, near[unit], strict=True) if strength >= full / 2 - 1e-6)
        for unit, full in whole.items()
    }


def _alike(people: Iterable[Person]) -> Mapping[tuple[int, tuple[Pair, ...], int], float]:
    """The strength of those of a unit who set out from the same places."""
    found: dict[tuple[int, tuple[Pair, ...], int], float] = defaultdict(float)
    for one in people:
        found[one.unit, one.places, one.reach] += one.strength
    return found
