"""`redvest rosters` and `show` for who looks after one unit: what is theirs in the roster that others keep."""

import pytest

from scheduler.store.database import Sessions, transaction
from tests.scheduler.askers import a_coordinator
from tests.scheduler.commands.conftest import Redvest
from tests.scheduler.rows import a_unit
from tests.scheduler.street import a_published_roster, a_street


@pytest.fixture
def wang(sessions: Sessions, redvest: Redvest, monkeypatch: pytest.MonkeyPatch) -> Redvest:
    """`redvest` for who looks after u1: v6 comes to their p1, v2 of theirs stands at p2 beside v5."""
    with transaction(sessions) as session:
        street = a_street(session)
        duties = (("01-p1", "v1"), ("01-p1", "v6"), ("01-p2", "v2"), ("01-p2", "v5"))
        a_published_roster(session, street, *duties)
        a_coordinator(session, street.units[0])
        a_coordinator(session, a_unit(session, "u9"), "zhao")
    monkeypatch.setenv("REDVEST_AS", "wang")
    return redvest


def test_the_list_has_the_rosters_of_others(wang: Redvest) -> None:
    told = wang("rosters").out

    assert "全市2026年12月排班表" in told
    assert "别人的表，只读" in told


def test_what_is_shown_is_theirs(wang: Redvest) -> None:
    matrix, listed, people = (wang("show", "dec", *how).out for how in ((), ("--list",), ("--by", "person")))

    assert "07:30 张三 孙八" in matrix
    assert "07:30 李四 另有 1 人" in matrix
    assert "另有 1 人" in listed
    assert ("李四" in people, "孙八" in people) == (True, False)
    assert "钱七" not in matrix + listed + people
    assert "只有与您有关的" in matrix


def test_of_older_versions_and_of_nothing_there_is_a_refusal(wang: Redvest, monkeypatch: pytest.MonkeyPatch) -> None:
    older = wang("show", "dec", "--version", "1")
    monkeypatch.setenv("REDVEST_AS", "zhao")
    nothing = wang("show", "dec")

    assert (older.code, nothing.code) == (1, 1)
    assert "只能看发布的第 2 版" in older.err
    assert "没有排班表 dec" in nothing.err
