"""The street that most use-cases are tried on."""

import pytest
from sqlalchemy.orm import Session

from tests.scheduler.street import Street, a_street


@pytest.fixture
def street(session: Session) -> Street:
    return a_street(session)
