"""Stepping: a roster that is held comes up to the newest version by what was changed since, and no more is read."""

from dataclasses import replace

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from scheduler.services.memory.held import Held
from scheduler.store.duties import Duty as Row
from scheduler.store.rosters import Roster
from scheduler.store.shifts import Shift
from scheduler.store.snapshot.keeping import duties_where
from scheduler.store.snapshot.others import NOT_DONE
from scheduler.store.snapshot.taking import told

_MOST = 2_000
"""Where more duties differ, all is read anew as quickly."""


def stepped(session: Session, roster: Roster, held: Held, *, published_anew: bool) -> Held | None:
    """The newest version, where nothing else in the town has changed; None where other shifts are to be staffed,
    somebody comes whom the roster did not call on, or almost everything is different. `published_anew`: people were
    told another version since."""
    since, newest = held.version, roster.version
    other_shifts = or_(Shift.added_in > since, Shift.cancelled_in > since)
    if newest < since or session.scalar(select(Shift.id).where(Shift.roster_id == roster.id, other_shifts).limit(1)):
        return None
    left = and_(Row.added_in <= since, Row.removed_in > since, Row.removed_in <= newest)
    gone = duties_where(session, roster, left)
    stands = and_(Row.added_in > since, Row.added_in <= newest, or_(Row.removed_in.is_(None), Row.removed_in > newest))
    come = duties_where(session, roster, stands, Row.state.not_in(NOT_DONE))
    strangers = any(duty.volunteer not in held.problem.volunteer for duty in come)
    if strangers or len(gone) + len(come) > _MOST:
        return None
    known = held.problem.shift
    duties = (held.duties - gone) | {duty for duty in come if duty.shift in known}
    parts = told(session, roster, known, published=None if published_anew else held.problem.published)
    return held.changed(replace(held.problem, **parts), duties, newest)
