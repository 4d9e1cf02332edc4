"""Duty soon: a while before a duty, whoever has not confirmed it is reminded once more."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from scheduler.clock import today
from scheduler.language import say
from scheduler.reminders.crews import Crew, Crews, Member, crews
from scheduler.reminders.kind import Kind, Planned, World
from scheduler.reminders.slots import every
from scheduler.services.wording import day_text
from scheduler.settings.times import TimeSettings
from scheduler.store.duties import DutyState

_STEP = timedelta(minutes=5)


def _lead(times: TimeSettings) -> timedelta:
    return timedelta(minutes=times.before_duty or 0)


def _slots(times: TimeSettings, since: datetime, until: datetime) -> list[datetime]:
    return [] if times.before_duty is None else every(_STEP, since, until)


def _plan(session: Session, slot: datetime, world: World) -> list[Planned]:
    first = slot + _lead(world.settings.times)
    found = crews(session, max(first, world.now), first + _STEP)
    unconfirmed = (
        (crew, member) for crew in found.crews for member in crew.members if member.state is DutyState.ASSIGNED
    )
    return [_told(found, crew, member, slot=slot, world=world) for crew, member in unconfirmed]


def _told(found: Crews, crew: Crew, member: Member, *, slot: datetime, world: World) -> Planned:
    key = f"soon:{crew.roster}:{crew.shift}:{member.code}"
    duty = f"{day_text(today(crew.starts_at))} {crew.hours} {crew.point}{found.role(member)}"
    return Planned(
        kind=SOON.name,
        key=key,
        to=member.name,
        title=say("值守快开始了：{hours} {point}", hours=crew.hours, point=crew.point),
        body=say(
            "{name}，您还没有确认这次值守：{duty}。请准时到岗；来不了请马上告诉协调员。", name=member.name, duty=duty
        ),
        channel=world.reach.volunteer(member.has_phone),
        due_at=world.due(slot, key, before=crew.starts_at),
        expires_at=crew.starts_at,
        volunteer_id=member.volunteer_id,
        roster_id=crew.roster_id,
    )


SOON = Kind("soon", _slots, _lead, _plan)
