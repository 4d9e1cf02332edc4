"""Credentials: secrets that are shown once, kept as digests, and stand for whoever holds them."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from secrets import token_urlsafe

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from scheduler.services.access import Asker, asker
from scheduler.store.credentials import Credential, CredentialKind
from scheduler.store.users import User
from scheduler.store.volunteers import Volunteer


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


def identify(session: Session, secret: str, kinds: frozenset[CredentialKind], *, now: datetime) -> Identity | None:
    """Who the secret stands for, as one of `kinds`; None when it stands for nobody, or does not any more."""
    wanted = (
        select(Credential, User, Volunteer)
        .outerjoin(User, User.id == Credential.user_id)
        .outerjoin(Volunteer, or_(Volunteer.id == Credential.volunteer_id, Volunteer.id == User.volunteer_id))
        .where(Credential.digest == digest_of(secret), Credential.kind.in_(kinds))
        .where(Credential.revoked_at.is_(None), or_(Credential.expires_at.is_(None), Credential.expires_at > now))
    )
    found = session.execute(wanted).first()
    if found is None:
        return None
    credential, user, volunteer = found
    if user is not None and not user.active:
        return None
    return Identity(
        credential.id,
        credential.kind,
        user.name if user else volunteer.name,
        asker(session, user.login) if user else None,
        volunteer.id if volunteer else None,
    )


def digest_of(secret: str) -> str:
    """What is kept of a secret. It is random and long, so a plain digest is not to be turned back."""
    return hashlib.sha256(secret.encode()).hexdigest()
