"""Warming: what is asked for is packed as soon as the town has changed, before anybody asks again."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.services.memory.memory import Memory
from scheduler.store.rosters import Roster
from scheduler.store.snapshot.scope import end_of

MOST = 2
"""Rosters that are packed before anybody has asked for one."""


def warm(session: Session, memory: Memory, *, today: date) -> int:
    """Pack anew the rosters that are held otherwise than the town stands, as long as somebody asks for them now and
    then; where none is held, the first `MOST` of those that people were told and that are not over yet. How many were
    packed; the session must only read."""
    cold = [roster for roster in _wanted(session, memory, today) if not memory.holds(session, roster)]
    for roster in cold:
        memory.warm(session, roster)
    return len(cold)


def _wanted(session: Session, memory: Memory, today: date) -> list[Roster]:
    if not memory.empty:
        return list(session.scalars(select(Roster).where(Roster.id.in_(memory.worth_warming())).order_by(Roster.id)))
    told = select(Roster).where(Roster.published_version.is_not(None)).order_by(Roster.start, Roster.id)
    return [roster for roster in session.scalars(told) if end_of(roster) > today][:MOST]
