"""Alarms: the admins of the whole town are told, once a day and matter, what fails, is stuck or comes late."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, load_only

from scheduler.clock import TOWN, at, today
from scheduler.language import say
from scheduler.reminders.kind import Kind, Matter, Planned, World, over
from scheduler.reminders.slots import every
from scheduler.services.access import Right, holders
from scheduler.services.wording import MATTERS
from scheduler.settings.times import TimeSettings
from scheduler.store.reminders import Delivery, Reminder, ReminderState
from scheduler.store.rosters import Roster
from scheduler.store.runs import Run, RunState
from scheduler.store.slots import Slot
from scheduler.store.users import UserRole

_STEP = timedelta(minutes=5)
_ONE_DAY = timedelta(days=1)
_WAITING = timedelta(minutes=10)
_SILENT = timedelta(minutes=2)
_LATE = timedelta(minutes=5)

Trouble = tuple[str, str, str]
"""The name of the matter, a title and what to do."""


def _slots(times: TimeSettings, since: datetime, until: datetime) -> list[datetime]:
    return every(_STEP, since, until) if times.alarms else []


def _plan(session: Session, slot: datetime, world: World) -> list[Planned]:
    found = (trouble for look in (_dead, _missed, _stuck, _failed, _late) for trouble in look(session, world.now))
    return alarm(session, found, slot=slot, world=world)


def alarm(session: Session, troubles: Iterable[Trouble], *, slot: datetime, world: World) -> list[Planned]:
    """Each trouble as every admin of the whole town is told it, quiet hours or not."""
    troubles = list(troubles)
    admins = [who for who in holders(session, UserRole.ADMIN) if who.may(Right.RULE)] if troubles else []
    due = max(slot, world.now)
    matters = (
        (
            who.user_id,
            Matter(ALARMS.name, f"alarm:{name}:{today(due)}:{who.login}", who.name, title, body, due, due + _ONE_DAY),
        )
        for name, title, body in troubles
        for who in admins
    )
    return [planned for user, matter in matters for planned in over(matter, world.reach.user(user), user_id=user)]


def _dead(session: Session, now: datetime) -> Iterator[Trouble]:
    """What was given up today."""
    tried = select(Delivery.reminder_id).where(Delivery.at >= at(today(now), 0))
    dead = select(Reminder.channel, func.count()).where(Reminder.state == ReminderState.DEAD, Reminder.id.in_(tried))
    for channel, count in session.execute(dead.group_by(Reminder.channel)):
        yield (
            f"dead-{channel}",
            say("有提醒送不出去：{channel}", channel=channel),
            say(
                "今天有 {count} 条提醒经 {channel} 送不出去，已不再重试。请看「提醒」里的原因，改好后可手工重发。",
                count=count,
                channel=channel,
            ),
        )


def _missed(session: Session, now: datetime) -> Iterator[Trouble]:
    """What was found too late today to be of use."""
    missed = select(Slot.job, func.count()).where(Slot.expired, Slot.claimed_at >= at(today(now), 0))
    missed = missed.where(Slot.job != ALARMS.name)
    for job, count in session.execute(missed.group_by(Slot.job)):
        yield (
            f"missed-{job}",
            say("时钟停过，有提醒错过了"),
            say(
                "时钟停得太久，「{job}」有 {count} 个时点已过时，没有再发。请确认时钟进程一直在运行。",
                job=say(MATTERS[job]),
                count=count,
            ),
        )
    expired = select(func.count()).where(
        Reminder.state == ReminderState.EXPIRED, Reminder.expires_at >= at(today(now), 0)
    )
    if lost := session.scalar(expired):
        yield (
            "expired",
            say("有提醒过期未发"),
            say("今天有 {count} 条提醒到期还没有送出，已作废。请看「提醒」里的渠道和原因。", count=lost),
        )


def _stuck(session: Session, now: datetime) -> Iterator[Trouble]:
    """Runs that nobody takes up, or whose process says nothing any more."""
    for run, roster in _runs(session, RunState.QUEUED):
        if now - run.asked_at > _WAITING:
            yield f"waiting-{run.id}", say("排班在排队：{roster}", roster=roster), _nobody(run.asked_at)
    for run, roster in _runs(session, RunState.RUNNING):
        if run.heartbeat_at is not None and now - run.heartbeat_at > _SILENT:
            yield f"silent-{run.id}", say("排班没有动静：{roster}", roster=roster), _nobody(run.heartbeat_at)


def _runs(session: Session, state: RunState) -> Iterable[tuple[Run, str]]:
    """The runs in that state, without what they found, each with its roster's code."""
    lean = load_only(Run.asked_at, Run.heartbeat_at, Run.ended_at, Run.error)
    wanted = select(Run, Roster.code).join(Roster, Roster.id == Run.roster_id).where(Run.state == state).options(lean)
    return [(run, code) for run, code in session.execute(wanted.order_by(Run.id))]


def _nobody(since: datetime) -> str:
    return say(
        "自 {since} 起没有进程在算。请确认时钟进程在运行，REDVEST_SOLVERS 不是 0。",
        since=f"{since.astimezone(TOWN):%m-%d %H:%M}",
    )


def _failed(session: Session, now: datetime) -> Iterator[Trouble]:
    for run, roster in _runs(session, RunState.FAILED):
        if run.ended_at is not None and run.ended_at >= at(today(now), 0):
            yield f"failed-{run.id}", say("排班失败：{roster}", roster=roster), run.error or ""


def _late(session: Session, now: datetime) -> Iterator[Trouble]:
    """The outbox is behind."""
    oldest = session.scalar(select(func.min(Reminder.due_at)).where(Reminder.state == ReminderState.DUE))
    if oldest is not None and now - oldest > _LATE:
        minutes = int((now - oldest).total_seconds() // 60)
        yield (
            "late",
            say("提醒发得晚了"),
            say("最早的一条已晚了 {minutes} 分钟。请看时钟进程是否在运行、渠道是否通畅。", minutes=minutes),
        )


ALARMS = Kind("alarms", _slots, lambda _times: _STEP, _plan)
