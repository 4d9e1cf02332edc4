"""Settling: what stays is not looked through again and again, and what is let go is gone all the same."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from scheduler.services.memory import Held, Memory
from scheduler.services.memory.settling import resting, settle
from scheduler.services.rosters import find
from scheduler.services.shifts import change
from scheduler.store.database import Sessions, reading, transaction
from tests.scheduler.rows import NOW
from tests.scheduler.street import Street, a_published_roster, a_street, the_shift


@pytest.fixture(autouse=True)
def _thawed() -> Iterator[None]:
    """What these tests settle is theirs alone."""
    yield
    gc.unfreeze()


def held(sessions: Sessions, street: Street, memory: Memory) -> Held:
    with reading(sessions) as session:
        found = memory.held(session, find(session, street.admin, "dec"))
    found.prepare()
    return found


def test_a_town_that_was_replaced_is_gone_once_the_next_one_has_settled(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        street = a_street(session)
        a_published_roster(session, street, ("01-p1", "v1"), ("01-p1", "v2"))
    memory = Memory()
    replaced = weakref.ref(held(sessions, street, memory).town)
    settle()
    with transaction(sessions) as session:
        change(session, street.admin, "dec", the_shift("01-p1"), headcount=4, now=NOW)
    kept = weakref.ref(held(sessions, street, memory).town)
    settle()

    assert replaced() is None
    assert kept() is not None


def test_what_has_settled_is_left_out_of_what_is_looked_through() -> None:
    packed = [[1], [2]]
    assert any(one is packed for one in gc.get_objects())

    settle()

    assert not any(one is packed for one in gc.get_objects())


def test_the_collector_rests_for_a_block_and_works_as_before() -> None:
    with resting():
        assert not gc.isenabled()
    assert gc.isenabled()
