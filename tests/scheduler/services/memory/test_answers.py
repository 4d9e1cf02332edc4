"""Answers: whatever is changed, whoever remembers what was asked is told the same as whoever asks anew."""

from contextlib import suppress
from datetime import date
from random import Random

import pytest
from sqlalchemy.orm import Session

from scheduler.errors import Refusal
from scheduler.services.access import Asker
from scheduler.services.board.choices import choices
from scheduler.services.board.narrowing import Narrowing
from scheduler.services.board.people import people
from scheduler.services.board.posts import posts
from scheduler.services.coverage.causes import causes
from scheduler.services.coverage.roster import figures
from scheduler.services.memory import Memory, kept, lend
from scheduler.services.memory.answers import Answers
from scheduler.services.memory.mark import Mark
from scheduler.services.overview import standing
from scheduler.services.roster_parts import Part
from scheduler.services.rosters import find
from scheduler.store.database import Sessions, reading, transaction
from tests.scheduler.services.memory.test_following import CHANGES
from tests.scheduler.street import Street

FIRST = Mark(changes=1, last=1, version=1, published=1)
WEEK = Part(since=date(2026, 12, 1), until=date(2026, 12, 8))


@pytest.mark.parametrize("seed", range(6))
def test_what_is_remembered_is_what_is_found_anew(sessions: Sessions, street: Street, seed: int) -> None:
    memory, random = Memory(), Random(seed)
    for _ in range(6):
        _all(sessions, street.admin, memory)
        with suppress(Refusal), transaction(sessions) as session:
            random.choice(CHANGES)(session, street, random)

        assert _all(sessions, street.admin, memory) == _all(sessions, street.admin, Memory())


def _all(sessions: Sessions, who: Asker, memory: Memory) -> list[object]:
    """Whatever of the roster is remembered."""
    with reading(sessions) as session:
        lend(session, memory)
        version = find(session, who, "dec").version
        vacant = Narrowing(vacant=True)
        return [
            standing(session, who, "dec"),
            standing(session, who, "dec", 0),
            posts(session, who, "dec", version, Narrowing()),
            posts(session, who, "dec", version, vacant, part=WEEK),
            people(session, who, "dec", version, Narrowing(person="v1"), part=WEEK),
            choices(session, who, "dec"),
            figures(session, who, "dec"),
            causes(session, who, "dec"),
        ]


def test_an_answer_is_found_once_while_nothing_changes() -> None:
    answers, found = Answers(), iter(range(9))
    first = answers.told("posts", FIRST, lambda: next(found))

    assert answers.told("posts", FIRST, lambda: next(found)) == first
    assert answers.told("posts", FIRST._replace(version=2), lambda: next(found)) != first


def test_of_too_many_answers_the_one_not_asked_for_longest_is_let_go() -> None:
    answers, found = Answers(most=2), iter(range(9))
    for question in ("posts", "people", "posts", "choices"):
        answers.told(question, FIRST, lambda: next(found))

    assert answers.told("posts", FIRST, lambda: next(found)) == 0
    assert answers.told("people", FIRST, lambda: next(found)) == 3


def test_whoever_changes_things_finds_everything_anew(sessions: Sessions, street: Street) -> None:
    memory, found = Memory(), iter(range(9))

    def ask(session: Session) -> int:
        lend(session, memory)
        return kept(session, find(session, street.admin, "dec"), "posts", lambda: next(found))

    with reading(sessions) as session:
        first = ask(session)
    with transaction(sessions) as session:
        assert ask(session) != first
    with reading(sessions) as session:
        assert ask(session) == first
