"""A published roster mended from its page: who leaves, who comes, told at once; without any script."""

import pytest
from sqlalchemy import func, select

from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.reminders import Reminder
from scheduler.store.users import UserRole
from tests.api.pages.conftest import Reader, ReaderOf
from tests.scheduler.askers import an_asker
from tests.scheduler.street import HELD, a_published_roster, a_street, the_shift

SHIFT = f"/rosters/dec/shifts/{the_shift('01-p1')}"
OTHER = f"/rosters/dec/shifts/{the_shift('01-p2')}"


@pytest.fixture
def admin(sessions: Sessions, reader: ReaderOf) -> Reader:
    """An admin of a street whose published roster holds v1 and v2 on 1 December at p1."""
    with transaction(sessions) as session:
        street = a_street(session)
        a_published_roster(session, street, *HELD, ("01-p2", "v5"))
    return reader(user_id=street.admin.user_id)


def changed(sessions: Sessions) -> int:
    """How many were told of a change."""
    with reading(sessions) as session:
        return session.scalar(select(func.count()).where(Reminder.kind == "changed")) or 0


def test_the_days_lead_to_who_could_come(admin: Reader) -> None:
    days = admin.text("/rosters/dec?view=days")
    shift = admin.text(SHIFT)
    offered = admin.text(f"{SHIFT}/mend?out=v2")

    assert f'href="{OTHER}/mend"' in days  # one is missing there
    assert f'href="{SHIFT}"' in days
    assert (f'href="{SHIFT}/mend?out=v2"' in shift, "移除" in shift) == (True, True)
    assert "换下 李四" in offered
    assert 'name="into" value="v4"' in offered
    # v5 stands at the other junction.
    assert "同时另有值守" in offered


def test_whoever_is_chosen_comes_and_both_are_told(admin: Reader, sessions: Sessions) -> None:
    done = admin.send(f"{SHIFT}/mend", out="v2", into="v4", expected="2", day="2026-12-01")

    assert done.location == "/rosters/dec?view=days&day=2026-12-01"
    assert "已改好并通知 2 人，现在是第 4 版" in admin.text("/rosters/dec")
    assert changed(sessions) == 2


def test_a_rule_that_speaks_against_it_is_named_and_may_be_gone_against_with_a_reason(
    admin: Reader, sessions: Sessions
) -> None:
    refused = admin.send(f"{SHIFT}/mend", out="v2", into="v5", expected="2")
    done = admin.send(f"{SHIFT}/mend", out="v2", into="v5", expected="2", override="两处相邻")

    assert (refused.status_code, done.status_code) == (422, 302)
    assert "时间重叠" in refused.text
    assert 'name="override"' in refused.text
    assert changed(sessions) == 2


def test_somebody_who_is_typed_by_name_comes_and_one_whom_nobody_knows_does_not(admin: Reader) -> None:
    unknown = admin.send(f"{SHIFT}/mend", out="v2", into="郑王", expected="2")
    typed = admin.send(f"{SHIFT}/mend", out="v2", into="赵六", expected="2")

    assert (unknown.status_code, typed.status_code) == (404, 302)
    assert "没有志愿者 郑王" in unknown.text


def test_who_was_slower_is_told_so(admin: Reader) -> None:
    admin.send(f"{SHIFT}/mend", out="v2", expected="2")

    late = admin.send(f"{SHIFT}/mend", out="v1", expected="2")

    assert late.status_code == 409
    assert "有了改动" in late.text


def test_who_only_looks_sees_no_way_to_change(admin: Reader, sessions: Sessions, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        viewer = an_asker(session, UserRole.VIEWER, "guest")
    guest = reader(user_id=viewer.user_id)

    assert "/mend" not in guest.text(SHIFT) + guest.text("/rosters/dec?view=days")
    assert guest.get(f"{SHIFT}/mend").status_code == 403
    assert "/mend" not in admin.text(f"{SHIFT}?version=1")
