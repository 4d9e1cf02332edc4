"""Calendar feeds 日历订阅: an unguessable address that shows one volunteer's own duties, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.clock import at, today
from scheduler.errors import NotFound
from scheduler.exchange.calendar_file import CalendarDuty, calendar_file
from scheduler.language import say
from scheduler.services.access import Asker
from scheduler.services.audit import note, note_own
from scheduler.services.credentials import Identity, identify, issue, revoke, sealed
from scheduler.services.own_duties import OwnDuty, duties_of
from scheduler.store.credentials import Credential, CredentialKind
from scheduler.store.volunteers import Volunteer

KIND = frozenset((CredentialKind.FEED,))
_PAST = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class FeedView:
    """A feed that is out since `created_at`. `path` ends the town's address; None but when it was just made."""

    created_at: datetime
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed shows at a moment: whose, and which duties."""

    name: str
    volunteer: str
    duties: tuple[OwnDuty, ...]

    @property
    def tag(self) -> str:
        """Another one as soon as the file says something else."""
        return sha256(repr(self).encode()).hexdigest()[:32]

    def file(self, *, stamp: datetime) -> bytes:
        """As an .ics made at `stamp`."""
        return calendar_file(say("{name}的值守", name=self.name), map(self._event, self.duties), stamp=stamp)

    def _event(self, duty: OwnDuty) -> CalendarDuty:
        place = (duty.longitude, duty.latitude)
        return CalendarDuty(
            # The same as in the calendars that are exported.
            uid=f"{duty.roster}.{duty.shift}.{self.volunteer}@redvest",
            starts=duty.starts_at,
            ends=duty.ends_at,
            point=duty.point_name,
            pattern=duty.pattern,
            role=duty.role_name or "",
            crew=duty.crew,
            at=None if None in place else place,  # type: ignore[arg-type]
            version=duty.version,
        )


def make(session: Session, who: Identity, *, now: datetime) -> FeedView:
    """A new address for the volunteer's calendar; the one before shows nothing any more."""
    _end(session, who, now=now)
    secret = issue(session, CredentialKind.FEED, volunteer_id=who.volunteer_id, by=who.user_id, now=now)
    note_own(session, who, "make", "feed", who.volunteer, now=now)
    return FeedView(now, _address(secret))


def make_for(session: Session, who: Asker, people: Sequence[Volunteer], *, ref: str, now: datetime) -> tuple[str, ...]:
    """The ends of new addresses for their calendars, in their order; those before show nothing any more. `who` must
    have been let plan their units; the audit names `ref`."""
    numbers = [one.id for one in people]
    revoke(session, Credential.kind == CredentialKind.FEED, Credential.volunteer_id.in_(numbers), now=now)
    rows = [Credential(volunteer_id=number, name="", created_by=who.user_id) for number in numbers]
    secrets = [sealed(row, CredentialKind.FEED, now=now) for row in rows]
    session.add_all(rows)
    note(session, who, "make-all", "feed", ref, now=now, feeds=len(rows))
    return tuple(_address(secret) for secret in secrets)


def having(session: Session) -> frozenset[int]:
    """The ids of the volunteers whose calendar has an address."""
    out = (Credential.kind == CredentialKind.FEED, Credential.revoked_at.is_(None))
    found = session.scalars(select(Credential.volunteer_id).where(*out, Credential.volunteer_id.is_not(None)))
    return frozenset(number for number in found if number is not None)


def look(session: Session, who: Identity) -> FeedView:
    """The feed that is out. Raises NotFound where none is."""
    mine = (Credential.kind == CredentialKind.FEED, Credential.volunteer_id == who.volunteer_id)
    since = session.scalar(select(Credential.created_at).where(*mine, Credential.revoked_at.is_(None)))
    if since is None:
        raise NotFound(say("还没有日历订阅地址"))
    return FeedView(since)


def withdraw(session: Session, who: Identity, *, now: datetime) -> None:
    """The address shows nothing any more. Raises NotFound where none is out."""
    look(session, who)
    _end(session, who, now=now)
    note_own(session, who, "revoke", "feed", who.volunteer, now=now)


def read(session: Session, secret: str, *, now: datetime) -> Feed:
    """What the address shows: the month before and all that is to come. Raises NotFound for one that shows nothing."""
    who = identify(session, secret, KIND, now=now)
    if who is None or who.volunteer_id is None:
        raise NotFound(say("这个日历订阅地址已失效"))
    since = at(today(now - _PAST), 0)
    return Feed(who.name, who.volunteer or "", duties_of(session, who.volunteer_id, since=since, now=now))


def _address(secret: str) -> str:
    return f"/calendar/{secret}.ics"


def _end(session: Session, who: Identity, *, now: datetime) -> None:
    revoke(session, Credential.kind == CredentialKind.FEED, Credential.volunteer_id == who.volunteer_id, now=now)
