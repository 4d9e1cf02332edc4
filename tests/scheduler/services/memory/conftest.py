"""What processes remember of a town: the street, its roster published."""

import pytest

from scheduler.store.database import Sessions, transaction
from tests.scheduler.street import Street, a_published_roster, a_street

CREWS = (("01-p1", "v1"), ("01-p1", "v2"), ("02-p1", "v1"), ("02-p1", "v3"))


@pytest.fixture
def street(sessions: Sessions) -> Street:
    """The street with a published roster, which every process may see."""
    with transaction(sessions) as session:
        street = a_street(session)
        a_published_roster(session, street, *CREWS)
    return street
