"""A glance tells again what was told, and never what is not so any more."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select, update

from scheduler.settings import Settings
from scheduler.store.database import Sessions, close_database, open_database, reading, transaction
from scheduler.store.glance import Glances
from scheduler.store.question import Question, as_it_is, given
from scheduler.store.units import Unit
from tests.scheduler.rows import a_unit

_NAMES = Question(select(Unit.name).where(Unit.code == given("code")), as_it_is)


@pytest.fixture(autouse=True)
def unit(sessions: Sessions) -> None:
    """u1, 住建局."""
    with transaction(sessions) as session:
        a_unit(session)


@pytest.fixture
def others(settings: Settings) -> Iterator[Sessions]:
    """Another process at the same database."""
    others = open_database(settings)
    yield others
    close_database(others)


def rename(sessions: Sessions, name: str) -> None:
    with transaction(sessions) as session:
        session.execute(update(Unit).values(name=name))


def told(glances: Glances) -> list[str]:
    """What one glance is told of u1."""
    glance = glances.glance()
    try:
        return [row.name for row in _NAMES.ask(glance, code="u1")]
    finally:
        glance.close()


def finding(glances: Glances) -> bool:
    """Whether the next glance would look for itself."""
    glance, found = glances.glance(), []
    glance.kept("word", lambda: found.append(True))
    glance.close()
    return bool(found)


def test_what_was_told_is_told_again(sessions: Sessions) -> None:
    glances = Glances(sessions)

    assert [finding(glances) for _ in range(3)] == [True, False, False]
    assert [told(glances) for _ in range(3)] == [["住建局"]] * 3


def test_a_change_is_seen_by_the_next_glance(sessions: Sessions) -> None:
    glances = Glances(sessions)
    told(glances)

    rename(sessions, "教育局")

    assert told(glances) == ["教育局"]


def test_a_change_by_another_process_is_seen_by_the_next_glance(sessions: Sessions, others: Sessions) -> None:
    here, there = Glances(sessions), Glances(others)
    assert (told(here), told(there)) == (["住建局"], ["住建局"])

    rename(others, "教育局")

    assert (told(here), told(there)) == (["教育局"], ["教育局"])


def test_each_of_many_changes_is_seen(sessions: Sessions, others: Sessions) -> None:
    glances = Glances(sessions)
    seen = []
    for n in range(20):
        rename((sessions, others)[n % 2], f"第{n}")
        seen += [*told(glances), *told(glances)]

    assert seen == [f"第{n // 2}" for n in range(40)]


def test_what_is_not_committed_is_not_told_and_then_is(sessions: Sessions) -> None:
    glances = Glances(sessions)
    with transaction(sessions) as session:
        session.execute(update(Unit).values(name="教育局"))
        during = told(glances)

    assert (during, told(glances)) == (["住建局"], ["教育局"])


def test_to_look_changes_nothing(sessions: Sessions) -> None:
    glances = Glances(sessions)
    finding(glances)

    with reading(sessions) as session:
        session.scalars(select(Unit)).all()
    told(glances)

    assert not finding(glances)


def test_what_is_found_late_is_not_told_to_who_comes_after_the_change(sessions: Sessions) -> None:
    glances = Glances(sessions)
    slow = glances.glance()
    slow.kept("begun", lambda: None)
    rename(sessions, "教育局")
    finding(glances)

    slow.kept("name", lambda: "住建局")

    glance = glances.glance()
    assert glance.kept("name", lambda: "教育局") == "教育局"
    for one in (slow, glance):
        one.close()


def test_what_is_kept_is_bounded(sessions: Sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scheduler.store.glance._MOST", 2)
    glances = Glances(sessions)
    for word in "abc":
        glance = glances.glance()
        glance.kept(word, lambda: None)
        glance.close()

    assert finding(glances)
    glance = glances.glance()
    assert glance.kept("a", lambda: "anew") == "anew"
    glance.close()


def test_after_the_database_was_closed_it_is_asked_anew(sessions: Sessions, others: Sessions) -> None:
    glances = Glances(sessions)
    told(glances)

    sessions.kw["bind"].dispose()
    rename(others, "教育局")

    assert told(glances) == ["教育局"]
