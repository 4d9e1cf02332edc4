"""The calendar's pages: a year, a day set by hand, the notice looked at and taken in."""

import pytest

from scheduler.store.database import Sessions, transaction
from scheduler.store.users import UserRole
from tests.api.pages.conftest import Reader, ReaderOf
from tests.api.pages.filled_in import filled_in
from tests.scheduler.askers import an_asker

NOTICE = "元旦：1月1日（周五）至3日（周日）放假，共3天。1月9日（周六）上班。"
DAY = "/data/calendar/2027-01-09"


@pytest.fixture
def admin(sessions: Sessions, reader: ReaderOf) -> Reader:
    with transaction(sessions) as session:
        boss = an_asker(session, UserRole.ADMIN, "boss")
    return reader(user_id=boss.user_id)


def test_a_year_whose_notice_is_not_out_says_so(admin: Reader) -> None:
    assert "还没有公布" in admin.text("/data/calendar/?year=2027")
    assert "还没有公布" not in admin.text("/data/calendar/?year=2026")


def test_a_day_is_set_by_hand_and_given_back(admin: Reader) -> None:
    admin.send(DAY, seen=admin.seen(DAY), kind="makeup", name="元旦")
    said = admin.text(DAY)
    admin.send(DAY, seen=admin.seen(DAY), kind="makeup", unset="1")

    assert "本市改定的" in said
    assert "本市改定的" not in admin.text(DAY).partition("历史")[0]
    assert "休息日 → 调休上班" in said


def test_a_day_that_somebody_changed_meanwhile_is_looked_at_again(admin: Reader) -> None:
    seen = admin.seen(DAY)
    admin.send(DAY, seen=seen, kind="makeup")

    assert admin.send(DAY, seen=seen, kind="holiday").status_code == 409


def test_a_notice_is_shown_then_taken_in(admin: Reader) -> None:
    page = admin.send("/data/calendar/notice", text=NOTICE).text
    fingerprint = page.split('name="fingerprint" value="')[1].split('"')[0]

    answer = admin.send("/data/calendar/notice", text=NOTICE, fingerprint=fingerprint)

    assert "2027 年会改 4 天" in page
    assert answer.status_code == 302
    assert "按国务院通知" in admin.text(DAY)


def test_a_notice_that_cannot_be_right_says_where(admin: Reader) -> None:
    page = admin.send("/data/calendar/notice", text=NOTICE.replace("周五", "周四")).text

    assert "年份对吗" in page
    assert 'name="fingerprint"' not in page


def test_who_plans_looks_at_the_calendar_and_changes_nothing(sessions: Sessions, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        wang = an_asker(session, UserRole.COORDINATOR, "wang")
    planner = reader(user_id=wang.user_id)

    assert filled_in(planner.text(DAY), "none") == {}
    assert 'name="kind"' not in planner.text(DAY)
    assert planner.send(DAY, seen="", kind="rest").status_code == 403
    assert planner.get("/data/calendar/notice").status_code == 403
