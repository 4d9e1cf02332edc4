"""Volunteers as the solver knows them: limits, places, absences, wishes, usual points, what they carried."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, selectinload

from scheduler.clock import at
from scheduler.store.absences import Wish as WishRow
from scheduler.store.duties import Duty
from scheduler.store.rosters import Roster
from scheduler.store.snapshot import others
from scheduler.store.snapshot.away import Engaged, Horizon, WhyAway, causes_of, merged, span_of
from scheduler.store.snapshot.limits import Limits, limits_of
from scheduler.store.snapshot.scope import people_of, there_in
from scheduler.store.volunteers import Volunteer
from solver import problem as asked
from solver.problem import At, Caps, Wish

Wishes = Mapping[int, list[Wish]]


def volunteers_of(session: Session, roster: Roster) -> list[Volunteer]:
    """Whom the roster may call on and who is there on one of its days, and whoever has ever stood in it."""
    holders = select(Duty.volunteer_id).where(Duty.roster_id == roster.id)
    wanted = select(Volunteer).where(or_(and_(people_of(roster), there_in(roster)), Volunteer.id.in_(holders)))
    parts = (Volunteer.unit, Volunteer.places, Volunteer.availabilities, Volunteer.roles, Volunteer.usual_points)
    return list(session.scalars(wanted.options(*map(selectinload, parts)).order_by(Volunteer.code)))


def asked_of(
    session: Session, roster: Roster, rows: Iterable[Volunteer], *,
    away: WhyAway, offices: Mapping[int, At], points: Mapping[str, tuple[str, ...]],
) -> tuple[asked.Volunteer, ...]:  # fmt: skip
    """The rows for the solver, targets still 0. `offices` by unit id; `points` are the solver's ids by point code."""
    limits = limits_of(roster.policy)
    loads, wishes = others.loads_before(session, roster), _wishes(session, roster)

    def one(row: Volunteer) -> asked.Volunteer:
        return asked.Volunteer(
            id=row.code, name=row.name, unit=row.unit.code, at=_places(row, offices),
            roles=tuple(role.code for role in row.roles), reach=limits.reach if row.reach is None else round(row.reach),
            carried=loads.get(row.id, 0), caps=caps_of(row, limits), rest=rest_of(row, limits),
            away=merged(span for _, span in away[row.code]), wishes=tuple(wishes.get(row.id, ())),
            usual=tuple(chain.from_iterable(points.get(point.code, ()) for point in row.usual_points)),
        )  # fmt: skip

    return tuple(map(one, rows))


def away_of(session: Session, roster: Roster, rows: Sequence[Volunteer], horizon: Horizon) -> WhyAway:
    """Why each of them, by code, cannot serve, and when."""
    engaged = _engaged(session, roster, rows, limits_of(roster.policy))
    return {row.code: tuple(causes_of(row, horizon, engaged[row.id])) for row in rows}


def _engaged(session: Session, roster: Roster, rows: Sequence[Volunteer], limits: Limits) -> dict[int, Engaged]:
    longest = max((rest_of(row, limits) for row in rows), default=0)
    absences = others.absences_around(session, roster)
    elsewhere = others.duties_around(session, roster, days=1 + longest // asked.DAY)
    return {
        row.id: Engaged(
            absences.get(row.id, ()),
            elsewhere.get(row.id, ()),
            rest=rest_of(row, limits),
            day=caps_of(row, limits).day,
        )
        for row in rows
    }


def caps_of(row: Volunteer, limits: Limits) -> Caps:
    """Their own caps, the town's or the roster's where they have none."""
    return Caps(
        day=_own(row.cap_day, limits.cap_day),
        week=_own(row.cap_week, limits.cap_week),
        total=_own(row.cap_total, limits.cap_total),
        weekends=_own(row.cap_weekends, limits.cap_weekends),
    )


def rest_of(row: Volunteer, limits: Limits) -> int:
    """Minutes between two of their duties."""
    return _own(row.rest, limits.rest)


def there_before(row: Volunteer, start: date) -> float:
    """The share, 0 to 1, of the look-back before `start` in which they were there already."""
    if row.joined_on is None:
        return 1.0
    return min(max((start - row.joined_on).days / others.LOOK_BACK, 0.0), 1.0)


def _own(own: int | None, towns: int) -> int:
    return towns if own is None else own


def _places(row: Volunteer, offices: Mapping[int, At]) -> tuple[At, ...]:
    own = dict.fromkeys((place.longitude, place.latitude) for place in row.places)
    return tuple(own) or (offices[row.unit_id],)


def _wishes(session: Session, roster: Roster) -> Wishes:
    first, found = at(roster.start, 0), defaultdict(list)
    touching = and_(WishRow.starts_at < first + timedelta(days=roster.days + 1), WishRow.ends_at > first)
    # Columns, not rows of the mapper: a city's month has tens of thousands of wishes.
    wanted = select(WishRow.volunteer_id, WishRow.starts_at, WishRow.ends_at, WishRow.weight).where(touching)
    for who, begin, end, weight in session.execute(wanted.order_by(WishRow.starts_at, WishRow.id)):
        found[who].append(Wish(span_of(begin, end, roster.start), weight))
    return found
