"""Calendars of a roster: one of all its shifts, and one of each person's duties."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.exchange.calendar_file import CalendarDuty, calendar_file
from scheduler.exchange.whole import file_name
from scheduler.geo import Pair
from scheduler.language import say
from scheduler.services.views import RosterView, Seat, ShiftView
from scheduler.store.points import Point

Places = Mapping[str, Pair]


def calendars(session: Session, view: RosterView, *, made: datetime) -> dict[str, bytes]:
    """By file name: the whole roster's calendar, and below a folder one a person."""
    places = _places(session)
    whole = [_event(view, shift, places) for shift in view.shifts]
    files = {f"{file_name(view.code)}.ics": calendar_file(view.name, whole, stamp=made)}
    people: dict[tuple[str, str, str], list[CalendarDuty]] = defaultdict(list)
    for shift in view.shifts:
        for seat in shift.crew:
            people[seat.unit_name, seat.name, seat.volunteer].append(_event(view, shift, places, seat))
    for (unit, name, code), duties in people.items():
        title = say("{name}的值守", name=name)
        file = file_name(f"{unit}-{name}" if code.startswith(unit) else f"{unit}-{name}-{code}")
        files[f"{say('日历')}/{file}.ics"] = calendar_file(title, duties, stamp=made)
    return files


def _event(view: RosterView, shift: ShiftView, places: Places, seat: Seat | None = None) -> CalendarDuty:
    whose = f"{shift.code}.{seat.volunteer}" if seat else shift.code
    return CalendarDuty(
        uid=f"{view.code}.{whose}@redvest",
        starts=shift.starts_at,
        ends=shift.ends_at,
        point=shift.point_name,
        pattern=shift.pattern,
        role=view.roles.get(seat.role, seat.role) if seat and seat.role else "",
        crew=tuple(one.name for one in shift.crew if one is not seat),
        at=places.get(shift.point),
        version=view.version,
    )


def _places(session: Session) -> Places:
    points = session.scalars(select(Point))
    return {point.code: (point.longitude, point.latitude) for point in points if point.path}
