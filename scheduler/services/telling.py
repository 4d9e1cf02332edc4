"""Telling: what a publication says to whom becomes rows of the outbox, each with its channel and its time."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from scheduler.clock import at
from scheduler.services.messages import Message
from scheduler.services.quiet import after_quiet
from scheduler.services.reaching import reach
from scheduler.settings import Settings
from scheduler.store.reminders import INBOX, Reminder
from scheduler.store.rosters import Roster
from scheduler.store.snapshot.scope import end_of
from scheduler.store.volunteers import Volunteer

_HEADWAY = timedelta(hours=2)
"""So long before a duty begins, at the latest, its people should know, even at night."""


def tell(
    session: Session,
    roster: Roster,
    told: Iterable[Message],
    *,
    version: int,
    settings: Settings | None,
    now: datetime,
) -> None:
    """Write them to the outbox, until the roster is over. `settings` None: into the inbox, at once."""
    columns = select(Volunteer.code, Volunteer.id, Volunteer.phone_sealed.is_not(None))
    people = {code: (number, has_phone) for code, number, has_phone in session.execute(columns)}
    ways, over = reach(session, settings) if settings else None, at(end_of(roster), 0)
    rows = []
    for message in told:
        number, has_phone = people[message.volunteer]
        key = f"published:{roster.code}:{version}:{message.volunteer}"
        row = {
            "kind": message.kind,
            "volunteer_id": number,
            "roster_id": roster.id,
            "channel": ways.volunteer(has_phone) if ways else INBOX,
            "key": key,
            "title": message.title,
            "body": message.body,
            "due_at": _due(message, key, settings, now) if settings else now,
            "expires_at": over,
        }
        rows.append(row)
    if rows:
        session.execute(insert(Reminder), rows)


def _due(message: Message, key: str, settings: Settings, now: datetime) -> datetime:
    """After quiet hours, unless the first duty it tells of would be too near by then."""
    rested = after_quiet(now, settings.times.quiet, key=key)
    return rested if message.begins_at >= rested + _HEADWAY else now
