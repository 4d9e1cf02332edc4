"""Who asks REST."""

import pytest
from flask.testing import FlaskClient

from scheduler.store.database import Sessions, transaction
from tests.api.conftest import Program
from tests.scheduler.askers import an_admin
from tests.scheduler.street import Street


@pytest.fixture
def admin(sessions: Sessions, program: Program) -> FlaskClient:
    """A program of the town's admin."""
    with transaction(sessions) as session:
        boss = an_admin(session)
    return program(user_id=boss.user_id)


@pytest.fixture
def mine(street: Street, program: Program) -> FlaskClient:
    """Asks for v2, who stands with v1, the leader, on the first day."""
    return program(volunteer_id=street.people[1].id)
