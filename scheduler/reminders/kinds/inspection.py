"""Inspection 日督导: in the morning every inspector gets the day's points and crews of their scope."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from scheduler.clock import at, today
from scheduler.language import say
from scheduler.reminders.crews import Crew, Crews, crews
from scheduler.reminders.kind import Kind, Matter, Planned, World, over
from scheduler.reminders.scopes import Scopes
from scheduler.reminders.slots import daily
from scheduler.services.access import Asker, holders
from scheduler.services.wording import day_text
from scheduler.settings.times import TimeSettings
from scheduler.store.users import UserRole

_ONE_DAY = timedelta(days=1)
_SHOWN = 60


def _slots(times: TimeSettings, since: datetime, until: datetime) -> list[datetime]:
    return daily(times.inspection, since, until)


def _plan(session: Session, slot: datetime, world: World) -> list[Planned]:
    day = today(slot)
    inspectors = holders(session, UserRole.INSPECTOR)
    found = crews(session, at(day, 0), at(day + _ONE_DAY, 0)) if inspectors else Crews((), {})
    coming = [crew for crew in found.crews if crew.ends_at > world.now]
    scopes = Scopes(session, day, day + _ONE_DAY)
    told: list[Planned] = []
    for who in inspectors:
        if theirs := scopes.within(who, coming):
            matter = _matter(who, found, theirs, day, slot=slot, world=world)
            told += over(matter, world.reach.user(who.user_id), user_id=who.user_id)
    return told


def _matter(who: Asker, found: Crews, theirs: list[Crew], day: date, *, slot: datetime, world: World) -> Matter:
    key = f"inspection:{day}:{who.login}"
    points = len({crew.point_id for crew in theirs})
    opening = say("{day}有 {points} 个点位、{count} 个班次：", day=day_text(day), points=points, count=len(theirs))
    lines = [opening, *(_line(found, crew) for crew in theirs[:_SHOWN])]
    if len(theirs) > _SHOWN:
        lines.append(say("另有 {count} 个，请登录查看", count=len(theirs) - _SHOWN))
    return Matter(
        kind=INSPECTION.name,
        key=key,
        to=who.name,
        title=say("日督导：{day}", day=day_text(day)),
        body="\n".join(lines),
        due_at=world.due(slot, key, before=at(day, 0) + _ONE_DAY),
        expires_at=at(day, 0) + _ONE_DAY,
    )


def _line(found: Crews, crew: Crew) -> str:
    """07:30–08:30 路口1：张三（带班领导）、李四；缺 1 人."""
    names = "、".join(f"{member.name}{found.role(member)}" for member in crew.members) or say("无人")
    missing = say("；缺 {count} 人", count=crew.missing) if crew.missing else ""
    return f"{crew.hours} {crew.point}：{names}{missing}"


INSPECTION = Kind("inspection", _slots, lambda _times: timedelta(hours=12), _plan)
