"""Credentials: secrets that are shown once, kept as digests, and stand for whoever holds them."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_urlsafe

from sqlalchemy import ColumnElement, bindparam, delete, func, select, update
from sqlalchemy.orm import Session

from scheduler.clock import today
from scheduler.services.access import Asker, asker
from scheduler.store.credentials import Credential, CredentialKind
from scheduler.store.users import User
from scheduler.store.volunteers import Volunteer

_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Identity:
    """Who is behind a request: a user with their rights, a volunteer in their own matters, or one who is both.

    `asker` is None for a volunteer without an account, `volunteer_id` for a user who does not serve.
    """

    credential_id: int
    kind: CredentialKind
    name: str
    asker: Asker | None = None
    volunteer_id: int | None = None


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
    secret = token_urlsafe(32)
    session.add(
        Credential(
            kind=kind,
            digest=digest_of(secret),
            user_id=user_id,
            volunteer_id=volunteer_id,
            name=name,
            created_at=now,
            created_by=by,
            expires_at=expires_at,
        )
    )
    session.flush()
    return secret


# Asked at every request: built once, columns only.
_FOUND = (
    select(
        Credential.id,
        Credential.kind,
        Credential.expires_at,
        Credential.revoked_at,
        User.login,
        User.name.label("user_name"),
        User.active,
        Volunteer.id.label("volunteer_id"),
        Volunteer.name.label("volunteer_name"),
        Volunteer.left_on,
    )
    .select_from(Credential)
    .outerjoin(User, User.id == Credential.user_id)
    .outerjoin(Volunteer, Volunteer.id == func.coalesce(Credential.volunteer_id, User.volunteer_id))
    .where(Credential.digest == bindparam("digest"))
)


def identify(session: Session, secret: str, kinds: frozenset[CredentialKind], *, now: datetime) -> Identity | None:
    """Who the secret stands for, as one of `kinds`; None when it stands for nobody, or does not any more: it was
    revoked, it expired, its user was shut out, its volunteer is gone."""
    found = session.execute(_FOUND, {"digest": digest_of(secret)}).first()
    if found is None or found.kind not in kinds or found.revoked_at is not None:
        return None
    if found.expires_at is not None and found.expires_at <= now:
        return None
    gone = found.left_on is not None and found.left_on <= today(now)
    volunteer_id = None if gone else found.volunteer_id
    if found.login is None:
        named = Identity(found.id, found.kind, found.volunteer_name or "", volunteer_id=volunteer_id)
        return None if volunteer_id is None else named
    if not found.active:
        return None
    return Identity(found.id, found.kind, found.user_name, asker(session, found.login), volunteer_id)


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
