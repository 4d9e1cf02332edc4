"""Leave over pages: answered by who plans the unit, with the duties that it hits."""

from datetime import UTC, datetime

import pytest

from scheduler.services import absences
from scheduler.store.database import Sessions, transaction
from scheduler.store.users import Holding, UserRole
from tests.api.pages.conftest import Reader, ReaderOf
from tests.scheduler.askers import a_coordinator, an_asker
from tests.scheduler.rows import NOW, a_unit, added
from tests.scheduler.street import HELD, a_published_roster, a_street


@pytest.fixture
def admin(sessions: Sessions, reader: ReaderOf) -> Reader:
    """An admin of a published street, of which v1 asked for leave on the first day and for nothing else."""
    with transaction(sessions) as session:
        street = a_street(session)
        a_published_roster(session, street, *HELD)
        begins, ends = datetime(2026, 11, 30, 16, tzinfo=UTC), datetime(2026, 12, 1, 16, tzinfo=UTC)
        absences.ask(session, street.admin, "v1", starts_at=begins, ends_at=ends, reason="外出学习", now=NOW)
    return reader(user_id=street.admin.user_id)


def test_what_waits_is_said_with_the_rosters_and_shown_in_full(admin: Reader) -> None:
    assert "1 份请假等您批" in admin.text("/rosters/")
    assert "外出学习" in admin.text("/absences/")


def test_a_yes_names_the_duties_that_somebody_else_must_take(admin: Reader) -> None:
    admin.send("/absences/1/approve")

    assert "有 1 次已发布的值守要另找人（dec）" in admin.text("/absences/")
    assert "外出学习" in admin.text("/absences/?state=approved")


def test_a_no_needs_a_reason(admin: Reader) -> None:
    without = admin.send("/absences/1/refuse", why=" ")
    with_reason = admin.send("/absences/1/refuse", why="那天没有人手")

    assert (without.status_code, with_reason.status_code) == (422, 302)
    assert "没有等您批的请假" in admin.text("/absences/")


def test_the_leave_of_another_unit_is_not_there(sessions: Sessions, admin: Reader, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        other = a_coordinator(session, a_unit(session, "apart"))
    wang = reader(user_id=other.user_id)

    assert "外出学习" not in wang.text("/absences/")
    assert wang.send("/absences/1/approve").status_code == 404


@pytest.mark.parametrize(("query", "status"), [("state=asleep", 404), ("page=0", 422), ("state=", 200)])
def test_only_states_that_there_are(admin: Reader, query: str, status: int) -> None:
    assert admin.get(f"/absences/?{query}").status_code == status


def test_who_only_sees_the_unit_is_offered_no_answer(sessions: Sessions, admin: Reader, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        viewer = an_asker(session, UserRole.VIEWER, "guest")
        wang = a_coordinator(session, a_unit(session, "apart"))
        added(session, Holding(user_id=wang.user_id, role=UserRole.VIEWER, granted_at=NOW))

    pages = [reader(user_id=who.user_id).text("/absences/") for who in (viewer, wang)]

    assert [("外出学习" in page, "批准</button>" in page) for page in pages] == [(True, False), (True, False)]
    assert "批准</button>" in admin.text("/absences/")
