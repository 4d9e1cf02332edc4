"""Reaching people: over which channel each is told, as settings and contacts stand now."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.settings import Settings
from scheduler.store.contacts import Contact
from scheduler.store.reminders import INBOX

Way = tuple[str, int | None]
"""A channel, and the number of the contact on it; None where the channel needs no address."""

SMS = "sms"
_ANYBODY = (INBOX, "console")


@dataclass(frozen=True, slots=True)
class Reach:
    """How everybody is reached; asking it costs no query."""

    on: tuple[str, ...]
    users: Mapping[int, tuple[Way, ...]]
    units: Mapping[int, tuple[Way, ...]]

    def volunteer(self, has_phone: bool) -> str:
        """The first channel in the settings' order that reaches a volunteer with or without a phone."""
        return next((name for name in self.on if name in _ANYBODY or (name == SMS and has_phone)), INBOX)

    def user(self, user_id: int) -> tuple[Way, ...]:
        """Every contact of the user's, else the channel that needs none. Their inbox shows every reminder that has
        their number, whatever the channel: with several ways, give it to the first only."""
        return self.users.get(user_id) or ((self.volunteer(has_phone=False), None),)

    def unit(self, unit_id: int) -> tuple[Way, ...]:
        """Every contact of the unit's own group; () for a unit that has none."""
        return self.units.get(unit_id, ())


def reach(session: Session, settings: Settings) -> Reach:
    """How everybody is reached by now: active contacts on channels that are on."""
    on = settings.channels.on
    users: dict[int, list[Way]] = defaultdict(list)
    units: dict[int, list[Way]] = defaultdict(list)
    wanted = select(Contact.id, Contact.channel, Contact.user_id, Contact.unit_id)
    for number, channel, user_id, unit_id in session.execute(wanted.where(Contact.active).order_by(Contact.id)):
        if channel not in on:
            continue
        if user_id is not None:
            users[user_id].append((channel, number))
        elif unit_id is not None:
            units[unit_id].append((channel, number))
    return Reach(on, _fixed(users), _fixed(units))


def _fixed(ways: Mapping[int, list[Way]]) -> dict[int, tuple[Way, ...]]:
    return {owner: tuple(found) for owner, found in ways.items()}
