"""Passwords: which will do, set by an admin or changed by their owner, kept as argon2id."""

from collections.abc import Sequence
from datetime import datetime

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Forbidden, Invalid
from scheduler.language import say
from scheduler.services import attempts
from scheduler.services.access import Asker
from scheduler.services.audit import note
from scheduler.services.credentials import Identity, revoke
from scheduler.services.users import require_over
from scheduler.store.credentials import Credential, CredentialKind
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.users import User

SHORTEST, LONGEST = 10, 200
_OBVIOUS = (
    "password",
    "passw0rd",
    "p@ssword",
    "p@ssw0rd",
    "qwertyuiop",
    "1qaz2wsx3edc",
    "1q2w3e4r5t",
    "q1w2e3r4t5",
    "admin",
    "administrator",
    "welcome",
    "iloveyou",
    "redvest",
    "woaini",
    "woaizhongguo",
    "hongmajia",
    "zhiyuanzhe",
    "chuangchengban",
    "红马甲",
    "志愿者",
    "abcdefghij",
)
_AROUND = "0123456789!@#$%^&*()-_=+.,?~ "
"""What everybody tries first, alone or with any of these around it."""


def hashed(hasher: PasswordHasher, login: str, password: str) -> str:
    """What is kept of the password. Raises Invalid, saying why, for one that will not do."""
    require_good(login, password)
    return hasher.hash(password)


def require_good(login: str, password: str) -> None:
    """Raises Invalid, saying why, for a password that will not do."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise Invalid(say("密码应有 {least} 到 {most} 个字", least=SHORTEST, most=LONGEST))
    plain = password.casefold()
    core = plain.strip(_AROUND)
    if login.casefold() in (plain, core) or login.casefold().strip(_AROUND) == core != "":
        raise Invalid(say("密码不能就是账号"))
    if plain.isdigit() or core in _OBVIOUS or len(set(plain)) < 4:
        raise Invalid(say("这个密码太容易猜到，请换一个；只有数字的也不行"))


def matches(hasher: PasswordHasher, kept: str | None, password: str) -> bool:
    """Whether it is the password. The same work where none is kept, so that nobody learns whether one is."""
    try:
        return hasher.verify(kept or _nobodys(hasher), password) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def set_for(session: Session, who: Asker, login: str, kept: str, *, now: datetime) -> None:
    """Give a user the password `kept` was made of by `hashed`, ending all their sessions and tokens and opening a
    closed login. Raises NotFound unless all they hold is the asker's to give."""
    user = require_over(session, who, login)
    user.password_hash = kept
    session.flush()
    _end(session, user, (CredentialKind.SESSION, CredentialKind.TOKEN), now=now)
    attempts.forget(session, login)
    note(session, who, "password", "user", login, now=now)


def unlock(session: Session, who: Asker, login: str, *, now: datetime) -> None:
    """Open a login that too many wrong passwords have closed. Same refusals."""
    require_over(session, who, login)
    if attempts.forget(session, login):
        note(session, who, "unlock", "user", login, now=now)


def change(sessions: Sessions, who: Identity, old: str, new: str, *, hasher: PasswordHasher, now: datetime) -> None:
    """Change one's own password, ending all one's other sessions.

    Raises Forbidden when `old` is wrong, which counts as an attempt to log in, TooMany after too many of these,
    Invalid when `new` will not do, Conflict for somebody who logs in without a password.
    """
    if who.asker is None:
        raise Conflict(say("您没有密码：志愿者用自己的链接进入"))
    login = who.asker.login
    require_good(login, new)
    with transaction(sessions) as session:
        until = attempts.count(session, login, now=now)
    with reading(sessions) as session:
        kept = session.scalar(select(User.password_hash).where(User.login == login))
    if not matches(hasher, kept, old):
        raise attempts.closed(until) if until else Forbidden(say("原来的密码不对"))
    fresh = hashed(hasher, login, new)
    with transaction(sessions) as session:
        user = session.scalar(select(User).where(User.login == login, User.active, User.password_hash == kept))
        if user is None:  # shut out, or given another password, while the hash was worked out
            raise Forbidden(say("原来的密码不对"))
        attempts.clear(session, login)
        user.password_hash = fresh
        _end(session, user, (CredentialKind.SESSION,), Credential.id != who.credential_id, now=now)
        note(session, who.asker, "password", "user", login, now=now)


def _end(
    session: Session, user: User, kinds: Sequence[CredentialKind], *but: ColumnElement[bool], now: datetime
) -> None:
    revoke(session, Credential.user_id == user.id, Credential.kind.in_(kinds), *but, now=now)


_made: dict[tuple[int, int, int], str] = {}


def _nobodys(hasher: PasswordHasher) -> str:
    """A hash that no password opens, which takes as long to find out as any other."""
    cost = (hasher.time_cost, hasher.memory_cost, hasher.parallelism)
    if cost not in _made:
        _made[cost] = hasher.hash("\x00 nobody's")
    return _made[cost]
