"""Vacancies: coordinators are told what is empty in the next three days; admins, what is in nobody's scope."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from scheduler.clock import at, today
from scheduler.language import say
from scheduler.reminders.crews import Crew, crews
from scheduler.reminders.kind import Kind, Matter, Planned, World, over
from scheduler.reminders.scopes import Scopes
from scheduler.reminders.slots import daily
from scheduler.services.access import Asker, holders
from scheduler.services.wording import day_text
from scheduler.settings.times import TimeSettings
from scheduler.store.users import UserRole

_ONE_DAY = timedelta(days=1)
_DAYS = 3
_SHOWN = 30


def _slots(times: TimeSettings, since: datetime, until: datetime) -> list[datetime]:
    return daily(times.vacancies, since, until)


def _plan(session: Session, slot: datetime, world: World) -> list[Planned]:
    first = today(slot) + _ONE_DAY
    found = crews(session, max(at(first, 0), world.now), at(first + _DAYS * _ONE_DAY, 0))
    vacant = [crew for crew in found.crews if crew.missing or crew.missing_roles]
    told: list[Planned] = []
    for who, theirs in _concerned(session, vacant, first):
        told += over(
            _matter(who, theirs, first, slot=slot, world=world), world.reach.user(who.user_id), user_id=who.user_id
        )
    return told


def _concerned(session: Session, vacant: list[Crew], first: date) -> list[tuple[Asker, list[Crew]]]:
    """Whom the vacancies concern, with theirs."""
    scopes = Scopes(session, first, first + _DAYS * _ONE_DAY)
    found = [(who, scopes.within(who, vacant)) for who in holders(session, UserRole.COORDINATOR)] if vacant else []
    covered = {(crew.roster, crew.shift) for _, theirs in found for crew in theirs}
    if left := [crew for crew in vacant if (crew.roster, crew.shift) not in covered]:
        found += [(who, scopes.within(who, left)) for who in holders(session, UserRole.ADMIN)]
    return [(who, theirs) for who, theirs in found if theirs]


def _matter(who: Asker, vacant: list[Crew], first: date, *, slot: datetime, world: World) -> Matter:
    key = f"vacancies:{first}:{who.login}"
    last = first + (_DAYS - 1) * _ONE_DAY
    opening = say(
        "{first}至{last}还有 {count} 个班次缺人：", first=day_text(first), last=day_text(last), count=len(vacant)
    )
    lines = [opening, *(_line(crew) for crew in vacant[:_SHOWN])]
    if len(vacant) > _SHOWN:
        lines.append(say("另有 {count} 个，请登录查看", count=len(vacant) - _SHOWN))
    return Matter(
        kind=VACANCIES.name,
        key=key,
        to=who.name,
        title=say("未来三天空岗：{count} 个班次", count=len(vacant)),
        body="\n".join(lines),
        due_at=world.due(slot, key),
        expires_at=slot + _ONE_DAY,
    )


def _line(crew: Crew) -> str:
    """12月2日 周三 07:30–08:30 路口1：缺 1 人（带班领导 1）."""
    roles = "、".join(f"{role} {count}" for role, count in crew.missing_roles.items())
    short = [say("缺 {count} 人", count=crew.missing)] if crew.missing else []
    short += [say("缺岗位：{roles}", roles=roles)] if roles else []
    return f"{day_text(today(crew.starts_at))} {crew.hours} {crew.point}：{'，'.join(short)}"


VACANCIES = Kind("vacancies", _slots, lambda _times: timedelta(hours=12), _plan)
