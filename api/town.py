"""What every view finds: the town's database, settings, keys and clock, and one transaction at a time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from argon2 import PasswordHasher
from flask import Flask, current_app, g

from scheduler.services.memory import Briefly, Memory, lend
from scheduler.settings import Settings
from scheduler.store import database, full_disk
from scheduler.store.database import Session
from scheduler.store.glance import Glance, Glances
from scheduler.store.vault import Vault

_GLANCE = "glance"


@dataclass(frozen=True, slots=True)
class Town:
    """One for each application; `town()` gives it to a view."""

    sessions: database.Sessions
    settings: Settings
    vault: Vault
    clock: Callable[[], datetime]
    hasher: PasswordHasher
    memory: Memory = field(default_factory=Memory)
    brief: Briefly = field(default_factory=Briefly)
    glances: Glances = field(init=False)

    KEY: ClassVar[str] = "redvest"

    def __post_init__(self) -> None:
        object.__setattr__(self, "glances", Glances(self.sessions))

    @property
    def now(self) -> datetime:
        return self.clock()


def town() -> Town:
    """The town that the application in force serves."""
    found: Town = current_app.extensions[Town.KEY]
    return found


def sessions() -> database.Sessions:
    """Makes sessions, for use-cases that open transactions of their own. What was glanced with is given back first: who
    holds a connection and waits for another keeps everybody waiting."""
    _give_back()
    return town().sessions


@contextmanager
def transaction() -> Iterator[Session]:
    """All of a request's changes, or none."""
    with full_disk.told_of(), database.transaction(sessions()) as session:
        lend(session, town().memory)
        yield session


@contextmanager
def reading() -> Iterator[Session]:
    """One moment of the database, for a request that changes nothing."""
    with database.reading(sessions()) as session:
        lend(session, town().memory)
        yield session


def glance() -> Glance:
    """A connection for a question or two that are asked all day, the same one until more is asked of the database."""
    found: Glance | None = g.get(_GLANCE)
    if found is None:
        found = town().glances.glance()
        setattr(g, _GLANCE, found)
    return found


def install(app: Flask) -> None:
    app.teardown_appcontext(_give_back)


def _give_back(_: BaseException | None = None) -> None:
    """The connection that was glanced with."""
    found: Glance | None = g.pop(_GLANCE, None)
    if found is not None:
        found.close()
