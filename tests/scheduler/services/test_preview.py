"""What a pattern makes of a month is known before anybody is rostered by it."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Invalid, NotFound
from scheduler.services.pattern_views import DaySpan
from scheduler.services.preview import preview
from scheduler.store.calendar import CalendarDay, DayKind
from scheduler.store.patterns import ShiftPattern, Theme
from scheduler.store.users import UserRole
from tests.scheduler.rows import added
from tests.scheduler.street import a_street, an_asker

DECEMBER = date(2026, 12, 1)


def test_a_month_is_counted_by_day(session: Session) -> None:
    street = a_street(session)

    found = preview(session, street.admin, "peak", DECEMBER)

    # December 2026 has 23 workdays; two junctions, one span, two people.
    assert (found.shifts, found.seats, found.doubled) == (46, 92, 0)
    assert [(one.kind, one.shifts, one.seats) for one in found.days[3:5]] == [
        (DayKind.WORKDAY, 2, 4),
        (DayKind.REST, 0, 0),
    ]
    assert len(found.days) == 31
    assert session.scalars(select(CalendarDay)).first() is None


def test_a_change_is_tried_out_and_not_kept(session: Session) -> None:
    street = a_street(session, active=False)

    said = {"headcount": "3", "points": ["p1"], "spans": [DaySpan(450, 510), DaySpan(1020, 1080)]}
    found = preview(session, street.admin, "peak", DECEMBER, said=said)

    assert (found.shifts, found.seats) == (46, 138)
    assert session.scalars(select(ShiftPattern.headcount)).one() == "2"


def test_a_theme_takes_its_days_from_the_pattern_it_replaces(session: Session) -> None:
    street = a_street(session)
    theme = added(session, Theme(code="t", name="文明", from_day=DECEMBER, until_day=date(2026, 12, 4)))
    given = {"day_kinds": ["workday"], "spans": [[450, 510]], "headcount": "1"}
    added(session, ShiftPattern(code="instead", name="文明早高峰", theme_id=theme.id, replaces=["peak"], **given))
    added(session, ShiftPattern(code="beside", name="加班", points=["p2"], **given))

    found = preview(session, street.admin, "peak", DECEMBER)

    # 20 workdays are left from 4 December on, and at p2 somebody else stands at the same time.
    assert (found.shifts, found.doubled) == (40, 20)


def test_only_points_that_the_asker_may_know_of_are_counted(session: Session) -> None:
    street = a_street(session)
    viewer = an_asker(session, "li", UserRole.VIEWER, unit_id=street.units[0].id)

    assert preview(session, viewer, "peak", DECEMBER).shifts == 23


def test_what_cannot_be_unfolded_is_refused(session: Session) -> None:
    street = a_street(session)

    for said in ({"headcount": "看情况"}, {"theme": "t9"}, {"roles": {"leader": 9}}):
        with pytest.raises(Invalid):
            preview(session, street.admin, "peak", DECEMBER, said=said)
    with pytest.raises(NotFound):
        preview(session, street.admin, "nowhere", DECEMBER)
