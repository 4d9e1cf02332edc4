"""Units' groups: one digest of tomorrow's duties of the unit's own people, names only, for each group it has."""

from collections import defaultdict
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.clock import today
from scheduler.language import say
from scheduler.reminders.crews import Crew, Crews, Member
from scheduler.reminders.kind import Kind, Matter, Planned, World, over
from scheduler.reminders.kinds.tomorrow import ONE_DAY, crews_of_tomorrow, slots
from scheduler.services.wording import day_text
from scheduler.store.units import Unit

_USEFUL = timedelta(hours=12)


def _plan(session: Session, slot: datetime, world: World) -> list[Planned]:
    names = dict(session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(world.reach.units))).all())
    if not names:
        return []
    found = crews_of_tomorrow(session, slot, world.now)
    theirs: dict[int, list[tuple[Crew, list[Member]]]] = defaultdict(list)
    for crew in found.crews:
        for unit in sorted({member.unit_id for member in crew.members} & names.keys()):
            theirs[unit].append((crew, [member for member in crew.members if member.unit_id == unit]))
    return [
        planned
        for unit, duties in sorted(theirs.items())
        for planned in over(_matter(unit, names[unit], found, duties, slot=slot, world=world), world.reach.unit(unit))
    ]


def _matter(
    unit: int, name: str, found: Crews, duties: list[tuple[Crew, list[Member]]], *, slot: datetime, world: World
) -> Matter:
    day = today(slot) + ONE_DAY
    key = f"groups:{day}:{unit}"
    people = {member.volunteer_id for _, members in duties for member in members}
    opening = say("{unit}在{day}有 {count} 人值守：", unit=name, day=day_text(day), count=len(people))
    last = duties[-1][0].starts_at
    return Matter(
        kind=GROUPS.name,
        key=key,
        to=name,
        title=say("{unit} {day}值守", unit=name, day=day_text(day)),
        body="\n".join([opening, *(_line(found, crew, members) for crew, members in duties)]),
        due_at=world.due(slot, key, before=duties[0][0].starts_at),
        expires_at=last,
    )


def _line(found: Crews, crew: Crew, members: list[Member]) -> str:
    """07:30–08:30 路口1：张三（带班领导）、李四."""
    names = "、".join(f"{member.name}{found.role(member)}" for member in members)
    return f"{crew.hours} {crew.point}：{names}"


GROUPS = Kind("groups", slots, lambda _times: _USEFUL, _plan)
