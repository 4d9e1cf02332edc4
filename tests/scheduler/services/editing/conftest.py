"""Keys for phones, and what the audit says."""

from collections.abc import Callable
from typing import Any

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.store.audit import AuditEntry
from scheduler.store.vault import Vault

Told = Callable[[], list[tuple[str, str, str, Any, Any]]]


@pytest.fixture(scope="session")
def vault() -> Vault:
    return Vault([Fernet.generate_key().decode()])


@pytest.fixture
def told(session: Session) -> Told:
    """told(): verb, noun, ref, before and after of every entry of the audit."""
    return lambda: [
        (one.verb, one.noun, one.ref, one.detail.get("before"), one.detail.get("after"))
        for one in session.scalars(select(AuditEntry).order_by(AuditEntry.id))
    ]
