"""What tests of the service may ask for beside the database."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from scheduler.store.database import Sessions, transaction


@pytest.fixture
def session(sessions: Sessions) -> Iterator[Session]:
    """One transaction, kept when the test ends well."""
    with transaction(sessions) as session:
        yield session
