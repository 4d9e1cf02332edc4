"""The examination: from the machine to the town; what rests on something ill is not looked at."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from scheduler.services.doctor import machine, town
from scheduler.services.doctor.finding import Finding, Health
from scheduler.settings import Settings
from scheduler.store.database import close_database, open_database, reading
from scheduler.store.vault import Vault


def examine(settings: Settings, *, key_file: Path | None, now: datetime) -> tuple[Finding, ...]:
    """Everything there is to say; nothing is changed. `key_file` is where the key is kept, None for elsewhere."""
    return tuple(_examined(settings, key_file, now))


def _examined(settings: Settings, key_file: Path | None, now: datetime) -> Iterator[Finding]:
    key = tuple(machine.key(settings, key_file))
    yield from key
    database = machine.database(settings)
    yield database
    if database.health is Health.ILL:
        return
    sessions = open_database(settings)
    try:
        yield machine.writable(sessions)
        with reading(sessions) as session:
            yield town.accounts(session)
            yield from town.calendar(now)
            yield town.runs(session, now)
            yield town.patterns(session)
            yield from town.points(session, now)
            yield from town.units(session, now)
            yield from town.people(session, now)
            if all(one.health is not Health.ILL for one in key):
                yield from town.phones(session, Vault(settings.keys))
    finally:
        close_database(sessions)
