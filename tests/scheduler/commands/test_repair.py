"""`redvest repair`: somebody cannot come, as it is typed."""

import pytest

from scheduler.store.database import Sessions, transaction
from tests.scheduler.commands.conftest import Redvest
from tests.scheduler.street import HELD, a_roster_with, a_street


@pytest.fixture
def typed(sessions: Sessions, redvest: Redvest, monkeypatch: pytest.MonkeyPatch) -> Redvest:
    """`redvest` for the admin of the street, whose roster "dec" has 张三 and 李四 on 1201-p1-0730."""
    with transaction(sessions) as session:
        a_roster_with(session, a_street(session), *HELD)
    monkeypatch.setenv("REDVEST_AS", "admin")
    return redvest


def test_a_proposal_names_who_steps_in_and_who_else_could(typed: Redvest) -> None:
    ran = typed("repair", "dec", "--away", "李四", "2026-12-01", "2026-12-01")

    assert ran.code == 0
    assert "− 李四（财政局）  12月1日 周二 07:30–08:30 路口1" in ran.out
    assert "+ 赵六（财政局）  12月1日 周二 07:30–08:30 路口1（清早有空" in ran.out
    assert "    2. 王五（财政局）" in ran.out
    assert "惊动 1 人" in ran.out
    assert typed("rosters").out.splitlines()[-1].split()[-1] == "1"


def test_a_proposal_taken_is_the_next_version(typed: Redvest) -> None:
    ran = typed("repair", "dec", "--off", "1201-p1-0730", "李四", "--take", "--reason", "出差")

    assert ran.code == 0
    assert "已补岗，现在是第 2 版" in ran.out
    assert "补岗" in typed("rosters", "dec").out


def test_a_shift_is_filled_enlarged_or_made(typed: Redvest) -> None:
    new = ("--new", "p2", "2026-12-03 14:00", "2026-12-03 15:00", "1")

    ran = typed("repair", "dec", "--fill", "1203-p1-0730", "--headcount", "1201-p1-0730", "3", *new)

    assert ran.code == 0
    assert ran.out.count("已补上") == 3


def test_what_nobody_knows_is_said_in_one_line(typed: Redvest) -> None:
    ran = typed("repair", "dec", "--away", "王麻子", "2026-12-01", "2026-12-01")

    assert (ran.code, ran.err.count("\n")) == (1, 1)
