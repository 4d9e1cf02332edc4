"""Why seats are empty, and what would fill them, in the town's words."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from scheduler.clock import at
from scheduler.errors import NotFound
from scheduler.services.explaining import explain, explain_shift, page
from scheduler.services.paging import Page
from scheduler.store.absences import Absence, AbsenceState
from scheduler.store.users import UserRole
from scheduler.store.volunteers import Availability, Place, PlaceKind, VolunteerKind
from tests.scheduler import rows
from tests.scheduler.street import Street, a_roster_with, an_asker, the_shift

FULL = (("01-p1", "v1"), ("01-p1", "v2"), ("01-p2", "v5"), ("01-p2", "v6"))


def test_every_gap_is_told_with_its_reasons(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, ("01-p1", "v1"), *FULL[2:], days=1)

    (gap,) = explain(session, street.admin, code)

    assert (gap.title, gap.missing, gap.roles) == ("12月1日 周二 07:30–08:30 路口1", 1, {})
    # v5 and v6 stand at the other junction; v7 and v8 must mind their office; v2, v3, v4 may come.
    assert [(reason.name, reason.text, reason.count) for reason in gap.reasons] == [
        ("overlap", "同时另有值守", 2),
        ("office", "单位须留人在岗", 2),
        ("free", "可以来（只是代价更高）", 3),
    ]


def test_where_only_a_role_is_missing_its_holders_are_counted(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, ("01-p1", "v2"), ("01-p1", "v3"), *FULL[2:], days=1)

    (gap,) = explain(session, street.admin, code)

    # v1 and v5 are the leaders: v5 leads elsewhere, and v1's office has two out already.
    assert (gap.missing, gap.roles) == (0, {"带班领导": 1})
    assert [(reason.name, reason.count) for reason in gap.reasons] == [("overlap", 1), ("office", 1)]


def test_those_who_are_away_are_told_apart(session: Session, street: Street) -> None:
    street.people[1].kind = VolunteerKind.STUDENT
    street.people[2].joined_on, street.people[3].joined_on = date(2026, 12, 2), date(2026, 12, 2)
    hours = {"starts_at": at(date(2026, 12, 1), 480), "ends_at": at(date(2026, 12, 1), 600)}
    rows.added(session, Absence(volunteer_id=street.people[0].id, state=AbsenceState.APPROVED, **hours))
    rows.added(session, Availability(volunteer_id=street.people[4].id, weekday=0, from_minute=0, until_minute=1440))
    code = a_roster_with(session, street, days=2)

    away, *_ = explain_shift(session, street.admin, code, the_shift("01-p1")).reasons

    assert (away.name, away.text, away.count) == ("away", "那时不能来", 5)
    assert away.parts == {"已请假": 1, "学生只在休息日值守": 1, "尚未加入或已离开": 2, "不在每周可值守的时间": 1}


def test_a_small_change_that_would_help_is_suggested(session: Session, street: Street) -> None:
    for person in street.people:
        rows.added(session, Place(volunteer_id=person.id, kind=PlaceKind.HOME, longitude=116.74, latitude=39.52))
    code = a_roster_with(session, street, days=1)

    gap = explain_shift(session, street.admin, code, the_shift("01-p1"))

    # 0.04 degrees of longitude at 39.52 degrees north: 0.04 x 111,195 m x cos 39.52 = 3,431 m; asked in hundreds.
    assert gap.suggestions[0].text == "张三（财政局）的可达范围从 3000 米放宽到 3500 米"
    assert gap.suggestions[0].saves > 1000


def test_a_full_shift_may_be_asked_about(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *FULL, days=1)

    assert explain(session, street.admin, code) == ()
    assert explain_shift(session, street.admin, code, the_shift("01-p1")).missing == 0


def test_only_the_dearest_are_explained(session: Session, street: Street) -> None:
    street.points[1].priority = 5
    code = a_roster_with(session, street, days=1)

    gaps = explain(session, street.admin, code, most=1)

    assert [(gap.shift, bool(gap.reasons)) for gap in gaps] == [(the_shift("01-p1"), False), (the_shift("01-p2"), True)]


def test_page_by_page_every_gap_is_explained(session: Session, street: Street) -> None:
    code = a_roster_with(session, street)
    everything = explain(session, street.admin, code)

    pages = [page(session, street.admin, code, Page(number, 5)) for number in (1, 2, 3)]

    assert [found.total for found in pages] == [8, 8, 8]
    assert tuple(gap for found in pages for gap in found.items) == everything


def test_nothing_is_explained_outside_the_scope(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *FULL, days=1)
    stranger = an_asker(session, "u2er", UserRole.COORDINATOR, unit_id=street.units[1].id)

    with pytest.raises(NotFound):
        explain(session, stranger, code)
    with pytest.raises(NotFound, match="没有班次 nosuch"):
        explain_shift(session, street.admin, code, "nosuch")
