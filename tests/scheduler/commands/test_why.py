"""`redvest why` and `redvest what-if`, as they are typed."""

import pytest

from scheduler.store.database import Sessions, transaction
from tests.scheduler.commands.conftest import Redvest
from tests.scheduler.street import HELD, a_roster_with, a_street


@pytest.fixture
def typed(sessions: Sessions, redvest: Redvest, monkeypatch: pytest.MonkeyPatch) -> Redvest:
    """`redvest` for the admin of the street, on whose roster "dec" everybody serves once at most."""
    with transaction(sessions) as session:
        street = a_street(session)
        for person in street.people:
            person.cap_week = 1
        a_roster_with(session, street, *HELD)
    monkeypatch.setenv("REDVEST_AS", "admin")
    return redvest


def cells(out: str) -> dict[str, list[str]]:
    """By the first word of each line the rest of it; a line of one word is left out."""
    lines = (line.split() for line in out.splitlines())
    return {words[0]: words[1:] for words in lines if words[1:]}


def test_the_whole_roster_is_accounted_for(typed: Redvest) -> None:
    ran = typed("why", "dec")

    assert ran.code == 0
    # Thirteen of sixteen seats are empty: 13 x 1000, and seven shifts have no leader: 7 x 600.
    assert "空岗 13,000、缺岗位角色 4,200" in ran.out
    assert "16 个席位，空 13 个" in ran.out
    assert "负担最重：" in ran.out
    assert "可考虑：每人每周多值 1 次：8 人多值，补上 8 个空位" in ran.out


def test_one_shift_has_a_table_of_who_is_kept_away_by_what(typed: Redvest) -> None:
    ran = typed("why", "dec", "1203-p1-0730")

    assert "原因：8 人：5 可以来，3 达上限" in ran.out
    assert "有人可以直接来：redvest repair dec --fill 2" in ran.out


def test_why_not_somebody_in_particular(typed: Redvest) -> None:
    ran = typed("why", "dec", "1203-p1-0730", "张三")

    assert "张三（财政局）从 12月1日 周二 起的一周有 2 次值守，每周最多 1 次" in ran.out


def test_what_is_supposed_stands_beside_what_could_be(typed: Redvest) -> None:
    ran = typed("what-if", "dec", "--lose", "u2")
    solved = typed("what-if", "dec", "--cap", "week", "1", "--seconds", "20")

    assert cells(ran.out)["空岗"] == ["8", "12", "+4"]
    assert "这是估计" in ran.out
    assert "已证明代价不低于" in solved.out


def test_a_unit_drops_out_from_a_day_on_and_a_point_is_staffed_by_its_own_headcount(typed: Redvest) -> None:
    late = typed("what-if", "dec", "--lose", "u2", "--since", "2026-12-02")
    wide = typed("what-if", "dec", "--like", "p1", "--headcount", "3")
    after = typed("what-if", "dec", "--lose", "u2", "--since", "2027-01-01")

    # On the first day half of its four can still serve, once each. Four shifts of three are twelve seats more.
    assert cells(late.out)["空岗"] == ["8", "10", "+2"]
    assert cells(wide.out)["席位"] == ["16", "28", "+12"]
    assert (after.code, after.err) == (1, "这一天在排班表之后：2027-01-01\n")


def test_nothing_supposed_is_refused(typed: Redvest) -> None:
    ran = typed("what-if", "dec")

    assert (ran.code, ran.err.count("\n")) == (1, 1)
