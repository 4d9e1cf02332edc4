"""Shifts by hand: added, changed and called off as versions, judged like everything else."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Forbidden, Invalid, NotFound
from scheduler.services.access import Asker
from scheduler.services.locking import lock
from scheduler.services.looking import look
from scheduler.services.paging import Page
from scheduler.services.rosters import refresh
from scheduler.services.shift_views import ShiftFilter, page
from scheduler.services.shifts import NewShift, cancel, change, make
from scheduler.store.users import UserRole
from tests.scheduler.askers import an_asker
from tests.scheduler.rows import NOW
from tests.scheduler.street import (
    HELD,
    Street,
    a_drafted_roster,
    a_published_roster,
    a_roster_with,
    the_duties,
    the_shift,
)

FIVE = datetime(2026, 12, 2, 9, 0, tzinfo=UTC)
P1 = the_shift("01-p1")


def wanted(**other: Any) -> NewShift:
    """An hour from five in the afternoon of 2 December at p1."""
    return NewShift(**{"point": "p1", "starts_at": FIVE, "ends_at": FIVE + timedelta(hours=1), "headcount": 2, **other})


def seats(session: Session, who: Asker, code: str, version: int | None = None) -> tuple[int, int]:
    view = look(session, who, code, version)
    return view.seats, view.filled


def test_a_shift_by_hand_is_part_of_the_newest_version_only(session: Session, street: Street) -> None:
    code = a_published_roster(session, street, *HELD)

    made = make(session, street.admin, code, wanted(roles={"leader": 1}), now=NOW)

    assert made == "20261202-p1-1700-h1"
    assert [seats(session, street.admin, code, version) for version in (2, 3)] == [(16, 3), (18, 3)]


def test_a_shift_by_hand_stays_when_a_draft_is_refreshed(session: Session, street: Street) -> None:
    code = a_drafted_roster(session, street)
    make(session, street.admin, code, wanted(), now=NOW)

    refresh(session, street.admin, code, now=NOW)

    assert seats(session, street.admin, code) == (18, 0)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"starts_at": FIVE - timedelta(days=2), "ends_at": FIVE}, id="before the roster"),
        pytest.param({"ends_at": FIVE}, id="no time at all"),
        pytest.param({"ends_at": FIVE + timedelta(hours=25)}, id="longer than a day"),
        pytest.param({"ends_at": FIVE + timedelta(seconds=90)}, id="seconds"),
        pytest.param({"headcount": 0}, id="nobody"),
        pytest.param({"roles": {"leader": 3}}, id="more leaders than people"),
        pytest.param({"roles": {"pilot": 1}}, id="a role that is none"),
    ],
)
def test_a_shift_that_cannot_be_is_refused(session: Session, street: Street, other: dict[str, Any]) -> None:
    code = a_drafted_roster(session, street)

    with pytest.raises(Invalid):
        make(session, street.admin, code, wanted(**other), now=NOW)


def test_a_roster_staffs_only_the_points_of_its_scope(session: Session, street: Street) -> None:
    code = a_drafted_roster(session, street, unit="u1")

    with pytest.raises(NotFound):
        make(session, street.admin, code, wanted(point="p2"), now=NOW)


def test_asking_for_fewer_than_there_are_is_refused(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD)

    with pytest.raises(Invalid, match="先调整人员") as refusal:
        change(session, street.admin, code, P1, headcount=1, now=NOW)

    assert [fault.where for fault in refusal.value.faults] == ["班次人数"]


def test_asking_for_more_leaves_seats_empty(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD)

    change(session, street.admin, code, P1, headcount=4, roles={"leader": 2}, now=NOW)

    first = look(session, street.admin, code).shifts[0]
    assert (first.missing, first.missing_roles) == (2, {"leader": 1})


def test_a_shift_is_called_off_with_its_duties(session: Session, street: Street) -> None:
    code = a_published_roster(session, street, *HELD)

    lost = cancel(session, street.admin, code, P1, now=NOW)

    assert lost == 2
    assert [seats(session, street.admin, code, version) for version in (2, 3)] == [(16, 3), (14, 1)]


def test_locked_duties_hold_their_shift(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD)
    lock(session, street.admin, code, the_duties(HELD[0]), now=NOW)

    with pytest.raises(Conflict, match="先解锁"):
        cancel(session, street.admin, code, P1, now=NOW)


def test_who_only_looks_changes_no_shift(session: Session, street: Street) -> None:
    code = a_drafted_roster(session, street)
    viewer = an_asker(session, UserRole.VIEWER, "viewer")

    with pytest.raises(Forbidden):
        make(session, viewer, code, wanted(), now=NOW)
    with pytest.raises(Forbidden):
        cancel(session, viewer, code, P1, now=NOW)


def test_shifts_that_miss_people_are_found(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD)

    found = page(session, street.admin, code, Page(1, 2), ShiftFilter(point="p1", vacant=True))

    assert (found.total, [(one.code, one.filled) for one in found.items]) == (
        3,
        [(the_shift("02-p1"), 1), (the_shift("03-p1"), 0)],
    )
