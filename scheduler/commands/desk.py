"""What every command finds on its desk: settings, database, who is asking, and somewhere to write."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property

import click
from rich.console import Console
from sqlalchemy.orm import Session

from scheduler import clock
from scheduler.errors import Misconfigured
from scheduler.language import say
from scheduler.services.access import Asker, asker
from scheduler.settings import Settings
from scheduler.store import full_disk
from scheduler.store.database import Sessions, close_database, open_database, reading, transaction
from scheduler.store.revision import require_current
from scheduler.store.vault import Vault


class Desk:
    """Opened lazily, so that help and templates need no database. `console` colours only on a terminal."""

    def __init__(self, login: str | None = None) -> None:
        self._login = login
        self.console = Console(highlight=False, soft_wrap=True)
        self.errors = Console(stderr=True, highlight=False, soft_wrap=True)

    @cached_property
    def settings(self) -> Settings:
        return Settings.from_env()

    @cached_property
    def sessions(self) -> Sessions:
        """Raises Misconfigured unless the database is there and up to date."""
        require_current(self.settings)
        return open_database(self.settings)

    @cached_property
    def vault(self) -> Vault:
        return Vault(self.settings.keys)

    @property
    def now(self) -> datetime:
        return clock.now()

    @contextmanager
    def asking(self) -> Iterator[tuple[Session, Asker]]:
        """One transaction and who asks in it."""
        with full_disk.told_of(), transaction(self.sessions) as session:
            yield session, asker(session, self.login)

    @contextmanager
    def looking(self) -> Iterator[tuple[Session, Asker]]:
        """The same for a command that only reads."""
        with reading(self.sessions) as session:
            yield session, asker(session, self.login)

    @property
    def login(self) -> str:
        """Whom the command acts as: `--as`, else REDVEST_AS. Raises Misconfigured when neither says."""
        login = self._login or self.settings.operator
        if not login:
            raise Misconfigured(say("请说明以谁的身份操作：redvest --as 账号 …，或设置 REDVEST_AS"))
        return login

    def close(self) -> None:
        """Let go of the database, if it was opened."""
        if "sessions" in self.__dict__:
            close_database(self.sessions)


pass_desk = click.make_pass_decorator(Desk)
