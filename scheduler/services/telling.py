"""Telling: what a publication says to whom becomes rows of the outbox, each with its channel and its time."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from scheduler.clock import at, minute_of, today
from scheduler.language import say
from scheduler.services.messages import Message
from scheduler.services.quiet import SPREAD, after_quiet, quiet_until
from scheduler.services.reaching import reach
from scheduler.services.wording import clock_text, day_text
from scheduler.settings import Settings
from scheduler.settings.times import Quiet
from scheduler.store.reminders import Reminder
from scheduler.store.rosters import Roster
from scheduler.store.snapshot.scope import end_of
from scheduler.store.volunteers import Volunteer

_HEADWAY = timedelta(hours=2)
"""So long before a duty begins, at the latest, its people should know, even at night."""


def tell(
    session: Session, roster: Roster, told: Iterable[Message], *, version: int, settings: Settings, now: datetime
) -> None:
    """Write them to the outbox, until the roster is over."""
    columns = select(Volunteer.code, Volunteer.id, Volunteer.phone_sealed.is_not(None))
    people = {code: (number, has_phone) for code, number, has_phone in session.execute(columns)}
    ways, over = reach(session, settings), at(end_of(roster), 0)
    quiet, rows = settings.times.quiet, []
    for message in told:
        number, has_phone = people[message.volunteer]
        key = f"published:{roster.code}:{version}:{message.volunteer}"
        row = {
            "kind": message.kind,
            "volunteer_id": number,
            "roster_id": roster.id,
            "channel": ways.volunteer(has_phone),
            "key": key,
            "title": message.title,
            "body": message.body,
            "due_at": after_quiet(now, quiet, key=key) if waits(message, quiet, now) else now,
            "expires_at": over,
        }
        rows.append(row)
    if rows:
        session.execute(insert(Reminder), rows)


def waits(message: Message, quiet: Quiet | None, now: datetime) -> bool:
    """Whether it waits for the end of quiet hours: not where the first duty it tells of would be too near by then."""
    until = quiet_until(now, quiet)
    return until is not None and message.begins_at >= until + timedelta(seconds=SPREAD) + _HEADWAY


def waiting_text(waiting: int, until: datetime) -> str:
    """What whoever publishes in quiet hours is told of the messages that wait."""
    day, hour = day_text(today(until)), clock_text(minute_of(until, today(until)))
    return say("现在是免打扰时间：{count} 条消息等到{day} {hour}以后再发", count=waiting, day=day, hour=hour)
