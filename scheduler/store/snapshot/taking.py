"""Taking a snapshot: everything the rows say that matters to one roster, as a question to the solver."""

from collections.abc import Container, Iterable
from typing import NamedTuple, TypedDict

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.store.calendar import CalendarDay, DayKind
from scheduler.store.duties import Duty
from scheduler.store.rosters import Roster
from scheduler.store.snapshot.away import Horizon, WhyAway
from scheduler.store.snapshot.fairness import with_fair_shares
from scheduler.store.snapshot.keeping import duties_of, duties_where
from scheduler.store.snapshot.limits import weights_of
from scheduler.store.snapshot.offices import asked_units
from scheduler.store.snapshot.others import NOT_DONE
from scheduler.store.snapshot.people import asked_of, away_of, there_before, volunteers_of
from scheduler.store.snapshot.scene import scene_of
from scheduler.store.snapshot.scope import end_of
from scheduler.store.units import Unit
from solver import problem as asked
from solver.problem import Problem

_SATURDAY = 5
_OFF = frozenset((DayKind.REST, DayKind.HOLIDAY))


class Taken(NamedTuple):
    """A roster as a question, and why each volunteer cannot serve when."""

    problem: Problem
    away: WhyAway


def snapshot(session: Session, roster: Roster, version: int | None = None) -> Problem:
    """The roster in that version, None for the newest, as a question; ids are the town's codes.

    Everybody who ever stood in the roster is in it, with all days away if they are gone.
    """
    return taken(session, roster, version).problem


def taken(session: Session, roster: Roster, version: int | None = None) -> Taken:
    """The same, with the reasons."""
    version = roster.version if version is None else version
    horizon = horizon_of(session, roster)
    scene = scene_of(session, roster, version)
    rows = volunteers_of(session, roster)
    units = _units(session, scene.units | {row.unit_id for row in rows})
    offices = {unit.id: scene.office(unit) for unit in units}
    away = away_of(session, roster, rows, horizon)
    people = asked_of(session, roster, rows, away=away, offices=offices, points=scene.ids)
    problem = Problem(
        name=roster.name,
        start=roster.start,
        days=roster.days,
        rest_days=tuple(sorted(horizon.rest_days)),
        units=asked_units(session, roster, units, offices),
        points=scene.points,
        volunteers=people,
        shifts=scene.shifts,
        policy=weights_of(roster.policy),
        **told(session, roster, {shift.id for shift in scene.shifts}),
    )
    there = {row.code: there_before(row, roster.start) for row in rows}
    return Taken(with_fair_shares(problem, there), away)


def horizon_of(session: Session, roster: Roster) -> Horizon:
    """The roster's days by the town's calendar; a day it does not have is as its weekday says."""
    plain = Horizon(roster.start, roster.days, frozenset())
    wanted = select(CalendarDay.day, CalendarDay.kind)
    wanted = wanted.where(CalendarDay.day >= roster.start, CalendarDay.day < end_of(roster))
    kinds = dict(session.execute(wanted).all())
    off = {day: day.weekday() >= _SATURDAY for day in map(plain.date_of, range(roster.days))}
    off |= {day: kind in _OFF for day, kind in kinds.items()}
    return Horizon(roster.start, roster.days, frozenset((day - roster.start).days for day in off if off[day]))


def _units(session: Session, ids: Iterable[int]) -> list[Unit]:
    return list(session.scalars(select(Unit).where(Unit.id.in_(ids)).order_by(Unit.code)))


class Told(TypedDict):
    """What a problem says of duties."""

    published: frozenset[asked.Duty]
    pinned: frozenset[asked.Duty]
    barred: frozenset[asked.Duty]


def told(
    session: Session, roster: Roster, shifts: Container[str], *, published: frozenset[asked.Duty] | None = None
) -> Told:
    """Duties that were published, are locked, or were declined: those on these shifts. `published` where it is known
    already."""
    if published is None and roster.published_version:
        published = duties_of(session, roster, roster.published_version)
    locked = duties_where(
        session, roster, Duty.removed_in.is_(None), Duty.locked.is_(True), Duty.state.not_in(NOT_DONE)
    )
    declined = duties_where(session, roster, Duty.state.in_(NOT_DONE)) - locked
    return Told(published=_on(shifts, published or ()), pinned=_on(shifts, locked), barred=_on(shifts, declined))


def _on(shifts: Container[str], duties: Iterable[asked.Duty]) -> frozenset[asked.Duty]:
    return frozenset([duty for duty in duties if duty.shift in shifts])
