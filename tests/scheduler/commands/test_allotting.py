"""`redvest stewardship plan, plans, compare, apply` as an admin types them."""

import pytest

from scheduler.language import choose
from scheduler.store.database import Sessions, reading, transaction
from tests.scheduler.commands.conftest import Redvest
from tests.scheduler.services.allotting.planned import a_town, held

PLAN = ("stewardship", "plan", "2026-12-01", "--days", 30, "--absence", 0, "--change", 0)


@pytest.fixture
def boss(sessions: Sessions, redvest: Redvest, monkeypatch: pytest.MonkeyPatch) -> Redvest:
    """`redvest` for the admin of a town with one junction that is too much for its unit."""
    monkeypatch.setenv("REDVEST_AS", "boss")
    with transaction(sessions) as session:
        a_town(session)
    return redvest


def test_where_there_is_no_plan_yet_it_says_how_to_make_one(boss: Redvest) -> None:
    ran = boss("stewardship", "plans")

    assert (ran.code, ran.out) == (0, "还没有分包方案：用 redvest stewardship plan 编一个\n")


def test_a_plan_is_made_looked_at_compared_and_applied(boss: Redvest, sessions: Sessions) -> None:
    made = boss(*PLAN)
    assert made.code == 0
    assert "单位u1：人均 12.0 班/月，建议并入单位u2" in made.out
    assert "最重的单位人均 6.0 班/月" in made.out

    assert "单位u1、单位u2" in boss("stewardship", "plans", 1, "--all").out
    assert "1 个点位有变，0 个不变；最重的单位人均 12.0 → 6.0 班/月" in boss("stewardship", "compare", 1).out
    assert "1 个点位有变" in boss("stewardship", "apply", 1, "--from", "2026-12-01", "--dry-run").out
    applied = boss("stewardship", "apply", 1, "--from", "2026-12-01")
    assert "从 2026-12-01 起改签 1 个点位：新签 1 份，解除 0 份" in applied.out
    with reading(sessions) as session:
        assert [contract[0] for contract in held(session)] == ["u1", "u2"]


def test_how_far_a_plan_is_is_told_in_the_language_that_was_asked_for(boss: Redvest) -> None:
    try:
        made = boss("--lang", "en", *PLAN)
    finally:
        choose(None)

    assert "duties a person and month" in made.out
    assert "班/月" not in made.out


def test_what_if_stands_beside_the_plan_without_it(boss: Redvest) -> None:
    ran = boss(*PLAN, "--add", "new=30@116.70,39.52", "--lose", "u2", "--cap", "u1=2")

    assert ran.code == 0
    # 120 and 30 duties a month for ten people who count for a half each.
    assert "最重的单位人均 30.0 班/月" in ran.out
    assert "不变动时" in ran.out


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("--district", "c"), id="a district of nothing"),
        pytest.param(("--cap", "u1=often"), id="a cap in words"),
        pytest.param(("--add", "new=30"), id="a point nowhere"),
    ],
)
def test_what_cannot_be_read_is_wrong_usage(boss: Redvest, words: tuple[str, ...]) -> None:
    assert boss(*PLAN, *words).code == 2


def test_it_speaks_english(boss: Redvest) -> None:
    ran = boss("--lang", "en", *PLAN)

    assert "12.0 duties a person and month: let it be joined by 单位u2" in ran.out


def test_a_plan_is_taken_back(boss: Redvest, sessions: Sessions) -> None:
    boss(*PLAN)
    boss("stewardship", "apply", 1, "--from", "2026-12-01")

    ran = boss("stewardship", "take-back", 1)

    assert (ran.code, ran.out.strip()) == (0, "已撤回：1 个点位的分包和启用以前一样")
    with reading(sessions) as session:
        assert [contract[0] for contract in held(session)] == ["u1"]
