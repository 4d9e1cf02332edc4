"""Personal links 个人链接: a volunteer's own way in, without a password; made by who plans their unit.

A volunteer has one at most: making a new one, or revoking it, ends the old one and every session it opened.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session, joinedload

from scheduler.clock import today
from scheduler.errors import Forbidden, NotFound
from scheduler.language import say
from scheduler.services.access import Asker, Right, require, subtree
from scheduler.services.audit import note, note_own
from scheduler.services.credentials import Identity, identify, issue, revoke, sealed
from scheduler.services.logins import Opened
from scheduler.services.people import find_person
from scheduler.store.credentials import Credential, CredentialKind
from scheduler.store.units import Unit
from scheduler.store.volunteers import Volunteer

DAYS, LONGEST = 180, 730
"""For how many days a link lasts unless somebody says, and at most."""
STAYS = timedelta(days=30)
"""How long a phone that opened the link need not open it again."""
KIND = frozenset((CredentialKind.LINK,))
_AT_ONCE = 500
_REPLACED = (CredentialKind.LINK, CredentialKind.SESSION)
_WITHDRAWN = (*_REPLACED, CredentialKind.FEED)


@dataclass(frozen=True, slots=True)
class Link:
    """A new link: `path` ends the town's address, and is shown this once."""

    volunteer: str
    name: str
    unit: str
    phone_sealed: bytes | None
    path: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class LinkView:
    """What is known of a link that is out."""

    created_at: datetime
    expires_at: datetime | None


def make(session: Session, who: Asker, called: str, *, days: int = DAYS, now: datetime) -> Link:
    """A link for the volunteer of that code or name. Raises NotFound, Forbidden for who does not plan their unit."""
    person = _planned(session, who, called)
    (made,) = _made(session, who, [person], days=days, now=now)
    note(session, who, "make", "link", person.code, now=now, days=days)
    return made


def make_for_unit(
    session: Session, who: Asker, unit: str, *, days: int = DAYS, only_missing: bool = False, now: datetime
) -> tuple[Link, ...]:
    """A link for everybody of the unit and the units below it who has not left, by unit and name; with `only_missing`
    for those alone who have none. Raises NotFound, Forbidden for who does not plan the unit."""
    root = session.scalar(select(Unit.id).where(Unit.code == unit))
    if root is None or not who.may(Right.SEE, unit=root):
        raise NotFound(say("没有单位 {code}，或不在您的管理范围内", code=unit))
    require(who, Right.PLAN, unit=root)
    people = session.scalars(_members(subtree(session, Unit, root), now=now)).all()
    if only_missing:
        having = set(session.scalars(select(Credential.volunteer_id).where(*live(now))))
        people = [person for person in people if person.id not in having]
    links = _made(session, who, people, days=days, now=now)
    note(session, who, "make-all", "link", unit, now=now, days=days, links=len(links))
    return links


def look(session: Session, who: Asker, called: str, *, now: datetime) -> LinkView:
    """The volunteer's link. Raises NotFound where none is out, Forbidden for who does not plan their unit."""
    person = _planned(session, who, called)
    row = session.scalar(select(Credential).where(Credential.volunteer_id == person.id, *live(now)))
    if row is None:
        raise NotFound(say("{name} 还没有个人链接", name=person.name))
    return LinkView(row.created_at, row.expires_at)


def withdraw(session: Session, who: Asker, called: str, *, now: datetime) -> None:
    """The volunteer's link opens nothing any more, what it opened is closed, and the address of their calendar shows
    nothing. Raises NotFound where nothing of it is open, Forbidden for who does not plan their unit."""
    person = _planned(session, who, called)
    if not _end(session, [person], _WITHDRAWN, now=now):
        raise NotFound(say("{name} 还没有个人链接", name=person.name))
    note(session, who, "revoke", "link", person.code, now=now)


def enter(session: Session, secret: str, *, now: datetime) -> Opened:
    """A session for whose link that is, until the link expires or for `STAYS`. Raises NotFound for a link that opens
    nothing."""
    who = _behind(session, secret, now=now)
    until = session.scalars(select(Credential.expires_at).where(Credential.id == who.credential_id)).one()
    ends = min(now + STAYS, until or now + STAYS)
    opened = issue(session, CredentialKind.SESSION, volunteer_id=who.volunteer_id, expires_at=ends, now=now)
    note_own(session, who, "open", "session", who.credential_id, now=now)
    return Opened(opened, ends)


def require_open(session: Session, secret: str, *, now: datetime) -> None:
    """Raises NotFound for a link that opens nothing."""
    _behind(session, secret, now=now)


def _behind(session: Session, secret: str, *, now: datetime) -> Identity:
    who = identify(session, secret, KIND, now=now)
    if who is None or who.volunteer_id is None:
        raise NotFound(say("这个链接已失效，请向单位协调员要一个新的"))
    return who


def _planned(session: Session, who: Asker, called: str) -> Volunteer:
    person = find_person(session, who, called)
    # Everybody holds every right over their own things, but a link is for others to give.
    if not who.may(Right.PLAN, unit=person.unit_id):
        raise Forbidden(say("{name} 只能查看，不能改动", name=who.name))
    return person


def _made(session: Session, who: Asker, people: Sequence[Volunteer], *, days: int, now: datetime) -> tuple[Link, ...]:
    # Calendars go on: a new link every year is no reason to set up the phone anew.
    _end(session, people, _REPLACED, now=now)
    until = now + timedelta(days=days)
    rows = [Credential(volunteer_id=one.id, name="", created_by=who.user_id, expires_at=until) for one in people]
    secrets = [sealed(row, CredentialKind.LINK, now=now) for row in rows]
    session.add_all(rows)
    session.flush()
    return tuple(
        Link(one.code, one.name, one.unit.name, one.phone_sealed, f"/l/{secret}", until)
        for one, secret in zip(people, secrets, strict=True)
    )


def _end(session: Session, people: Sequence[Volunteer], kinds: Collection[CredentialKind], *, now: datetime) -> int:
    """How many of those kinds of theirs were open until now."""
    ended = 0
    for start in range(0, len(people), _AT_ONCE):
        some = Credential.volunteer_id.in_([one.id for one in people[start : start + _AT_ONCE]])
        ended += revoke(session, some, Credential.kind.in_(kinds), now=now)
    return ended


def _members(units: Collection[int], *, now: datetime) -> Select[Volunteer]:
    wanted = select(Volunteer).join(Volunteer.unit).options(joinedload(Volunteer.unit))
    here = or_(Volunteer.left_on.is_(None), Volunteer.left_on > today(now))
    return wanted.where(Volunteer.unit_id.in_(units), here).order_by(Unit.code, Volunteer.name, Volunteer.code)


def live(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """What is true of a credential that is a link and still opens something."""
    open_ = (Credential.revoked_at.is_(None), or_(Credential.expires_at.is_(None), Credential.expires_at > now))
    return (Credential.kind == CredentialKind.LINK, *open_)
