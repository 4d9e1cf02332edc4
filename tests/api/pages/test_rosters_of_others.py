"""Who looks after one unit is led to what is theirs in the rosters of others, and nowhere else."""

from datetime import UTC, date, datetime

import pytest

from scheduler.services import absences
from scheduler.store.database import Sessions, transaction
from tests.api.pages.conftest import Reader, ReaderOf
from tests.scheduler.askers import a_coordinator
from tests.scheduler.rows import NOW
from tests.scheduler.street import Street, a_published_roster

FIRST_DAY = {"starts_at": datetime(2026, 11, 30, 16, tzinfo=UTC), "ends_at": datetime(2026, 12, 1, 16, tzinfo=UTC)}
A_SHIFT = 'href="/rosters/dec/shifts/20261201-p1-0730"'
THEIR_DAY = 'href="/rosters/dec/ours?view=days&amp;day=2026-12-01"'
STAND_IN = "/rosters/dec/cannot-come?"


@pytest.fixture
def wang(street: Street, sessions: Sessions, reader: ReaderOf) -> Reader:
    """Looks after u1, whose v1 stands in the town's roster on the first and asked for leave then."""
    with transaction(sessions) as session:
        absences.ask(session, street.admin, "v1", **FIRST_DAY, reason="看病", now=NOW)
        wang = a_coordinator(session, street.units[0])
    return reader(user_id=wang.user_id)


@pytest.fixture
def boss(wang: Reader, street: Street, reader: ReaderOf) -> Reader:
    """Looks after the town."""
    return reader(user_id=street.admin.user_id)


def test_the_list_leads_to_what_is_theirs_in_it(wang: Reader, boss: Reader) -> None:
    theirs, whole = wang.text("/rosters/"), boss.text("/rosters/")

    assert '<a href="/rosters/dec/ours">全市2026年12月排班表</a>' in theirs
    assert "别人的表里已经排了的，不用再排" in theirs
    assert "/rosters/dec/ours" not in whole


@pytest.mark.parametrize("page", ["/data/volunteers/one/v1", "/absences/1"])
def test_a_duty_leads_to_its_shift_or_to_what_of_its_day_is_theirs(wang: Reader, boss: Reader, page: str) -> None:
    theirs, whole = wang.text(page), boss.text(page)

    assert "2026-12-01 07:30 路口1" in theirs
    assert (A_SHIFT in theirs, A_SHIFT in whole) == (False, True)
    assert (THEIR_DAY in theirs, THEIR_DAY in whole) == (True, False)
    assert wang.get("/rosters/dec/ours?view=days&day=2026-12-01").status_code == 200


def test_for_the_duty_of_anothers_roster_its_keeper_finds_somebody(wang: Reader, boss: Reader) -> None:
    theirs, whole = wang.text("/absences/1"), boss.text("/absences/1")

    assert ("请排这张表的人另找" in theirs, STAND_IN in theirs) == (True, False)
    assert ("请排这张表的人另找" in whole, STAND_IN in whole) == (False, True)


def test_their_own_page_tells_whose_duty_waits_for_somebody_else(
    wang: Reader, boss: Reader, sessions: Sessions
) -> None:
    before = wang.text("/rosters/dec/ours")
    assert wang.send("/absences/1/approve").status_code == 302

    assert "本人来不了" not in before
    assert "我们的人有 1 次值守本人来不了" in wang.text("/rosters/dec/ours")
    assert "1 次值守本人来不了" in boss.text("/rosters/")


def test_rosters_that_are_over_are_folded_away(wang: Reader, street: Street, sessions: Sessions) -> None:
    with transaction(sessions) as session:
        a_published_roster(session, street, code="october", start=date(2026, 10, 12))

    page = wang.text("/rosters/")

    folded = page[page.index('<details class="fold">') :]
    assert "已经过去的 1 张" in folded
    assert ("/rosters/october/ours" in folded, "/rosters/dec/ours" in folded) == (True, False)
