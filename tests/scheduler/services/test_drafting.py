"""Patterns unfolded to the shifts of a roster, and unfolded anew when they change."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Conflict
from scheduler.services.rosters import NewRoster, create, refresh
from scheduler.store.calendar import CalendarDay, DayKind, DaySource
from scheduler.store.duties import Duty as DutyRow
from scheduler.store.patterns import ShiftPattern
from scheduler.store.rosters import Roster
from scheduler.store.shifts import Shift
from scheduler.store.snapshot import duties_of
from scheduler.store.stewardship import Stewardship
from tests.scheduler import rows
from tests.scheduler.rows import NOW
from tests.scheduler.street import (
    DAYS,
    START,
    Street,
    a_drafted_roster,
    a_published_roster,
    a_roster_with,
    the_duties,
)


def shifts_of(session: Session, code: str) -> list[str]:
    wanted = select(Shift.code).join(Roster, Roster.id == Shift.roster_id).where(Roster.code == code)
    return list(session.scalars(wanted.order_by(Shift.code)))


def the_roster(session: Session, code: str = "dec") -> Roster:
    return session.scalars(select(Roster).where(Roster.code == code)).one()


def test_a_draft_has_a_shift_for_every_point_and_workday(session: Session, street: Street) -> None:
    drafted = create(session, street.admin, NewRoster(START, DAYS), now=NOW)

    # Tuesday to Friday at two points, two seats each.
    assert (drafted.shifts, drafted.seats, drafted.provisional, drafted.doubled) == (8, 16, (), 0)
    assert (drafted.code, drafted.name) == ("2026-12-town", "全市2026年12月排班表")
    assert shifts_of(session, drafted.code)[:2] == ["20261201-p1-0730", "20261201-p2-0730"]


def test_a_units_draft_staffs_what_its_subtree_answers_for_on_the_days_it_does(
    session: Session, street: Street
) -> None:
    held = session.scalars(select(Stewardship).where(Stewardship.unit_id == street.units[0].id)).one()
    held.until_day = date(2026, 12, 3)
    session.flush()

    own = create(session, street.admin, NewRoster(START, DAYS, unit="u1"), now=NOW)
    both = create(session, street.admin, NewRoster(START, DAYS, unit="c"), now=NOW)

    assert shifts_of(session, own.code) == ["20261201-p1-0730", "20261202-p1-0730"]
    assert both.shifts == 2 + 4


def test_a_grids_draft_staffs_the_points_below_it(session: Session, street: Street) -> None:
    street.points[1].grid_id = None
    session.flush()

    drafted = create(session, street.admin, NewRoster(START, DAYS, grid="g1"), now=NOW)

    assert (drafted.shifts, drafted.name) == (4, "一街道2026年12月排班表")


def test_a_provisional_year_is_said_and_does_no_harm(session: Session, street: Street) -> None:
    drafted = create(session, street.admin, NewRoster(date(2030, 3, 4), 2), now=NOW)

    assert drafted.provisional == (date(2030, 3, 4), date(2030, 3, 5))


def test_refreshing_follows_the_patterns(session: Session, street: Street) -> None:
    code = a_drafted_roster(session, street)
    pattern = session.scalars(select(ShiftPattern)).one()
    pattern.weekdays, pattern.headcount = [2, 3], "3"
    session.flush()

    drafted = refresh(session, street.admin, code, now=NOW)

    # Tuesday and Wednesday are left, four shifts of three; four are gone and four have another headcount.
    assert (drafted.shifts, drafted.seats, drafted.changed, drafted.lost) == (4, 12, 8, 0)
    assert len(shifts_of(session, code)) == 4


def test_refreshing_keeps_duties_that_still_fit_and_takes_back_the_others_as_a_new_version(
    session: Session, street: Street
) -> None:
    code = a_roster_with(session, street, ("01-p1", "v1"), ("03-p1", "v2"))
    pattern = session.scalars(select(ShiftPattern)).one()
    pattern.weekdays, pattern.spans = [2, 3], [[450, 540]]
    session.flush()

    drafted = refresh(session, street.admin, code, now=NOW)

    roster = the_roster(session)
    assert (drafted.lost, roster.version) == (1, 2)
    assert duties_of(session, roster) == the_duties(("01-p1", "v1"))
    assert duties_of(session, roster, 1) == the_duties(("01-p1", "v1"), ("03-p1", "v2"))


def test_a_shift_that_comes_back_is_the_same_shift(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, ("01-p1", "v1"))
    pattern = session.scalars(select(ShiftPattern)).one()
    for weekdays in ([3, 4, 5], None):
        pattern.weekdays = weekdays
        session.flush()
        refresh(session, street.admin, code, now=NOW)

    rows_ = session.scalars(select(Shift).where(Shift.code == "20261201-p1-0730")).all()
    assert [row.cancelled_in for row in rows_] == [None]
    assert session.scalars(select(DutyRow.removed_in)).all() == [2]


def test_nothing_to_refresh_makes_no_version(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, ("01-p1", "v1"))

    assert refresh(session, street.admin, code, now=NOW).changed == 0
    assert the_roster(session).version == 1


def test_a_shift_made_by_hand_is_left_alone(session: Session, street: Street) -> None:
    code = a_drafted_roster(session, street)
    rows.a_shift(session, the_roster(session), street.points[0], "hand")

    refresh(session, street.admin, code, now=NOW)

    assert "hand" in shifts_of(session, code)


def test_a_published_roster_is_not_refreshed(session: Session, street: Street) -> None:
    code = a_published_roster(session, street, ("01-p1", "v1"))

    with pytest.raises(Conflict, match="已发布"):
        refresh(session, street.admin, code, now=NOW)


def test_the_towns_own_day_off_is_not_staffed(session: Session, street: Street) -> None:
    rows.added(session, CalendarDay(day=date(2026, 12, 2), kind=DayKind.HOLIDAY, source=DaySource.EDITED))

    assert create(session, street.admin, NewRoster(START, DAYS), now=NOW).shifts == 6
