"""A roster asked for by its days: found again, or made; and why there is none where nothing is to be staffed."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Invalid
from scheduler.services.redrafting import create_or_refresh
from scheduler.services.rosters import NewRoster
from scheduler.store.patterns import ShiftPattern
from scheduler.store.stewardship import Stewardship
from scheduler.store.users import UserRole
from tests.scheduler.rows import NOW
from tests.scheduler.street import DAYS, START, Street, a_drafted_roster, an_asker

# 5 and 6 December 2026 are a Saturday and a Sunday, 1 and 2 October a holiday.
WEEKEND = date(2026, 12, 5)


def test_asking_again_gives_the_same_draft(session: Session, street: Street) -> None:
    asked = NewRoster(START, DAYS, unit="u1")

    codes = {create_or_refresh(session, street.admin, asked, now=NOW).code for _ in range(2)}

    assert codes == {"2026-12-u1"}


def test_a_code_stands_for_its_days_and_scope(session: Session, street: Street) -> None:
    a_drafted_roster(session, street)

    with pytest.raises(Conflict, match="排班表 dec 已有，是全市的 2026-12-01 – 2026-12-04；"):
        create_or_refresh(session, street.admin, NewRoster(START, DAYS + 1, code="dec"), now=NOW)


def test_of_a_code_outside_ones_scope_only_that_it_is_taken_is_said(session: Session, street: Street) -> None:
    a_drafted_roster(session, street)
    who = an_asker(session, "u1er", UserRole.COORDINATOR, unit_id=street.units[0].id)

    with pytest.raises(Conflict, match=r"^已有排班表 dec$"):
        create_or_refresh(session, who, NewRoster(START, DAYS, code="dec", unit="u1"), now=NOW)


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        pytest.param(
            {"start": WEEKEND, "days": 2},
            "没有班次模板安排这些日子：12月5日 周六 – 12月6日 周日，2 天休息日",
            id="a weekend where workdays are staffed",
        ),
        pytest.param({"start": WEEKEND, "days": 1}, "12月5日 周六，1 天休息日", id="one day"),
        pytest.param({"unit": "c", "start": date(2026, 10, 8)}, "没有分包的点位", id="before anybody answers"),
    ],
)
def test_a_roster_without_a_shift_is_refused_with_the_reason(
    session: Session, street: Street, asked: dict[str, Any], why: str
) -> None:
    with pytest.raises(Invalid, match=f"没有可排的班次：.*{why}"):
        create_or_refresh(session, street.admin, NewRoster(**{"start": START, "days": DAYS, **asked}), now=NOW)


def test_a_town_without_points_or_patterns_has_no_shift(session: Session, street: Street) -> None:
    pattern = session.scalars(select(ShiftPattern)).one()
    for change, why in (
        ({"points": ["p9"]}, "班次模板在这些日子安排的不是这里的点位"),
        ({"active": False}, "没有启用的班次模板"),
    ):
        for name, value in change.items():
            setattr(pattern, name, value)

        with pytest.raises(Invalid, match=why):
            create_or_refresh(session, street.admin, NewRoster(START, DAYS), now=NOW)
    for point in street.points:
        point.ended_on = START - timedelta(days=1)
    with pytest.raises(Invalid, match="范围里没有点位"):
        create_or_refresh(session, street.admin, NewRoster(START, DAYS, code="later"), now=NOW)


def test_a_units_points_have_no_shift_while_nobody_of_it_answers_for_them(session: Session, street: Street) -> None:
    for row in session.scalars(select(Stewardship)):
        row.from_day, row.until_day = WEEKEND, None

    with pytest.raises(Invalid, match="安排的不是这里的点位"):
        create_or_refresh(session, street.admin, NewRoster(START, DAYS + 2, unit="u1"), now=NOW)
