"""The street whose roster is solved."""

import pytest

from scheduler.store.database import Sessions, transaction
from tests.scheduler.street import Street, a_street


@pytest.fixture
def street(sessions: Sessions) -> Street:
    with transaction(sessions) as session:
        return a_street(session)
