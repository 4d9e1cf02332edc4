"""Which reminders of the outbox somebody sees, and which of those they ask for.

Who sees a roster sees that its people were told; what they were told, only who sees the person.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import Session

from scheduler.clock import at
from scheduler.errors import NotFound
from scheduler.language import say
from scheduler.services.access import Asker, Right
from scheduler.services.contact_views import contact_seen, ruled
from scheduler.services.people import people_seen
from scheduler.services.rosters import visible as roster_seen
from scheduler.store.contacts import Contact
from scheduler.store.reminders import Reminder, ReminderState
from scheduler.store.rosters import Roster
from scheduler.store.users import User
from scheduler.store.volunteers import Volunteer


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderFilter:
    """Which reminders: in `state`, of that kind, over that channel, due on that day of the town, of the roster or to
    the volunteer with that code, to a `person` called by code or part of the name; None is any."""

    state: ReminderState | None = None
    kind: str | None = None
    channel: str | None = None
    day: date | None = None
    roster: str | None = None
    volunteer: str | None = None
    person: str | None = None


def visible(session: Session, who: Asker) -> ColumnElement[bool]:
    """The condition on Reminder: to somebody in the asker's scope, or about a roster in it."""
    return or_(to_people_seen(session, who), Reminder.roster_id.in_(select(Roster.id).where(roster_seen(who))))


def asked_for(which: ReminderFilter) -> list[ColumnElement[bool]]:
    """The conditions on Reminder that the filter sets."""
    found = [
        column == value
        for column, value in (
            (Reminder.state, which.state),
            (Reminder.kind, which.kind),
            (Reminder.channel, which.channel),
        )
        if value is not None
    ]
    if which.day is not None:
        found += [Reminder.due_at >= at(which.day, 0), Reminder.due_at < at(which.day + timedelta(days=1), 0)]
    if which.roster is not None:
        found.append(Reminder.roster_id.in_(select(Roster.id).where(Roster.code == which.roster)))
    if which.volunteer is not None:
        found.append(Reminder.volunteer_id.in_(select(Volunteer.id).where(Volunteer.code == which.volunteer)))
    if which.person is not None:
        called = or_(Volunteer.code == which.person, Volunteer.name.contains(which.person, autoescape=True))
        found.append(Reminder.volunteer_id.in_(select(Volunteer.id).where(called)))
    return found


def not_there(number: int) -> NotFound:
    """The refusal."""
    return NotFound(say("没有第 {number} 号提醒，或不在您的管理范围内", number=number))


def to_people_seen(session: Session, who: Asker) -> ColumnElement[bool]:
    """The condition on Reminder: to somebody in the asker's scope."""
    if who.may(Right.RULE):
        return true()
    return or_(
        Reminder.volunteer_id.in_(select(Volunteer.id).where(people_seen(session, who))),
        Reminder.contact_id.in_(select(Contact.id).where(contact_seen(who))),
        Reminder.user_id.in_(select(User.id).where(ruled(who))),
    )
