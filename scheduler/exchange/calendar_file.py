"""Duties as an iCalendar file .ics, for the calendar of a phone: a person's own duties, or a whole roster's shifts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from icalendar import Calendar, Event, Timezone

from scheduler.clock import TOWN
from scheduler.geo import Pair
from scheduler.language import say

_REFRESH = timedelta(hours=6)
# No clock in China was changed after 1991, so one line tells the time of the zone for as long as calendars reach.
_ZONE_FROM, _ZONE_UNTIL = date(1992, 1, 1), date(2100, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDuty:
    """One event. `uid` stays the same as long as it is the same duty; `version` grows when it changes.

    `starts` and `ends` are aware; `at` is WGS-84. `crew` are names, never phones. A `cancelled` one tells the phone
    to strike it out.
    """

    uid: str
    starts: datetime
    ends: datetime
    point: str
    pattern: str = ""
    role: str = ""
    crew: tuple[str, ...] = ()
    at: Pair | None = None
    version: int = 0
    cancelled: bool = False


def calendar_file(name: str, duties: Iterable[CalendarDuty], *, stamp: datetime) -> bytes:
    """A calendar called `name`; `stamp` is the aware moment it was made. The same arguments give the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", "-//Redvest//Redvest//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", TOWN.key)
    calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    events = [_event(duty, stamp) for duty in sorted(duties, key=lambda duty: (duty.starts, duty.uid))]
    for part in [_zone(), *events] if events else ():
        calendar.add_component(part)
    return bytes(calendar.to_ical())


@lru_cache(1)
def _zone() -> Timezone:
    """The town's hours, worked out once: every day of a century is looked at for that."""
    return Timezone.from_tzid(TOWN.key, first_date=_ZONE_FROM, last_date=_ZONE_UNTIL)


def _event(duty: CalendarDuty, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", duty.uid)
    event.add("dtstamp", stamp)
    event.add("dtstart", duty.starts.astimezone(TOWN))
    event.add("dtend", duty.ends.astimezone(TOWN))
    event.add("summary", say("值守 {point}", point=duty.point))
    event.add("location", duty.point)
    event.add("sequence", duty.version)
    event.add("status", "CANCELLED" if duty.cancelled else "CONFIRMED")
    if duty.at:
        longitude, latitude = duty.at
        event.add("geo", (latitude, longitude))
    if told := _told(duty):
        event.add("description", told)
    return event


def _told(duty: CalendarDuty) -> str:
    lines = (
        duty.pattern and say("班次：{pattern}", pattern=duty.pattern),
        duty.role and say("岗位：{role}", role=duty.role),
        duty.crew and say("同班：{names}", names="、".join(duty.crew)),
    )
    return "\n".join(line for line in lines if line)
