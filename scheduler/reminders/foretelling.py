"""Foretelling: what would go out at a moment, to whom and over which channel; and planning it by hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.reminders.kind import Planned
from scheduler.reminders.planning import Taken, kinds_at, planned_at, take
from scheduler.services.access import Asker, Right, require
from scheduler.services.audit import note
from scheduler.settings import Settings
from scheduler.store.vault import Vault, masked
from scheduler.store.volunteers import Volunteer

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Foretold:
    """A reminder that would go out; `phone` is masked, "" where there is none."""

    planned: Planned
    phone: str


def foretell(session: Session, who: Asker, settings: Settings, at: datetime) -> list[Foretold]:
    """What published rosters call for at that very minute, whether or not it was planned yet; by kind and time.

    Raises NotFound or Forbidden for who does not rule the whole town.
    """
    require(who, Right.RULE)
    found = [one for _, planned in planned_at(session, settings, at) for one in planned]
    phones = _phones(session, settings, (one.volunteer_id for one in found if one.volunteer_id is not None))
    return [Foretold(one, phones.get(one.volunteer_id or 0, "")) for one in found]


def plan_now(session: Session, who: Asker, settings: Settings, at: datetime, *, by: str, now: datetime) -> list[Taken]:
    """Take the slots of that very minute as `by` and write what they ask for; those that were taken stay as they are.

    Raises NotFound or Forbidden for who does not rule the whole town.
    """
    require(who, Right.RULE)
    taken = [take(session, settings, kind, at, by=by, now=now) for kind in kinds_at(settings, at)]
    made = sum(one.made for one in taken if one)
    note(session, who, "plan", "reminder", at.isoformat(), now=now, made=made)
    return [one for one in taken if one]


def _phones(session: Session, settings: Settings, volunteers: Iterable[int]) -> dict[int, str]:
    """Masked, by volunteer id."""
    vault, ids = Vault(settings.keys), sorted(set(volunteers))
    found: dict[int, str] = {}
    for start in range(0, len(ids), _AT_ONCE):
        some = Volunteer.id.in_(ids[start : start + _AT_ONCE])
        wanted = select(Volunteer.id, Volunteer.phone_sealed).where(some, Volunteer.phone_sealed.is_not(None))
        found |= {number: masked(vault.open(sealed)) for number, sealed in session.execute(wanted) if sealed}
    return found
