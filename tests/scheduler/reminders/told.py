"""Published crews for tests, what a slot asks for then, and where in time it lies."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.clock import at
from scheduler.reminders.kind import Kind, Planned
from scheduler.reminders.planning import plan
from scheduler.settings import Settings
from scheduler.store.contacts import Contact
from scheduler.store.points import Point
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.shifts import Shift
from scheduler.store.teams import Role
from scheduler.store.units import Unit
from scheduler.store.volunteers import Volunteer
from tests.scheduler import rows
from tests.scheduler.rows import FIRST, NOW, added

NIGHT_BEFORE = datetime(2026, 11, 30, 10, 30, tzinfo=UTC)
"""18:30 of the town's 30 November 2026."""


@dataclass(frozen=True, slots=True)
class Corner:
    """A published roster of December over one point, with three people of one unit; v1 is a leader."""

    roster: Roster
    unit: Unit
    point: Point
    people: Mapping[str, Volunteer]


def a_corner(session: Session, **roster: Any) -> Corner:
    leader = session.scalars(select(Role).where(Role.code == "leader")).one()
    unit = rows.a_unit(session, "u1", name="财政局")
    named = {"v1": "张三", "v2": "李四", "v3": "王五"}
    people = {
        code: rows.a_volunteer(session, unit, code, name=name, roles=[leader] if code == "v1" else [])
        for code, name in named.items()
    }
    published = {"state": RosterState.PUBLISHED, "version": 1, "published_version": 1, **roster}
    return Corner(rows.a_roster(session, **published), unit, rows.a_point(session), people)


def a_crew(session: Session, corner: Corner, *who: str, day: date = FIRST, minute: int = 450, **shift: Any) -> Shift:
    """These people for an hour from that minute of the day on, 07:30 unless said; as many seats as people."""
    hours = {"starts_at": at(day, minute), "ends_at": at(day, minute + 60)}
    given = {"code": f"{day:%m%d}-{minute}", "headcount": len(who), **hours, **shift}
    row = rows.a_shift(session, corner.roster, corner.point, **given)
    for code in who:
        rows.a_duty(session, row, corner.people[code])
    return row


def told(
    session: Session, settings: Settings, kind: Kind, slot: datetime, *, late: timedelta = timedelta()
) -> list[Planned]:
    """What is planned for that slot, `late` after it."""
    return plan(session, settings, kind, slot, now=slot + late)


def with_times(settings: Settings, **times: Any) -> Settings:
    return replace(settings, times=replace(settings.times, **times))


def with_channels(settings: Settings, *on: str) -> Settings:
    return replace(settings, channels=replace(settings.channels, on=on))


def a_contact(session: Session, by: int, *, channel: str = "wecom", **owner: Any) -> Contact:
    """Of the unit_id or the user_id."""
    given = {"channel": channel, "name": "群", "address_sealed": b"", "added_by": by, "added_at": NOW}
    return added(session, Contact(**given, **owner))
