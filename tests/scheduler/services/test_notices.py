"""The notice of a year taken into the calendar: shown first, done exactly so, and the town's own word stays."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Forbidden, Invalid
from scheduler.services.notices import apply_notice, plan_notice
from scheduler.services.year import one, set_day
from scheduler.store.calendar import DayKind, DaySource
from scheduler.store.users import UserRole
from tests.scheduler.askers import an_admin, an_asker
from tests.scheduler.rows import NOW

NEW_YEAR = "元旦：1月1日（周五）至3日（周日）放假，共3天。1月9日（周六）上班。"
WHOLE = """关于2027年部分节假日安排的通知
元旦：1月1日放假。 春节：2月5日至12日放假，共8天。
清明节：4月5日放假。
劳动节：5月1日至5日放假。5月8日上班。
国庆节：10月1日至7日放假。
"""
WEEK_AFTER = date(2027, 1, 9)


def test_what_the_notice_would_change_is_shown_and_nothing_is_written(session: Session) -> None:
    plan = plan_notice(session, an_admin(session), NEW_YEAR, now=NOW)

    assert (plan.year, plan.whole, plan.faults) == (2027, False, ())
    assert {change.after.day: change.after.kind for change in plan.changes}[WEEK_AFTER] is DayKind.MAKEUP
    assert one(session, WEEK_AFTER).kind is DayKind.REST


def test_exactly_that_is_done(session: Session) -> None:
    boss = an_admin(session)
    plan = plan_notice(session, boss, NEW_YEAR, now=NOW)

    apply_notice(session, boss, NEW_YEAR, fingerprint=plan.fingerprint, now=NOW)

    day = one(session, WEEK_AFTER)
    assert (day.kind, day.name, day.source) == (DayKind.MAKEUP, "元旦", DaySource.OFFICIAL)
    assert plan_notice(session, boss, NEW_YEAR, now=NOW).changes == ()


def test_a_notice_of_the_whole_year_leaves_nothing_to_guess(session: Session) -> None:
    boss = an_admin(session)
    plan = plan_notice(session, boss, WHOLE, now=NOW)

    apply_notice(session, boss, WHOLE, fingerprint=plan.fingerprint, now=NOW)

    plain = one(session, date(2027, 3, 3))
    assert (plan.whole, plain.kind, plain.source) == (True, DayKind.WORKDAY, DaySource.OFFICIAL)


def test_the_towns_own_word_stays(session: Session) -> None:
    boss = an_admin(session)
    set_day(session, boss, WEEK_AFTER, DayKind.REST, now=NOW)

    plan = plan_notice(session, boss, NEW_YEAR, now=NOW)
    apply_notice(session, boss, NEW_YEAR, fingerprint=plan.fingerprint, now=NOW)

    assert [change.after.day for change in plan.kept] == [WEEK_AFTER]
    assert one(session, WEEK_AFTER).source is DaySource.EDITED


def test_a_calendar_that_changed_meanwhile_is_looked_at_again(session: Session) -> None:
    boss = an_admin(session)
    plan = plan_notice(session, boss, NEW_YEAR, now=NOW)
    set_day(session, boss, WEEK_AFTER, DayKind.REST, now=NOW)

    with pytest.raises(Conflict):
        apply_notice(session, boss, NEW_YEAR, fingerprint=plan.fingerprint, now=NOW)


def test_a_notice_with_faults_does_nothing(session: Session) -> None:
    boss = an_admin(session)

    with pytest.raises(Invalid) as refused:
        apply_notice(session, boss, "元旦：2027年1月1日（周一）放假", fingerprint="", now=NOW)

    assert len(refused.value.faults) == 1


def test_only_the_towns_admin_takes_a_notice_in(session: Session) -> None:
    planner = an_asker(session, UserRole.COORDINATOR, "planner")

    with pytest.raises(Forbidden):
        plan_notice(session, planner, NEW_YEAR, now=NOW)
