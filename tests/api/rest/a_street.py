"""The street as the tests of REST know it: its admin's program, and the roster dec."""

import pytest
from flask.testing import FlaskClient

from scheduler.store.database import Sessions, transaction
from tests.api.conftest import Program
from tests.scheduler.street import HELD, a_roster_with, a_street


@pytest.fixture
def client(sessions: Sessions, program: Program) -> FlaskClient:
    """Asks as the admin of a street whose roster dec holds v1 and v2 on 01-p1, v3 on 02-p1, as version 1."""
    with transaction(sessions) as session:
        street = a_street(session)
        a_roster_with(session, street, *HELD)
    return program(user_id=street.admin.user_id)
