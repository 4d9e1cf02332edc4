"""The street whose roster is solved, and who hands files in."""

import pytest

from scheduler.services.access import Asker
from scheduler.store.database import Sessions, transaction
from tests.scheduler.askers import an_admin
from tests.scheduler.street import Street, a_street


@pytest.fixture
def street(sessions: Sessions) -> Street:
    with transaction(sessions) as session:
        return a_street(session)


@pytest.fixture
def boss(sessions: Sessions) -> Asker:
    """The admin of a town of nothing."""
    with transaction(sessions) as session:
        return an_admin(session)
