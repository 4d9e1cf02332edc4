"""A unit is given a point to answer for, and let go of it, by who may plan both."""

from datetime import date

import pytest
from sqlalchemy import select

from scheduler.errors import Conflict, Forbidden, Invalid, NotFound
from scheduler.services.stewardship import assign, end
from scheduler.store.audit import AuditEntry
from scheduler.store.database import Sessions, transaction
from scheduler.store.stewardship import Part, Stewardship
from scheduler.store.users import UserRole
from tests.scheduler.askers import a_coordinator, an_admin, an_asker
from tests.scheduler.rows import FIRST, NOW, a_point, a_unit

LATER = date(2026, 12, 16)


def test_a_unit_is_given_a_point_and_the_audit_says_by_whom(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        a_unit(session)
        a_point(session)
        boss = an_admin(session)

        assign(session, boss, "u1", "p1", from_day=FIRST, part=Part.ASSIST, now=NOW)

        row = session.scalars(select(Stewardship)).one()
        entry = session.scalars(select(AuditEntry)).one()
    assert (row.part, row.from_day, row.until_day) == (Part.ASSIST, FIRST, None)
    assert (entry.verb, entry.ref, entry.user_id) == ("assign", "u1/p1", boss.user_id)


@pytest.mark.parametrize(
    ("first", "until"),
    [
        pytest.param(date(2026, 12, 15), None, id="its last day"),
        pytest.param(date(2026, 11, 1), date(2026, 12, 2), id="its first day"),
        pytest.param(date(2026, 11, 1), None, id="all of it"),
    ],
)
def test_the_same_days_are_given_once(sessions: Sessions, first: date, until: date | None) -> None:
    with transaction(sessions) as session:
        a_unit(session)
        a_point(session)
        boss = an_admin(session)
        assign(session, boss, "u1", "p1", from_day=FIRST, until_day=LATER, now=NOW)

        with pytest.raises(Conflict):
            assign(session, boss, "u1", "p1", from_day=first, until_day=until, now=NOW)


def test_days_that_only_touch_are_given_too(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        a_unit(session)
        a_point(session)
        boss = an_admin(session)
        assign(session, boss, "u1", "p1", from_day=FIRST, until_day=LATER, now=NOW)

        assign(session, boss, "u1", "p1", from_day=LATER, now=NOW)

        assert len(session.scalars(select(Stewardship)).all()) == 2


def test_an_empty_span_is_refused(sessions: Sessions) -> None:
    with transaction(sessions) as session, pytest.raises(Invalid):
        assign(session, an_admin(session), "u1", "p1", from_day=FIRST, until_day=FIRST, now=NOW)


def test_it_ends_on_the_day_that_is_said(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        a_unit(session)
        a_point(session)
        boss = an_admin(session)
        assign(session, boss, "u1", "p1", from_day=FIRST, now=NOW)

        end(session, boss, "u1", "p1", on=LATER, now=NOW)

        assert session.scalars(select(Stewardship.until_day)).one() == LATER
        with pytest.raises(NotFound):
            end(session, boss, "u1", "p1", on=LATER, now=NOW)


def test_what_ends_before_it_began_never_was(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        a_unit(session)
        a_point(session)
        boss = an_admin(session)
        assign(session, boss, "u1", "p1", from_day=FIRST, now=NOW)

        end(session, boss, "u1", "p1", on=FIRST, now=NOW)

        assert session.scalars(select(Stewardship)).all() == []


@pytest.mark.parametrize(
    ("unit", "point"),
    [
        pytest.param("u2", "mine", id="another's unit"),
        pytest.param("u1", "shared", id="a point that another answers for too"),
        pytest.param("u1", "nobodys", id="a point that is the town's to give"),
        pytest.param("u1", "nowhere", id="no such point"),
    ],
)
def test_a_coordinator_moves_only_what_is_theirs(sessions: Sessions, unit: str, point: str) -> None:
    with transaction(sessions) as session:
        boss, mine = an_admin(session), a_unit(session, "u1")
        a_unit(session, "u2", name="教育局")
        for code in ("mine", "shared", "nobodys"):
            a_point(session, code)
        for held, at in (("u1", "mine"), ("u1", "shared"), ("u2", "shared")):
            assign(session, boss, held, at, from_day=FIRST, until_day=LATER, now=NOW)
        who = a_coordinator(session, mine)

        assign(session, who, "u1", "mine", from_day=LATER, now=NOW)
        with pytest.raises(NotFound):
            assign(session, who, unit, point, from_day=LATER, now=NOW)


def test_a_viewer_looks_only(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        unit = a_unit(session)
        a_point(session)
        viewer = an_asker(session, UserRole.VIEWER, unit=unit)
        with pytest.raises(Forbidden):
            assign(session, viewer, "u1", "p1", from_day=FIRST, now=NOW)
