"""One import as a test makes it: plan and apply in one transaction, as the admin unless it says who."""

from collections.abc import Callable

import pytest
from cryptography.fernet import Fernet
from sqlalchemy.orm import Session

from scheduler.exchange.town_file import Reading
from scheduler.services.access import Asker
from scheduler.services.imports import Plan, Source, apply, plan
from scheduler.store.vault import Vault
from tests.scheduler.rows import NOW

Take = Callable[[Session, Asker, Reading], Plan]
SOURCE = Source("town.xlsx", "ab" * 32)


@pytest.fixture(scope="session")
def vault() -> Vault:
    return Vault([Fernet.generate_key().decode()])


@pytest.fixture
def look(vault: Vault) -> Take:
    """Plans only."""
    return lambda session, who, reading: plan(session, who, reading, vault=vault, now=NOW)


@pytest.fixture
def take(vault: Vault) -> Take:
    """Plans and applies; gives the plan."""

    def take(session: Session, who: Asker, reading: Reading) -> Plan:
        planned = plan(session, who, reading, vault=vault, now=NOW)
        apply(session, who, planned, vault=vault, source=SOURCE, now=NOW)
        return planned

    return take
