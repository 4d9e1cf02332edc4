"""Warming: a process that serves packs what the town is asked for as soon as an entry of the audit says it changed."""

from api.serving.warming import Warming
from api.town import Town
from scheduler.services.memory import lend, packed
from scheduler.services.rosters import find
from scheduler.services.shifts import change
from scheduler.settings import Settings
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.vault import Vault
from tests.api.conftest import CHEAP
from tests.scheduler.rows import NOW
from tests.scheduler.street import a_published_roster, a_street, the_shift


def test_a_process_that_serves_has_the_town_packed_before_it_is_asked(sessions: Sessions, settings: Settings) -> None:
    with transaction(sessions) as session:
        street = a_street(session)
        a_published_roster(session, street, ("01-p1", "v1"), ("01-p1", "v2"))
    town = Town(sessions, settings, Vault(settings.keys), lambda: NOW, CHEAP)
    warming = Warming(town)

    assert (warming.look(), warming.look()) == (1, 0)
    with transaction(sessions) as session:
        change(session, street.admin, "dec", the_shift("01-p1"), headcount=4, now=NOW)
    assert (warming.look(), warming.look()) == (1, 0)

    with reading(sessions) as session:
        lend(session, town.memory)
        assert packed(session, find(session, street.admin, "dec"))
