"""Tomorrow's duty: the evening before, everybody on duty is told all their duties of the day in one message."""

from collections import defaultdict
from collections.abc import Sequence
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
    day = _Day(today(slot) + ONE_DAY, found, slot, world)
    return [day.told(duties) for duties in theirs.values()]


class _Day:
    """What is the same for everybody is put into words once: there may be tens of thousands of them."""

    def __init__(self, day: date, found: Crews, slot: datetime, world: World) -> None:
        self._day, self._found, self._slot, self._world = day, found, slot, world
        self._when = day_text(day)
        self._title = say("值守提醒：{day}", day=self._when)

    def told(self, duties: Sequence[tuple[Crew, Member]]) -> Planned:
        """One volunteer's duties of the day, by time."""
        (first, who), (last, _) = duties[0], duties[-1]
        key = f"tomorrow:{self._day}:{who.code}"
        opening = say("{name}，您在{day}有 {count} 次值守：", name=who.name, day=self._when, count=len(duties))
        return Planned(
            kind=TOMORROW.name,
            key=key,
            to=who.name,
            title=self._title,
            body="\n".join([opening, *(_line(self._found, crew, member) for crew, member in duties)]),
            channel=self._world.reach.volunteer(who.has_phone),
            due_at=self._world.due(self._slot, key, before=first.starts_at),
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
