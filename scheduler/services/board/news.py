"""News: what happened to a roster since somebody looked, and which of its shifts and people look otherwise now."""

from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from scheduler.services.access import Asker
from scheduler.services.history import Entry, newer
from scheduler.services.overview import Standing, standing
from scheduler.services.rosters import find
from scheduler.store.changes import Change, ChangeSet
from scheduler.store.rosters import Roster
from scheduler.store.shifts import Shift
from scheduler.store.volunteers import Volunteer

MOST = 2000
"""More changed shifts than that are not told one by one: the board is to be read anew."""


@dataclass(frozen=True, slots=True)
class News:
    """How the newest version stands, what made it and those after the one that was looked at, the newest first, and the
    codes of the shifts and people concerned; None for too many to tell, or where there are other shifts than before."""

    stands: Standing
    entries: tuple[Entry, ...]
    shifts: tuple[str, ...] | None
    people: tuple[str, ...]


def news(session: Session, who: Asker, code: str, version: int) -> News | None:
    """What is new since that version; None for nothing. Raises NotFound."""
    roster = find(session, who, code)
    if roster.version == version:
        return None
    stands, entries = standing(session, who, code), newer(session, roster, version)
    shifts, people = _concerned(session, roster, version)
    told = None if len(shifts) > MOST or _reshaped(session, roster, version) else tuple(shifts)
    return News(stands, entries, told, tuple(people))


def _concerned(session: Session, roster: Roster, version: int) -> tuple[list[str], list[str]]:
    sets = select(ChangeSet.id).where(ChangeSet.roster_id == roster.id, ChangeSet.version > version)
    wanted = (
        select(Shift.code, Volunteer.code)
        .select_from(Change)
        .join(Shift, Shift.id == Change.shift_id)
        .join(Volunteer, Volunteer.id == Change.volunteer_id)
        .where(Change.change_set_id.in_(sets))
        .limit(2 * MOST + 1)
    )
    rows = session.execute(wanted).all()
    return sorted({shift for shift, _ in rows}), sorted({person for _, person in rows})


def _reshaped(session: Session, roster: Roster, version: int) -> bool:
    """Whether shifts came or went."""
    other = or_(Shift.added_in > version, Shift.cancelled_in > version)
    return session.scalar(select(Shift.id).where(Shift.roster_id == roster.id, other).limit(1)) is not None
