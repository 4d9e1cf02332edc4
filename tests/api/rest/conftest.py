"""Who asks REST."""

import pytest
from flask.testing import FlaskClient

from scheduler.store.database import Sessions, transaction
from tests.api.conftest import Program
from tests.scheduler.askers import an_admin


@pytest.fixture
def admin(sessions: Sessions, program: Program) -> FlaskClient:
    """A program of the town's admin."""
    with transaction(sessions) as session:
        boss = an_admin(session)
    return program(user_id=boss.user_id)
