"""The audit: every use-case that changes or reveals something leaves an entry, in the same transaction."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from scheduler.services.access import Asker
from scheduler.services.credentials import Identity
from scheduler.store.audit import AuditEntry


def note(
    session: Session, who: Asker | None, verb: str, noun: str, ref: object, *, now: datetime, **detail: Any
) -> None:
    """`who` did `verb` to the `noun` called `ref` (its code or number); None is the clock. `detail` must be JSON."""
    entry = AuditEntry(at=now, user_id=who and who.user_id, verb=verb, noun=noun, ref=str(ref), detail=detail)
    session.add(entry)


def note_own(
    session: Session, who: Identity, verb: str, noun: str, ref: object, *, now: datetime, **detail: Any
) -> None:
    """The same of somebody in their own matters; a volunteer without an account is named in the detail."""
    named = {} if who.asker else {"volunteer": who.volunteer}
    note(session, who.asker, verb, noun, ref, now=now, **named, **detail)
