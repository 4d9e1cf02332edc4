"""Memory: the same for everybody who asks, never older than the town, and no more than it may hold."""

from datetime import timedelta

from scheduler.clock import at
from scheduler.services import absences
from scheduler.services.adjusting import adjust
from scheduler.services.candidates import candidates
from scheduler.services.edits import Remove
from scheduler.services.judging import remembered
from scheduler.services.memory import Held, Memory, lend
from scheduler.services.rosters import find
from scheduler.store.database import Sessions, reading, transaction
from tests.scheduler.rows import NOW
from tests.scheduler.street import START, Street, a_published_roster, the_shift


def held(sessions: Sessions, street: Street, memory: Memory, code: str = "dec") -> Held:
    with reading(sessions) as session:
        return memory.held(session, find(session, street.admin, code))


def test_the_same_is_held_while_nothing_changes(sessions: Sessions, street: Street) -> None:
    memory = Memory()
    first = held(sessions, street, memory)

    assert held(sessions, street, memory) is first


def test_the_oldest_is_let_go_for_one_too_many(sessions: Sessions, street: Street) -> None:
    memory = Memory(most=1)
    with transaction(sessions) as session:
        a_published_roster(session, street, code="jan", start=START + timedelta(days=31))
    first = held(sessions, street, memory)
    held(sessions, street, memory, "jan")

    assert held(sessions, street, memory) is not first


def test_what_another_process_changes_is_seen_by_the_next_who_asks(sessions: Sessions, street: Street) -> None:
    memory = Memory()
    before = held(sessions, street, memory)
    with transaction(sessions) as session:
        adjust(session, street.admin, "dec", Remove(the_shift("01-p1"), "v2"), now=NOW)

    after = held(sessions, street, memory)

    assert {duty.volunteer for duty in before.duties - after.duties} == {"v2"}
    assert after.version == before.version + 1


def test_who_reads_on_sees_their_own_moment_whatever_is_held_by_then(sessions: Sessions, street: Street) -> None:
    memory = Memory()
    with reading(sessions) as earlier:
        roster = find(earlier, street.admin, "dec")
        before = memory.held(earlier, roster).duties
        with transaction(sessions) as session:
            adjust(session, street.admin, "dec", Remove(the_shift("01-p1"), "v2"), now=NOW)
        assert held(sessions, street, memory).duties != before

        assert memory.held(earlier, roster).duties == before


def test_what_comes_to_nothing_leaves_nothing_behind(sessions: Sessions, street: Street) -> None:
    memory = Memory()
    before = held(sessions, street, memory).duties
    with sessions() as session:
        lend(session, memory)
        adjust(session, street.admin, "dec", Remove(the_shift("01-p1"), "v2"), now=NOW)
        assert remembered(session, find(session, street.admin, "dec")).duties != before
        session.rollback()
    with transaction(sessions) as session:
        adjust(session, street.admin, "dec", Remove(the_shift("02-p1"), "v3"), now=NOW)

    after = held(sessions, street, memory).duties

    assert {duty.volunteer for duty in before - after} == {"v3"}


def leave(sessions: Sessions, street: Street, memory: Memory, days: int) -> list[Held]:
    """What is held before v4 asks for leave so many days after the roster begins, after that, and once it is given."""
    first = at(START + timedelta(days=days), 0)
    found = [held(sessions, street, memory)]
    with transaction(sessions) as session:
        asked = absences.ask(session, street.admin, "v4", starts_at=first, ends_at=first + timedelta(days=1), now=NOW)
    found.append(held(sessions, street, memory))
    with transaction(sessions) as session:
        absences.approve(session, street.admin, asked.number, now=NOW)
    return [*found, held(sessions, street, memory)]


def test_leave_that_is_only_asked_for_changes_nothing_and_approved_it_does(sessions: Sessions, street: Street) -> None:
    before, asked, approved = leave(sessions, street, Memory(), days=1)

    assert asked is before
    assert approved is not before
    assert approved.problem.volunteer["v4"].away != before.problem.volunteer["v4"].away


def test_what_changes_nothing_of_the_roster_leaves_what_is_held_as_it_is(sessions: Sessions, street: Street) -> None:
    before, _, approved = leave(sessions, street, Memory(), days=400)

    assert approved is before


def test_asking_who_could_come_leaves_what_is_held_as_it_was(sessions: Sessions, street: Street) -> None:
    memory = Memory()
    known = held(sessions, street, memory)
    pairs = known.board.pairs()
    with reading(sessions) as session:
        lend(session, memory)
        found = candidates(session, street.admin, "dec", the_shift("01-p1"), most=8, instead_of="v2")

    assert {one.volunteer for one in found} == {"v3", "v4", "v5", "v6", "v7", "v8"}
    assert known.board.pairs() == pairs
    assert held(sessions, street, memory) is known
