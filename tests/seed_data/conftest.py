"""Loads made-up towns the only way they come in: as a file, through the import."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scheduler import clock
from scheduler.exchange.importing import read_town
from scheduler.services import imports, users
from scheduler.services.access import asker
from scheduler.services.imports import Plan
from scheduler.services.users import EVERYTHING
from scheduler.settings import Settings
from scheduler.store.database import Sessions, transaction
from scheduler.store.users import UserRole
from scheduler.store.vault import Vault
from seed_data.town import Town

NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)

Load = Callable[[Town], Plan]


@pytest.fixture
def load(sessions: Sessions, settings: Settings, tmp_path: Path) -> Load:
    """Takes a town's workbook in as the user "admin", and gives the plan that was carried out."""
    with transaction(sessions) as session:
        users.add(session, None, "admin", "管理员", role=UserRole.ADMIN, scope=EVERYTHING, now=NOW)

    def loaded(town: Town) -> Plan:
        file = tmp_path / "town.xlsx"
        file.write_bytes(town.workbook())
        reading = read_town(file, today=clock.today(NOW))
        vault = Vault(settings.keys)
        with transaction(sessions) as session:
            who = asker(session, "admin")
            plan = imports.plan(session, who, reading, vault=vault, now=NOW)
            imports.apply(session, who, plan, vault=vault, source=imports.fingerprint(file), now=NOW)
        return plan

    return loaded
