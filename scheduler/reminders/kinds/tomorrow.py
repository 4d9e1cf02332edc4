"""Tomorrow's duty: the evening before, everybody on duty is told all their duties of the day in one message."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from scheduler.clock import at, today
from scheduler.language import say
from scheduler.reminders.crews import Crew, Crews, Member, crews
from scheduler.reminders.kind import Kind, Planned, World
from scheduler.reminders.slots import daily
from scheduler.services.wording import day_text
from scheduler.settings.times import TimeSettings

ONE_DAY = timedelta(days=1)


def slots(times: TimeSettings, since: datetime, until: datetime) -> list[datetime]:
    return daily(times.tomorrow, since, until)


def crews_of_tomorrow(session: Session, slot: datetime, now: datetime) -> Crews:
    """The crews of the day after the slot's whose shifts have not begun."""
    day = today(slot) + ONE_DAY
    return crews(session, max(at(day, 0), now), at(day + ONE_DAY, 0))


def _plan(session: Session, slot: datetime, world: World) -> list[Planned]:
    found = crews_of_tomorrow(session, slot, world.now)
    theirs: dict[int, list[tuple[Crew, Member]]] = defaultdict(list)
    for crew in found.crews:
        for member in crew.members:
            theirs[member.volunteer_id].append((crew, member))
    day = today(slot) + ONE_DAY
    return [_told(day, found, duties, slot=slot, world=world) for duties in theirs.values()]


def _told(day: date, found: Crews, duties: Iterable[tuple[Crew, Member]], *, slot: datetime, world: World) -> Planned:
    """One volunteer's duties of the day, by time."""
    duties = list(duties)
    (first, who), (last, _) = duties[0], duties[-1]
    key = f"tomorrow:{day}:{who.code}"
    opening = say("{name}，您在{day}有 {count} 次值守：", name=who.name, day=day_text(day), count=len(duties))
    return Planned(
        kind=TOMORROW.name,
        key=key,
        to=who.name,
        title=say("值守提醒：{day}", day=day_text(day)),
        body="\n".join([opening, *(_line(found, crew, member) for crew, member in duties)]),
        channel=world.reach.volunteer(who.has_phone),
        due_at=world.due(slot, key, before=first.starts_at),
        expires_at=last.starts_at,
        volunteer_id=who.volunteer_id,
        roster_id=first.roster_id,
    )


def _line(found: Crews, crew: Crew, member: Member) -> str:
    """07:30–08:30 路口1（引导员），带班领导：张三."""
    line = f"{crew.hours} {crew.point}{found.role(member)}"
    leader = crew.leader
    if leader is None or leader.volunteer_id == member.volunteer_id:
        return line
    return say("{duty}，带班领导：{name}", duty=line, name=leader.name)


TOMORROW = Kind("tomorrow", slots, lambda _times: ONE_DAY, _plan)
