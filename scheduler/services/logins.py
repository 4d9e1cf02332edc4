"""Logging in by password: argon2id."""

from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Forbidden
from scheduler.language import say
from scheduler.services.credentials import issue
from scheduler.store.credentials import CredentialKind
from scheduler.store.users import User

STAYS = timedelta(hours=12)


def log_in(session: Session, login: str, password: str, *, hasher: PasswordHasher, now: datetime) -> str:
    """The secret of a new session. Raises Forbidden, the same for an unknown login and a wrong password."""
    user = session.scalar(select(User).where(User.login == login, User.active))
    if user is None or not user.password_hash or not _matches(hasher, user.password_hash, password):
        raise Forbidden(say("账号或密码不对"))
    return issue(session, CredentialKind.SESSION, user_id=user.id, expires_at=now + STAYS, now=now)


def _matches(hasher: PasswordHasher, kept: str, password: str) -> bool:
    try:
        return hasher.verify(kept, password)
    except (VerifyMismatchError, InvalidHashError):
        return False
