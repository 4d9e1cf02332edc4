"""Making, refreshing, finding and listing rosters, each within the asker's scope."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Forbidden, Invalid, NotFound
from scheduler.services.rosters import NewRoster, create, create_or_refresh, find, listed, refresh, up_to_date
from scheduler.store.calendar import CalendarDay, DayKind, DaySource
from scheduler.store.database import Sessions, transaction
from scheduler.store.duties import Duty as DutyRow
from scheduler.store.grids import Grid, GridLevel
from scheduler.store.patterns import ShiftPattern
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.shifts import Shift
from scheduler.store.snapshot import duties_of
from scheduler.store.stewardship import Stewardship
from scheduler.store.users import UserRole
from tests.scheduler import rows
from tests.scheduler.rows import NOW
from tests.scheduler.street import (
    DAYS,
    START,
    Street,
    a_drafted_roster,
    a_published_roster,
    a_roster_with,
    a_street,
    an_asker,
    the_duties,
)


@pytest.fixture
def session(sessions: Sessions) -> Iterator[Session]:
    with transaction(sessions) as session:
        yield session


@pytest.fixture
def street(session: Session) -> Street:
    return a_street(session)


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


def test_a_code_that_is_made_up_is_free(session: Session, street: Street) -> None:
    codes = [create(session, street.admin, NewRoster(START, DAYS, unit="u1"), now=NOW).code for _ in range(3)]

    assert codes == ["2026-12-u1", "2026-12-u1-2", "2026-12-u1-3"]


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        pytest.param({"code": "dec"}, Conflict, id="a code that is taken"),
        pytest.param({"code": "十 二"}, Invalid, id="a code with a space"),
        pytest.param({"code": "dec@2"}, Invalid, id="a code with the mark of versions"),
        pytest.param({"days": 0}, Invalid, id="no day"),
        pytest.param({"days": 367}, Invalid, id="more than a year"),
        pytest.param({"unit": "u9"}, NotFound, id="no such unit"),
        pytest.param({"grid": "g9"}, NotFound, id="no such grid"),
        pytest.param({"unit": "u1", "grid": "g1"}, Invalid, id="a unit and a grid"),
        pytest.param({"policy": {"cap_weak": 3}}, Invalid, id="an unknown limit"),
        pytest.param({"policy": {"cap_week": -1}}, Invalid, id="a negative limit"),
        pytest.param({"policy": {"most_out_percent": 101}}, Invalid, id="more than all"),
        pytest.param({"policy": {"rest": True}}, Invalid, id="no number"),
    ],
)
def test_impossible_rosters_are_refused(
    session: Session, street: Street, asked: dict[str, Any], refusal: type[Exception]
) -> None:
    a_drafted_roster(session, street)

    with pytest.raises(refusal):
        create(session, street.admin, NewRoster(**{"start": START, "days": DAYS, **asked}), now=NOW)


def test_a_provisional_year_is_said_and_does_no_harm(session: Session, street: Street) -> None:
    drafted = create(session, street.admin, NewRoster(date(2030, 3, 4), 2), now=NOW)

    assert drafted.provisional == (date(2030, 3, 4), date(2030, 3, 5))


def test_nobody_learns_of_rosters_outside_their_scope(session: Session, street: Street) -> None:
    a_drafted_roster(session, street, "mine", unit="u1")
    a_drafted_roster(session, street, "theirs", unit="u2")
    a_drafted_roster(session, street, "all")
    who = an_asker(session, "u1er", UserRole.COORDINATOR, unit_id=street.units[0].id)

    assert [one.code for one in listed(session, who)] == ["mine"]
    for code in ("theirs", "all", "nosuch"):
        with pytest.raises(NotFound) as refused:
            find(session, who, code)
        assert str(refused.value) == f"没有排班表 {code}，或不在您的管理范围内"
    with pytest.raises(NotFound):
        create(session, who, NewRoster(START, DAYS, unit="u2"), now=NOW)
    with pytest.raises(NotFound):
        create(session, who, NewRoster(START, DAYS), now=NOW)


def test_a_grids_coordinator_makes_the_rosters_of_the_grids_below(session: Session, street: Street) -> None:
    below = rows.added(session, Grid(code="g11", name="一社区", level=GridLevel.COMMUNITY, parent_id=street.grid.id))
    street.points[0].grid_id = below.id
    who = an_asker(session, "griddy", UserRole.COORDINATOR, grid_id=street.grid.id)

    whole = create(session, who, NewRoster(START, DAYS, grid="g1"), now=NOW)
    part = create(session, who, NewRoster(START, DAYS, grid="g11"), now=NOW)

    assert (whole.shifts, part.shifts) == (8, 4)
    with pytest.raises(NotFound):
        create(session, who, NewRoster(START, DAYS, unit="u1"), now=NOW)


def test_who_may_only_look_makes_none(session: Session, street: Street) -> None:
    viewer = an_asker(session, "viewer", UserRole.VIEWER)

    with pytest.raises(Forbidden):
        create(session, viewer, NewRoster(START, DAYS), now=NOW)


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


def test_asking_again_gives_the_same_draft(session: Session, street: Street) -> None:
    asked = NewRoster(START, DAYS, unit="u1")

    codes = {create_or_refresh(session, street.admin, asked, now=NOW).code for _ in range(2)}

    assert codes == {"2026-12-u1"}


def test_a_code_stands_for_its_days_and_scope(session: Session, street: Street) -> None:
    a_drafted_roster(session, street)

    with pytest.raises(Conflict, match="日期或范围不同"):
        create_or_refresh(session, street.admin, NewRoster(START, DAYS + 1, code="dec"), now=NOW)


def test_a_policy_may_be_changed_until_publication(session: Session, street: Street) -> None:
    code = a_drafted_roster(session, street, policy={"cap_week": 3})

    up_to_date(session, street.admin, code, policy={"rest": 480}, now=NOW)

    assert the_roster(session).policy == {"cap_week": 3, "rest": 480}
    the_roster(session).state = RosterState.ARCHIVED
    with pytest.raises(Conflict):
        up_to_date(session, street.admin, code, policy={"rest": 500}, now=NOW)


def test_the_towns_own_day_off_is_not_staffed(session: Session, street: Street) -> None:
    rows.added(session, CalendarDay(day=date(2026, 12, 2), kind=DayKind.HOLIDAY, source=DaySource.EDITED))

    assert create(session, street.admin, NewRoster(START, DAYS), now=NOW).shifts == 6
