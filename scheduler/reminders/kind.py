"""What a kind of reminder is: when it is looked after, for how long that is of use, and who is then told what."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from scheduler.notify.spreading import spread
from scheduler.services.quiet import after_quiet
from scheduler.services.reaching import Reach, Way
from scheduler.settings import Settings
from scheduler.settings.times import TimeSettings


@dataclass(frozen=True, slots=True)
class Planned:
    """A reminder as it will stand in the outbox: see `Reminder`. `to` is the receiver's name, which is not stored."""

    kind: str
    key: str
    to: str
    title: str
    body: str
    channel: str
    due_at: datetime
    expires_at: datetime | None
    volunteer_id: int | None = None
    user_id: int | None = None
    contact_id: int | None = None
    roster_id: int | None = None


@dataclass(frozen=True, slots=True)
class World:
    """What planning goes by beside the rows."""

    settings: Settings
    reach: Reach
    now: datetime

    def due(self, slot: datetime, key: str, *, before: datetime | None = None) -> datetime:
        """When a message of that slot goes out: at once if the slot is past, after quiet hours if it is in them.

        What would then come too late, not before `before`, goes out in spite of them.
        """
        moment = max(slot, self.now)
        rested = after_quiet(moment, self.settings.times.quiet, key=key)
        return moment if before is not None and rested >= before else rested


@dataclass(frozen=True, slots=True)
class Matter:
    """What one user or one group is told: `key` without its receiver, `due_at` before it is spread."""

    kind: str
    key: str
    to: str
    title: str
    body: str
    due_at: datetime
    expires_at: datetime


def over(matter: Matter, ways: Iterable[Way], *, user_id: int | None = None) -> list[Planned]:
    """The matter over each way; the user's own inbox shows the first only. Groups are not written to at full hours."""
    return [
        Planned(
            kind=matter.kind,
            key=f"{matter.key}:{channel}:{contact}" if number else matter.key,
            to=matter.to,
            title=matter.title,
            body=matter.body,
            channel=channel,
            due_at=matter.due_at if contact is None else spread(matter.due_at, f"{matter.key}:{contact}"),
            expires_at=matter.expires_at,
            user_id=None if number else user_id,
            contact_id=contact,
        )
        for number, (channel, contact) in enumerate(ways)
    ]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind. `slots(times, since, until)` are its moments in (since, until], none when it is switched off;
    `useful(times)` is how late one may still be caught up; `plan(session, slot, world)` is who is told what."""

    name: str
    slots: Callable[[TimeSettings, datetime, datetime], list[datetime]]
    useful: Callable[[TimeSettings], timedelta]
    plan: Callable[[Session, datetime, World], list[Planned]]
