"""The mark of a roster: as long as it is the same, nothing has changed of what a roster is judged by.

Every change of the town leaves an entry in the audit, in the same transaction, and none is ever taken out. They are
counted, and the last of them is named: of two entries that are written at once, the one that is kept first need not
have the lower number.
"""

from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, func, not_, or_, select
from sqlalchemy.orm import Session

from scheduler.store.audit import AuditEntry
from scheduler.store.changes import ChangeKind
from scheduler.store.rosters import Roster

_NOT_THE_TOWN = ("session", "user", "token", "link", "contact", "reminder", "feed", "upload", "heading")
"""What an entry of the audit may be about without changing who serves where."""

_STEPS = (ChangeKind.ADJUST.value, ChangeKind.REPAIR.value, "lock", "unlock")
"""What is done to one roster's duties, which no other roster knows of until it is published."""

_NO_MATTER = ("read-phone", "export", "generate", "finish", "cancel", "leave", "ask", "plan")
"""Looked at, asked for, thought up, or left as it is: a solve, leave, a plan."""


class Mark(NamedTuple):
    """Of the town around a roster: how many changes, and the number of the last; of itself: which versions."""

    changes: int
    last: int
    version: int
    published: int | None

    @property
    def around(self) -> tuple[int, int]:
        return self.changes, self.last


def mark_of(session: Session, roster: Roster) -> Mark:
    entries, last = session.execute(
        select(func.count(), func.coalesce(func.max(AuditEntry.id), 0)).where(_matters(roster))
    ).one()
    return Mark(entries, last, roster.version, roster.published_version)


def last_entry(session: Session) -> int:
    """The number of the last entry of the audit, whatever it is about; 0 without any: quickly told."""
    return session.scalar(select(func.max(AuditEntry.id))) or 0


def _matters(roster: Roster) -> ColumnElement[bool]:
    own_publication = and_(AuditEntry.verb == "publish", AuditEntry.ref == roster.code)
    steps = and_(AuditEntry.noun == "roster", or_(AuditEntry.verb.in_(_STEPS), own_publication))
    return and_(AuditEntry.noun.not_in(_NOT_THE_TOWN), AuditEntry.verb.not_in(_NO_MATTER), not_(steps))
