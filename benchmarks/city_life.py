"""What a city's people and points have besides their names: places, limits, leave, wishes, and who answers for what."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from scheduler import clock
from scheduler.store.absences import Absence, AbsenceState, Wish
from scheduler.store.stewardship import Stewardship
from scheduler.store.teams import volunteer_usual_point
from scheduler.store.units import Unit
from scheduler.store.volunteers import Place, PlaceKind, Volunteer
from solver.problem import Problem, Span

Numbers = Mapping[str, int]
"""By code the id of each."""


def live(session: Session, problem: Problem, *, units: Numbers, people: Numbers, points: Numbers, start: date) -> None:
    """Put it in; the month begins on `start`."""
    offices = [{"id": units[u.id], "longitude": u.at[0], "latitude": u.at[1]} for u in problem.units]
    session.execute(update(Unit), offices)
    limits = [
        {"id": people[one.id], "reach": one.reach, "cap_weekends": one.caps.weekends or problem.days}
        for one in problem.volunteers
    ]
    session.execute(update(Volunteer), limits)
    stewards = [
        {"unit_id": units[unit], "point_id": points[point.id], "from_day": start}
        for point in problem.points
        for unit in point.stewards
    ]
    session.execute(insert(Stewardship), stewards)
    _of_people(session, problem, people, points, start=start)


def _of_people(session: Session, problem: Problem, people: Numbers, points: Numbers, *, start: date) -> None:
    everybody = problem.volunteers
    places = [
        {"volunteer_id": people[one.id], "kind": kind, "longitude": at[0], "latitude": at[1]}
        for one in everybody
        for kind, at in zip((PlaceKind.OFFICE, PlaceKind.HOME), one.at, strict=False)
    ]
    leave: list[dict[str, Any]] = [
        {"volunteer_id": people[one.id], "state": AbsenceState.APPROVED, **_during(span, start)}
        for one in everybody
        for span in one.away
    ]
    wishes = [
        {"volunteer_id": people[one.id], "weight": wish.weight, **_during(wish.span, start)}
        for one in everybody
        for wish in one.wishes
    ]
    usual = [{"volunteer_id": people[one.id], "point_id": points[point]} for one in everybody for point in one.usual]
    for table, rows in ((Place, places), (Absence, leave), (Wish, wishes), (volunteer_usual_point, usual)):
        session.execute(insert(table), rows)


def _during(span: Span, start: date) -> dict[str, Any]:
    return {"starts_at": clock.at(start, span.start), "ends_at": clock.at(start, span.end)}
