"""`redvest lend`: people of one grid come to another for a day, as it is typed."""

import re

import pytest

from scheduler.store.database import Sessions, reading, transaction
from tests.scheduler.commands.conftest import Redvest
from tests.scheduler.street import HELD, a_published_roster, a_street_of_two_grids, standing, the_shift


@pytest.fixture
def typed(sessions: Sessions, redvest: Redvest, monkeypatch: pytest.MonkeyPatch) -> Redvest:
    """`redvest` for the admin; on the first v1 and v2 are at p1 in g1, nobody is at p2 in g2."""
    with transaction(sessions) as session:
        street = a_street_of_two_grids(session)
        a_published_roster(session, street, *HELD)
    monkeypatch.setenv("REDVEST_AS", "admin")
    return redvest


def test_a_day_lists_who_is_missing_and_free(typed: Redvest) -> None:
    ran = typed("lend", "2026-12-01")

    assert ran.code == 0
    assert re.search(r"g2\s+二街道\s+2 ", ran.out)


def test_of_a_level_that_has_no_grids_none_are_listed(typed: Redvest) -> None:
    assert "二街道" in typed("lend", "2026-12-01", "--level", "street").out
    assert "二街道" not in typed("lend", "2026-12-01", "--level", "district").out


def test_who_would_come_is_named_and_nothing_is_kept(typed: Redvest, sessions: Sessions) -> None:
    ran = typed("lend", "2026-12-01", "g1", "g2")

    assert ran.code == 0
    assert "王五" in ran.out
    assert "赵六" in ran.out
    assert "这天缺人 2 → 0" in ran.out
    with reading(sessions) as session:
        assert len(standing(session)) == len(HELD)


def test_taken_they_are_on_the_roster(typed: Redvest, sessions: Sessions) -> None:
    ran = typed("lend", "2026-12-01", "g1", "g2", "--take")

    assert ran.code == 0
    with reading(sessions) as session:
        assert {duty.volunteer for duty in standing(session) if duty.shift == the_shift("01-p2")} == {"v3", "v4"}


def test_of_a_version_that_nobody_was_told_the_lent_are_not_told_either(typed: Redvest) -> None:
    typed("adjust", "dec", "remove", "1202-p1-0730", "v3", "--force", "改派")

    ran = typed("lend", "2026-12-01", "g1", "g2", "--take")

    assert "现在是第 4 版；还没有通知，发布时一并通知" in ran.out


def test_from_a_grid_to_none_is_wrong_usage(typed: Redvest) -> None:
    ran = typed("lend", "2026-12-01", "g1")

    assert (ran.code, "请写明到哪个网格" in ran.err) == (2, True)


def test_where_nobody_is_missing_nobody_is_taken(typed: Redvest, sessions: Sessions) -> None:
    ran = typed("lend", "2026-12-01", "g2", "g1", "--take")

    assert (ran.code, "一街道这一天不缺人" in ran.out, "没有人去，什么也没有变" in ran.out) == (0, True, True)
    with reading(sessions) as session:
        assert len(standing(session)) == len(HELD)


def test_a_grid_that_is_not_there_is_refused(typed: Redvest) -> None:
    assert typed("lend", "2026-12-01", "g9", "g2").code == 1


def test_a_day_that_is_none_is_wrong_usage(typed: Redvest) -> None:
    ran = typed("lend", "2026-12-99")

    assert (ran.code, "不是日期：2026-12-99" in ran.err) == (2, True)
