"""Credentials: secrets that are shown once, kept as digests, and stand for whoever holds them."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_urlsafe

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from scheduler.clock import today
from scheduler.services.access import Asker, asker
from scheduler.services.own_query import BEHIND
from scheduler.store.credentials import Credential, CredentialKind
from scheduler.store.question import Opened, Question, as_it_is

_KEPT = timedelta(days=30)
_BEHIND = Question(BEHIND, as_it_is)


@dataclass(frozen=True, slots=True)
class Identity:
    """Who is behind a request: a user with their rights, a volunteer in their own matters, or one who is both.

    `asker` is None for a volunteer without an account, `volunteer_id` and `volunteer`, the code, for a user who does
    not serve.
    """

    credential_id: int
    kind: CredentialKind
    name: str
    asker: Asker | None = None
    volunteer_id: int | None = None
    volunteer: str | None = None

    @property
    def user_id(self) -> int | None:
        return self.asker.user_id if self.asker else None


def issue(
    session: Session,
    kind: CredentialKind,
    *,
    user_id: int | None = None,
    volunteer_id: int | None = None,
    name: str = "",
    by: int | None = None,
    expires_at: datetime | None = None,
    now: datetime,
) -> str:
    """A new secret for one user or one volunteer: 43 letters and digits that nobody guesses, kept nowhere."""
    holder = Credential(user_id=user_id, volunteer_id=volunteer_id, name=name, created_by=by, expires_at=expires_at)
    secret = sealed(holder, kind, now=now)
    session.add(holder)
    session.flush()
    return secret


def sealed(row: Credential, kind: CredentialKind, *, now: datetime) -> str:
    """The secret that from now on opens what `row` says, once it is added."""
    secret = token_urlsafe(32)
    row.kind, row.digest, row.created_at = kind, digest_of(secret), now
    return secret


def identify(opened: Opened, secret: str, kinds: frozenset[CredentialKind], *, now: datetime) -> Identity | None:
    """Who the secret stands for, as one of `kinds`; None when it stands for nobody, or does not any more: it was
    revoked, it expired, its user was shut out, its volunteer is gone."""
    return _behind(opened, digest_of(secret), kinds, now=now)


def again(session: Session, who: Identity, *, now: datetime) -> Identity | None:
    """The same person as they stand by now; None when what let them in opens nothing any more."""
    digest = session.scalar(select(Credential.digest).where(Credential.id == who.credential_id))
    return _behind(session, digest, frozenset((who.kind,)), now=now) if digest else None


def _behind(opened: Opened, digest: str, kinds: frozenset[CredentialKind], *, now: datetime) -> Identity | None:
    found = next(iter(_BEHIND.ask(opened, digest=digest)), None)
    if found is None or found.kind not in kinds or found.revoked_at is not None:
        return None
    if found.expires_at is not None and found.expires_at <= now:
        return None
    gone = found.left_on is not None and found.left_on <= today(now)
    person = (None, None) if gone else (found.volunteer_id, found.volunteer)
    if found.login is None:
        return None if gone else Identity(found.id, found.kind, found.volunteer_name, None, *person)
    if not found.active:
        return None
    return Identity(found.id, found.kind, found.user_name, asker(opened, found.login), *person)


def revoke(session: Session, *which: ColumnElement[bool], now: datetime) -> int:
    """Let the credentials that meet the conditions open nothing any more; gives how many did until now."""
    open_ = (Credential.revoked_at.is_(None), *which)
    changed = update(Credential).where(*open_).values(revoked_at=now).returning(Credential.id)
    return len(session.scalars(changed.execution_options(synchronize_session=False)).all())


def tidy(session: Session, *, now: datetime) -> None:
    """Forget sessions that ended a month ago; what was issued for longer is kept with its history."""
    ended = Credential.expires_at < now - _KEPT
    session.execute(
        delete(Credential)
        .where(Credential.kind == CredentialKind.SESSION, ended)
        .execution_options(synchronize_session=False)
    )


def digest_of(secret: str) -> str:
    """What is kept of a secret. It is random and long, so a plain digest is not to be turned back."""
    return hashlib.sha256(secret.encode()).hexdigest()
