"""What every view finds: the town's database, settings, keys and clock, and one transaction at a time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from argon2 import PasswordHasher
from flask import current_app

from scheduler.settings import Settings
from scheduler.store import database, question
from scheduler.store.database import Session
from scheduler.store.question import Connection
from scheduler.store.vault import Vault


@dataclass(frozen=True, slots=True)
class Town:
    """One for each application; `town()` gives it to a view."""

    sessions: database.Sessions
    settings: Settings
    vault: Vault
    clock: Callable[[], datetime]
    hasher: PasswordHasher

    KEY: ClassVar[str] = "redvest"

    @property
    def now(self) -> datetime:
        return self.clock()


def town() -> Town:
    """The town that the application in force serves."""
    found: Town = current_app.extensions[Town.KEY]
    return found


@contextmanager
def transaction() -> Iterator[Session]:
    """All of a request's changes, or none."""
    with database.transaction(town().sessions) as session:
        yield session


@contextmanager
def reading() -> Iterator[Session]:
    """One moment of the database, for a request that changes nothing."""
    with database.reading(town().sessions) as session:
        yield session


@contextmanager
def glancing() -> Iterator[Connection]:
    """The same for a question or two that are asked all day."""
    with question.glancing(town().sessions) as connection:
        yield connection
