"""Logging in by password, and out again. Nobody learns here which logins there are."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Forbidden
from scheduler.language import say
from scheduler.services import attempts, credentials
from scheduler.services.access import asker
from scheduler.services.audit import note, note_own
from scheduler.services.credentials import Identity, issue, revoke
from scheduler.services.passwords import matches
from scheduler.store.credentials import Credential, CredentialKind
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.users import User

STAYS = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Opened:
    """A new session: its secret, which is shown once, and when it ends."""

    secret: str
    expires_at: datetime


def log_in(
    sessions: Sessions, login: str, password: str, *, address: str, hasher: PasswordHasher, now: datetime
) -> Opened:
    """Open a session for the user of that login, who asks from `address`.

    It works in transactions of its own: a wrong attempt stays counted, and nobody waits while the hash is worked out.
    Raises Forbidden, the same for an unknown login and a wrong password; TooMany after too many of either.
    """
    login = login.strip().replace("\x00", "?")
    with transaction(sessions) as session:
        until = attempts.count(session, login, address, now=now)
    with reading(sessions) as session:
        known = session.scalar(select(User).where(User.login == login, User.active))
    if not matches(hasher, known.password_hash if known else None, password) or known is None:
        with transaction(sessions) as session:
            # What was typed for a login that nobody has may be a phone, or a password.
            note(session, None, "refuse", "session", login if known else "?", now=now, closed=until is not None)
        raise attempts.closed(until) if until else Forbidden(say("账号或密码不对"))
    fresh = hasher.hash(password) if hasher.check_needs_rehash(known.password_hash or "") else None
    with transaction(sessions) as session:
        attempts.clear(session, login, address)
        return _open(session, known, fresh, now=now)


def log_out(session: Session, who: Identity, *, now: datetime) -> None:
    """End the session, or whatever it was that let them in."""
    revoke(session, Credential.id == who.credential_id, now=now)
    note_own(session, who, "end", who.kind.value, who.credential_id, now=now)


def _open(session: Session, known: User, fresh: str | None, *, now: datetime) -> Opened:
    same = (User.id == known.id, User.active, User.password_hash == known.password_hash)
    user = session.scalar(select(User).where(*same))
    if user is None:  # shut out, or given another password, while the hash was worked out
        raise Forbidden(say("账号或密码不对"))
    user.password_hash = fresh or user.password_hash
    attempts.tidy(session, now=now)
    credentials.tidy(session, now=now)
    secret = issue(session, CredentialKind.SESSION, user_id=user.id, expires_at=now + STAYS, now=now)
    note(session, asker(session, user.login), "open", "session", user.login, now=now)
    return Opened(secret, now + STAYS)
