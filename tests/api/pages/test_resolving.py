"""A part of a published roster, thought over anew by a run: looked at on its page, then taken or left."""

import pytest

from scheduler import runs
from scheduler.store.database import Sessions, reading
from tests.api.pages.conftest import Reader, ReaderOf
from tests.scheduler.rows import NOW
from tests.scheduler.solved import work
from tests.scheduler.street import HELD, Street, standing, the_duties, the_shift

PART, RUN, ANSWER = (f"/rosters/dec/run{rest}" for rest in ("/part", "", "/proposal"))
DAY = {"since": "2026-12-03", "until": "2026-12-03", "point": "p1", "seconds": "60"}


@pytest.fixture
def admin(street: Street, reader: ReaderOf) -> Reader:
    """The admin of a published street; nobody stands at p1 on the third."""
    return reader(user_id=street.admin.user_id)


@pytest.fixture
def done(sessions: Sessions, admin: Reader) -> Reader:
    """The same, who has let a run think about that shift."""
    admin.send(PART, **DAY)
    work(sessions, runs.claim(sessions, now=NOW))
    return admin


def test_it_is_a_run_like_any_other_and_the_roster_says_so(admin: Reader) -> None:
    asked = admin.send(PART, **DAY)

    assert asked.location == RUN
    assert 'data-state="queued"' in admin.text(RUN)
    assert "正在重排一部分" in admin.text("/rosters/dec")


def test_who_would_come_is_shown_and_nothing_is_done(sessions: Sessions, done: Reader) -> None:
    page = done.text(RUN)

    assert "改前 → 改后" in page
    assert page.count("12月3日") == 3  # the part that was asked for, and two who come
    assert "有一个重排建议等您决定" in done.text("/rosters/dec")
    with reading(sessions) as session:
        assert standing(session) == the_duties(*HELD)


def test_what_was_shown_is_taken_at_a_press(sessions: Sessions, done: Reader) -> None:
    taken = done.send(ANSWER, run="1", take="1")

    assert taken.location == "/rosters/dec"
    assert "已改好，现在是第 3 版" in done.text("/rosters/dec")
    assert "这个重排建议已经采用" in done.text(RUN)
    with reading(sessions) as session:
        come = standing(session) - the_duties(*HELD)
    assert [duty.shift for duty in come] == [the_shift("03-p1")] * 2


def test_what_was_shown_is_left(sessions: Sessions, done: Reader) -> None:
    done.send(ANSWER, run="1")

    assert "没有改动，排班表和以前一样" in done.text("/rosters/dec")
    assert "这个重排建议没有采用" in done.text(RUN)
    with reading(sessions) as session:
        assert standing(session) == the_duties(*HELD)


def test_what_was_decided_is_refused(done: Reader) -> None:
    done.send(ANSWER, run="1")

    assert done.send(ANSWER, run="1", take="1").status_code == 409


def test_a_part_without_shifts_is_refused(admin: Reader) -> None:
    assert admin.send(PART, **(DAY | {"point": "nowhere"})).status_code == 422
