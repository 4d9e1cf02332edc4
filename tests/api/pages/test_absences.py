"""Leave over pages: answered by who plans the unit, with the duties that it hits."""

from datetime import UTC, datetime

import pytest

from scheduler.services import absences
from scheduler.store.database import Sessions, transaction
from scheduler.store.users import Holding, UserRole
from tests.api.pages.conftest import Reader, ReaderOf
from tests.api.pages.filled_in import filled_in
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


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("search=张", True, id="a piece of the name"),
        pytest.param("search=zhangs", True, id="how it sounds"),
        pytest.param("search=ls", False, id="somebody else"),
        pytest.param("unit=u1", True, id="their unit"),
        pytest.param("unit=u2", False, id="another unit"),
        pytest.param("since=2026-12-01&until=2026-12-01", True, id="the day itself"),
        pytest.param("since=2026-12-02", False, id="from the day after"),
        pytest.param("until=2026-11-30", False, id="up to the day before"),
    ],
)
def test_leave_is_found_by_who_and_when(admin: Reader, query: str, found: bool) -> None:
    assert ("外出学习" in admin.text(f"/absences/?{query}")) is found


def test_before_a_yes_its_page_says_which_duties_it_would_hit_and_who_could_stand_in(admin: Reader) -> None:
    page = admin.text("/absences/1")

    assert "影响 1 次已发布的值守" in page
    assert "批准的话，要另找人" in page
    assert "/rosters/dec/cannot-come?who=v1&amp;since=2026-12-01&amp;until=2026-12-01" in page


def test_several_are_answered_at_once_or_none_is(admin: Reader) -> None:
    admin.send("/absences/new", who="v2", first="2026-12-03", reason="二")
    admin.send("/absences/new", who="v3", first="2026-12-03", reason="三")

    with_one_that_is_not_there = admin.send("/absences/several", number=["1", "99"])
    nothing = admin.send("/absences/several")
    without_why = admin.send("/absences/several", number=["1", "2"], answer="refuse", why="")
    waiting = admin.text("/absences/")
    admin.send("/absences/several", number=["1", "2"])
    refused = admin.send("/absences/several", number=["3"], answer="refuse", why="人手不够", state="asked", search="v3")

    assert [one.status_code for one in (with_one_that_is_not_there, nothing, without_why)] == [404, 422, 422]
    assert all(f'value="{number}"' in waiting for number in (1, 2, 3))
    assert refused.location == "/absences/?state=asked&search=v3"
    assert [name in admin.text("/absences/?state=approved") for name in ("外出学习", ">二<", ">三<")] == [
        True,
        True,
        False,
    ]


def test_leave_is_noted_for_somebody_and_granted_at_once(admin: Reader) -> None:
    made = admin.send("/absences/new", who="v2", first="2026-12-01", last="2026-12-02", approve="1")

    assert made.location == "/absences/2"
    page = admin.text("/absences/2")
    assert "12月1日 周二 – 12月2日 周三" in page
    assert "已批准" in page


def test_a_name_that_is_half_remembered_is_offered_to_choose_from(admin: Reader) -> None:
    asked = admin.send("/absences/new", who="lis", first="2026-12-01")
    made = admin.send("/absences/new", who="lis", chosen="v2", first="2026-12-01")

    assert (asked.status_code, "李四" in asked.text) == (404, True)
    assert made.location == "/absences/2"


@pytest.mark.parametrize(
    "said",
    [
        pytest.param({"last": "2026-11-30"}, id="ends before it begins"),
        pytest.param({"first": "someday"}, id="no day"),
        pytest.param({"from": "eight"}, id="no hour"),
    ],
)
def test_what_is_no_time_is_refused_where_it_was_typed(admin: Reader, said: dict[str, str]) -> None:
    answer = admin.send("/absences/new", **{"who": "v2", "first": "2026-12-01", "reason": "出差", **said})

    assert (answer.status_code, 'value="出差"' in answer.text) == (422, True)


def test_leave_is_put_right_and_its_history_says_by_whom(admin: Reader) -> None:
    admin.send("/absences/1", **{**filled_in(admin.text("/absences/1"), "change"), "from": "08:00", "until": "18:00"})
    admin.send("/absences/1/refuse", why="那天没有人手")

    page = admin.text("/absences/1")

    assert "2026-12-01 00:00</del>" in page
    assert "2026-12-01 08:00</ins>" in page
    assert "那天没有人手" in page
    assert "2026-12-01 08:00 – 2026-12-01 18:00" in page
    assert 'id="change"' not in page


def test_what_somebody_else_changed_meanwhile_is_not_written_over(admin: Reader) -> None:
    looked_at = filled_in(admin.text("/absences/1"), "change")
    admin.send("/absences/1", **{**looked_at, "reason": "学习"})

    late = admin.send("/absences/1", **{**looked_at, "reason": "出差"})

    assert (late.status_code, "刚才已有人改了这次请假" in late.text) == (409, True)
    assert 'value="出差"' in late.text


def test_leave_that_is_not_wanted_any_more_is_taken_back(admin: Reader) -> None:
    admin.send("/absences/1/withdraw")

    assert "外出学习" in admin.text("/absences/?state=withdrawn")
