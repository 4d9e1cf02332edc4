"""Warming: what is asked for is packed before anybody waits for it, the same as whoever asks would pack it."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from scheduler.services.audit import note
from scheduler.services.memory import Held, Memory, lend, packed, warm
from scheduler.services.memory.memory import WARMED
from scheduler.services.rosters import find
from scheduler.services.shifts import change
from scheduler.store.database import Sessions, reading, transaction
from tests.scheduler.rows import NOW
from tests.scheduler.street import DAYS, START, Street, a_roster_with, the_shift

LATER = START + timedelta(days=DAYS)


def resize(session: Session, street: Street, headcount: int) -> None:
    """A change of the town around every roster."""
    change(session, street.admin, "dec", the_shift("01-p1"), headcount=headcount, now=NOW)


def warmed(sessions: Sessions, memory: Memory) -> int:
    with reading(sessions) as session:
        return warm(session, memory, today=START)


def is_packed(sessions: Sessions, street: Street, memory: Memory, code: str = "dec") -> bool:
    with reading(sessions) as session:
        lend(session, memory)
        return packed(session, find(session, street.admin, code))


def ask(sessions: Sessions, street: Street, memory: Memory) -> Held:
    with reading(sessions) as session:
        return memory.held(session, find(session, street.admin, "dec"))


def test_what_people_were_told_is_packed_before_anybody_has_asked(sessions: Sessions, street: Street) -> None:
    memory = Memory()

    assert warmed(sessions, memory) == 1
    assert is_packed(sessions, street, memory)


def test_whoever_cannot_come_need_not_wait_either(sessions: Sessions, street: Street) -> None:
    memory = Memory()
    warmed(sessions, memory)

    assert {"board", "standing"} <= vars(ask(sessions, street, memory)).keys()


def test_a_draft_and_what_is_over_are_not_packed_for_nobody(sessions: Sessions, street: Street) -> None:
    memory = Memory()
    with transaction(sessions) as session:
        a_roster_with(session, street, code="draft", start=LATER)
    with reading(sessions) as session:
        assert warm(session, memory, today=LATER) == 0

    assert not is_packed(sessions, street, memory)
    assert not is_packed(sessions, street, memory, "draft")


def test_what_was_asked_for_is_packed_as_soon_as_the_town_has_changed(sessions: Sessions, street: Street) -> None:
    memory = Memory()
    before = ask(sessions, street, memory)
    with transaction(sessions) as session:
        resize(session, street, 4)
    assert not is_packed(sessions, street, memory)

    assert warmed(sessions, memory) == 1
    assert is_packed(sessions, street, memory)
    found = ask(sessions, street, memory)
    with reading(sessions) as session:
        anew = Held.of(session, find(session, street.admin, "dec"))
    assert found.problem == anew.problem != before.problem
    assert (found.duties, found.away, found.tally.costs) == (anew.duties, anew.away, anew.tally.costs)


def test_nothing_is_packed_again_while_nothing_changes(sessions: Sessions, street: Street) -> None:
    memory = Memory()
    warmed(sessions, memory)

    assert warmed(sessions, memory) == 0


@pytest.mark.parametrize(
    ("verb", "noun"), [("upload", "upload"), ("apply", "upload"), ("remember", "heading"), ("plan", "allotment")]
)
def test_what_is_handed_in_or_thought_up_is_nothing_of_the_town_yet(
    sessions: Sessions, street: Street, verb: str, noun: str
) -> None:
    memory = Memory()
    warmed(sessions, memory)
    with transaction(sessions) as session:
        note(session, street.admin, verb, noun, 1, now=NOW)

    assert is_packed(sessions, street, memory)


def test_what_nobody_asks_for_any_more_is_left_cold_in_the_end(sessions: Sessions, street: Street) -> None:
    memory = Memory()
    ask(sessions, street, memory)
    packings = []
    for step in range(WARMED + 1):
        with transaction(sessions) as session:
            resize(session, street, 3 + step % 2)
        packings.append(warmed(sessions, memory))

    assert packings == [1] * WARMED + [0]
    ask(sessions, street, memory)
    with transaction(sessions) as session:
        resize(session, street, 5)
    assert warmed(sessions, memory) == 1
