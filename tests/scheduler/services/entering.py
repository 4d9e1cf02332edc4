"""Somebody at the door: wang, whose password is RIGHT, and whoever types something else."""

from datetime import datetime

import pytest
from argon2 import PasswordHasher

from scheduler.errors import Forbidden, TooMany
from scheduler.services import logins
from scheduler.services.credentials import Identity, identify
from scheduler.store.credentials import CredentialKind
from scheduler.store.database import Sessions, transaction
from tests.scheduler.rows import NOW, a_user

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
RIGHT = "三月的风很大 2026"
SESSION = frozenset((CredentialKind.SESSION,))


def let_wang_in(sessions: Sessions) -> None:
    """From now on there is the user wang, whose password is RIGHT."""
    with transaction(sessions) as session:
        a_user(session, "wang", password_hash=CHEAP.hash(RIGHT))


def enter(
    town: Sessions, login: str = "wang", password: str = RIGHT, *, at: datetime = NOW, address: str = "192.0.2.1"
) -> logins.Opened:
    return logins.log_in(town, login, password, address=address, hasher=CHEAP, now=at)


def wrong(town: Sessions, times: int, login: str = "wang", *, at: datetime = NOW, address: str = "192.0.2.1") -> str:
    """What is said to the last of so many wrong ones."""
    for n in range(times):
        with pytest.raises((Forbidden, TooMany)) as refused:
            enter(town, login, f"wrong {n}", at=at, address=address)
    return f"{refused.type.__name__} {refused.value}"


def behind(town: Sessions, secret: str, at: datetime = NOW) -> Identity | None:
    with transaction(town) as session:
        return identify(session, secret, SESSION, now=at)
