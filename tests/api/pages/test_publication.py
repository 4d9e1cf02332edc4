"""Publishing over pages: seen first, done once, never against a rule without a reason."""

import pytest
from sqlalchemy import func, select

from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.reminders import Reminder
from scheduler.store.rosters import Roster, RosterState
from tests.api.pages.conftest import Reader, ReaderOf
from tests.scheduler.street import a_roster_with, a_street


def told(sessions: Sessions) -> int:
    """How many messages lie in the outbox."""
    with reading(sessions) as session:
        return session.scalar(select(func.count()).select_from(Reminder)) or 0


def test_everybody_who_will_be_told_is_shown_with_their_words(sessions: Sessions, admin: Reader) -> None:
    page = admin.text("/rosters/dec/publish")

    assert "发布并通知 3 人" in page
    assert "张三，您在《" in page
    assert told(sessions) == 0


def test_who_cannot_read_it_is_counted_before_and_afterwards_their_links_are_next(admin: Reader) -> None:
    before = admin.text("/rosters/dec/publish")
    admin.send("/rosters/dec/publish", expected="1")
    after = admin.text("/rosters/dec")

    told = [page.count("3 人还没有个人链接，也没有别的途径收到通知") for page in (before, after)]
    assert told == [1, 0]
    assert '<a href="/links/">发个人链接</a>' in before
    assert '通知 3 人 <a href="/links/">给 3 人发个人链接</a>' in after


@pytest.mark.parametrize("typed", ["王五", "wangwu", "ww", "v3"])
def test_a_search_shows_one_of_them(admin: Reader, typed: str) -> None:
    page = admin.text(f"/rosters/dec/publish?person={typed}")

    assert ("王五，您在" in page, "张三，您在" in page) == (True, False)


def test_pressed_twice_it_is_published_once(sessions: Sessions, admin: Reader) -> None:
    first = admin.send("/rosters/dec/publish", expected="1")
    second = admin.send("/rosters/dec/publish", expected="1")

    assert first.location == second.location == "/rosters/dec"
    assert "这一版已经发布，每人只通知一次" in admin.text("/rosters/dec")
    assert told(sessions) == 3


def test_a_version_that_is_not_the_newest_is_not_published(sessions: Sessions, admin: Reader) -> None:
    answer = admin.send("/rosters/dec/publish", expected="7")

    assert answer.status_code == 409
    assert "已有新的一版" in answer.text
    assert told(sessions) == 0


def test_against_a_hard_rule_only_with_a_reason(sessions: Sessions, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        street = a_street(session, spans=[[450, 510], [480, 540]])
        a_roster_with(session, street, ("01-p1", "v1"), ("01-p2", "v1"))  # at two points at once
    admin = reader(user_id=street.admin.user_id)

    page = admin.text("/rosters/dec/publish")
    without = admin.send("/rosters/dec/publish", expected="1", reason=" ")
    with_reason = admin.send("/rosters/dec/publish", expected="1", reason="两处相邻")

    assert "时间重叠" in page
    assert (without.status_code, with_reason.status_code) == (422, 302)
    with reading(sessions) as session:
        assert session.scalars(select(Roster.state)).one() is RosterState.PUBLISHED


def test_what_is_published_leads_back_to_the_roster(admin: Reader) -> None:
    admin.send("/rosters/dec/publish", expected="1")

    assert admin.get("/rosters/dec/publish").location == "/rosters/dec"
    assert "第 2 版已经发布" in admin.text("/rosters/dec")
