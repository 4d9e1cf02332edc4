"""`redvest remind`: what would go out at a moment, with masked phones; and planning it by hand, once."""

import pytest
from sqlalchemy import func, select

from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.reminders import Reminder
from scheduler.store.units import Unit
from scheduler.store.users import UserRole
from scheduler.store.vault import Vault
from tests.conftest import KEY
from tests.scheduler.askers import an_admin, an_asker
from tests.scheduler.commands.conftest import Redvest
from tests.scheduler.reminders.told import a_corner, a_crew

AT = ("remind", "--at", "2026-11-30 18:30")


@pytest.fixture(autouse=True)
def evening(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        corner = a_corner(session)
        corner.people["v1"].phone_sealed = Vault([KEY]).seal("13800005678")
        a_crew(session, corner, "v1", "v2")
        an_admin(session)
        an_asker(session, UserRole.COORDINATOR, "wang", unit=session.scalars(select(Unit)).one())


def written(sessions: Sessions) -> int:
    with reading(sessions) as session:
        return session.scalars(select(func.count()).select_from(Reminder)).one()


def test_a_dry_run_shows_who_would_be_told_what(redvest: Redvest, sessions: Sessions) -> None:
    ran = redvest("--as", "boss", *AT, "--dry-run")

    assert ran.code == 0
    assert "11-30 18:30" in ran.out
    assert "明日值守" in ran.out
    assert "138****5678" in ran.out
    assert "13800005678" not in ran.out
    assert "07:30–08:30 路口一" in ran.out
    assert ran.out.endswith("共 2 条\n")
    assert written(sessions) == 0


def test_the_texts_can_be_read_in_full(redvest: Redvest) -> None:
    assert "张三，您在12月1日 周二有 1 次值守：" in redvest("--as", "boss", *AT, "--dry-run", "--full").out


def test_planned_by_hand_it_is_planned_once(redvest: Redvest, sessions: Sessions) -> None:
    first, second = (redvest("--as", "boss", *AT) for _ in range(2))

    assert first.out == "已安排 2 条提醒，由时钟发送\n"
    assert second.out == "这个时刻没有要安排的提醒，或已经安排过了\n"
    assert written(sessions) == 2


def test_a_minute_without_slots_says_so(redvest: Redvest) -> None:
    ran = redvest("--as", "boss", "remind", "--at", "2026-11-30 18:31", "--dry-run")

    assert ran.out.startswith("2026-11-30 18:31 没有要发的提醒")


def test_only_the_towns_admin_may(redvest: Redvest, sessions: Sessions) -> None:
    assert [redvest("--as", "wang", *AT, *more).code for more in ((), ("--dry-run",))] == [1, 1]
    assert written(sessions) == 0


@pytest.mark.parametrize("moment", ["18:30", "2026-13-01 18:30", "明天"])
def test_what_is_no_moment_is_refused(redvest: Redvest, moment: str) -> None:
    ran = redvest("--as", "boss", "remind", "--at", moment, "--dry-run")

    assert ran.code == 2
    assert "--at" in ran.err
