"""Generating over pages: asked for once, watched, called off."""

import pytest
from sqlalchemy import delete, func, select, update

from scheduler import runs
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.duties import Duty
from scheduler.store.patterns import ShiftPattern
from scheduler.store.runs import Run, RunState
from scheduler.store.shifts import Shift
from scheduler.store.slots import ClockBeat
from scheduler.store.users import UserRole
from tests.api.pages.conftest import Reader, ReaderOf
from tests.scheduler.rows import NOW, added
from tests.scheduler.solved import work
from tests.scheduler.street import a_drafted_roster, a_street, an_asker


@pytest.fixture
def admin(sessions: Sessions, reader: ReaderOf) -> Reader:
    """An admin of a street with a draft."""
    with transaction(sessions) as session:
        street = a_street(session)
        a_drafted_roster(session, street)
    return reader(user_id=street.admin.user_id)


def states(sessions: Sessions) -> list[RunState]:
    with reading(sessions) as session:
        return list(session.scalars(select(Run.state).order_by(Run.id)))


def test_asking_queues_a_run_and_shows_it(sessions: Sessions, admin: Reader) -> None:
    asked = admin.send("/rosters/dec/run", seconds="60")

    assert asked.location == "/rosters/dec/run"
    assert states(sessions) == [RunState.QUEUED]
    assert 'data-state="queued"' in admin.text(asked.location)


def test_asking_twice_joins_the_run_that_is_there(sessions: Sessions, admin: Reader) -> None:
    admin.send("/rosters/dec/run", seconds="60")
    admin.send("/rosters/dec/run", seconds="300")

    assert states(sessions) == [RunState.QUEUED]


def test_what_is_solved_are_the_shifts_of_today(sessions: Sessions, admin: Reader) -> None:
    with transaction(sessions) as session:
        session.execute(update(ShiftPattern).values(headcount="3"))

    admin.send("/rosters/dec/run", seconds="60")

    assert "已更新 8 个班次" in admin.text("/rosters/dec/run")
    with reading(sessions) as session:
        assert session.scalar(select(func.sum(Shift.headcount))) == 24


def test_without_a_clock_the_page_says_that_nothing_will_happen(sessions: Sessions, admin: Reader) -> None:
    admin.send("/rosters/dec/run", seconds="60")

    before = admin.text("/rosters/dec/run")
    with transaction(sessions) as session:
        added(session, ClockBeat(by="host:1:a", started_at=NOW, beat_at=NOW))
    after = admin.text("/rosters/dec/run")

    assert ("没有时钟进程在运行" in before, "没有时钟进程在运行" in after) == (True, False)


def test_stopping_gives_the_draft_back(sessions: Sessions, admin: Reader) -> None:
    admin.send("/rosters/dec/run", seconds="60")

    admin.send("/rosters/dec/run/stop")

    assert states(sessions) == [RunState.CANCELLED]
    assert "已停止，排班表和以前一样" in admin.text("/rosters/dec/run")


def test_a_run_that_is_done_leads_to_the_roster(sessions: Sessions, admin: Reader) -> None:
    admin.send("/rosters/dec/run", seconds="5")
    work(sessions, runs.claim(sessions, now=NOW))

    page = admin.text("/rosters/dec/run")

    assert "排好了。16 个席位都有人。" in page
    assert "空岗与原因" not in page
    assert 'data-state="done"' in page


def test_a_run_that_leaves_a_seat_empty_leads_to_the_reasons(sessions: Sessions, admin: Reader) -> None:
    admin.send("/rosters/dec/run", seconds="5")
    work(sessions, runs.claim(sessions, now=NOW))
    with transaction(sessions) as session:
        session.execute(delete(Duty).where(Duty.id == select(func.min(Duty.id)).scalar_subquery()))

    page = admin.text("/rosters/dec/run")

    assert "排好了。16 个席位里还有 1 个空着。" in page
    assert 'href="/rosters/dec/vacancies"' in page


@pytest.mark.parametrize("seconds", ["", "0", "3601", "soon", "-5", "²"])
def test_impossible_seconds_are_refused(sessions: Sessions, admin: Reader, seconds: str) -> None:
    assert admin.send("/rosters/dec/run", seconds=seconds).status_code == 422
    assert states(sessions) == []


def test_a_viewer_watches_and_does_not_ask(sessions: Sessions, admin: Reader, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        viewer = an_asker(session, "guest", UserRole.VIEWER)
    guest = reader(user_id=viewer.user_id)

    assert guest.send("/rosters/dec/run", seconds="60").status_code == 403
    assert "开始排班" not in guest.text("/rosters/dec/run")
    with reading(sessions) as session:
        assert session.scalar(select(func.count()).select_from(Run)) == 0
