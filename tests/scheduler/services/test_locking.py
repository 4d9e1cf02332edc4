"""Locking duties, and undoing the last change."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Invalid, NotFound
from scheduler.services.adjusting import adjust
from scheduler.services.edits import Add, Move, Remove
from scheduler.services.locking import lock, undo
from scheduler.services.looking import look
from scheduler.services.publishing import publish
from scheduler.store.changes import ChangeSet
from scheduler.store.duties import Duty as DutyRow
from tests.scheduler.rows import NOW, PLAIN
from tests.scheduler.street import (
    HELD,
    Street,
    a_drafted_roster,
    a_roster_with,
    standing,
    the_duties,
    the_shift,
)


def test_undoing_reverses_the_last_change_and_twice_makes_it_again(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD)
    adjust(session, street.admin, code, Move("v2", the_shift("01-p1"), the_shift("03-p1")), now=NOW)

    assert undo(session, street.admin, code, now=NOW) == 3
    assert standing(session) == the_duties(*HELD)
    assert undo(session, street.admin, code, now=NOW) == 4
    assert standing(session) == the_duties(HELD[0], HELD[2], ("03-p1", "v2"))
    reasons = session.scalars(select(ChangeSet.reason).order_by(ChangeSet.version)).all()
    assert reasons == ["", "", "撤销第 2 版", "撤销第 3 版"]


def test_undoing_an_exception_needs_no_reason(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD)
    adjust(session, street.admin, code, Add(the_shift("01-p2"), "v1"), override="临时缺人", now=NOW)

    undo(session, street.admin, code, now=NOW)

    assert standing(session) == the_duties(*HELD)
    assert session.scalars(select(DutyRow).where(DutyRow.locked, DutyRow.removed_in.is_(None))).all() == []


def test_undoing_a_lock_unlocks(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD)
    lock(session, street.admin, code, the_duties(HELD[0]), now=NOW)

    undo(session, street.admin, code, now=NOW)

    assert session.scalars(select(DutyRow.locked).where(DutyRow.locked)).all() == []


def test_what_was_locked_and_removed_comes_back_locked(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD)
    lock(session, street.admin, code, the_duties(HELD[0]), now=NOW)
    gone = Remove(the_shift("01-p1"), "v1")
    with pytest.raises(Invalid, match="硬性规则"):
        adjust(session, street.admin, code, gone, now=NOW)
    adjust(session, street.admin, code, gone, override="调离", now=NOW)

    undo(session, street.admin, code, now=NOW)

    wanted = select(DutyRow.locked).where(DutyRow.volunteer_id == street.people[0].id, DutyRow.removed_in.is_(None))
    assert session.scalars(wanted).all() == [True]


def test_a_publication_is_not_undone(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD)
    publish(session, street.admin, code, settings=PLAIN, now=NOW)

    with pytest.raises(Conflict, match="发布不能撤销"):
        undo(session, street.admin, code, now=NOW)


def test_there_may_be_nothing_to_undo(session: Session, street: Street) -> None:
    with pytest.raises(Conflict, match="没有可撤销的改动"):
        undo(session, street.admin, a_drafted_roster(session, street), now=NOW)


def test_locking_is_a_version_that_says_so(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD)

    assert lock(session, street.admin, code, the_duties(HELD[0]), now=NOW) == 2
    assert lock(session, street.admin, code, the_duties(HELD[0]), now=NOW) == 2
    assert [seat.locked for shift in look(session, street.admin, code).shifts for seat in shift.crew] == [
        True,
        False,
        False,
    ]
    assert lock(session, street.admin, code, the_duties(HELD[0]), locked=False, now=NOW) == 3
    with pytest.raises(NotFound, match="张三（财政局）不在 12月4日 周五 07:30–08:30 路口1 的班次上"):
        lock(session, street.admin, code, the_duties(("04-p1", "v1")), now=NOW)


def test_an_earlier_step_is_undone_when_nobody_changed_the_same_since(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD)
    adjust(session, street.admin, code, Remove(the_shift("01-p1"), "v2"), now=NOW)
    adjust(session, street.admin, code, Add(the_shift("03-p1"), "v4"), now=NOW)

    undo(session, street.admin, code, version=2, now=NOW)

    assert standing(session) == the_duties(*HELD, ("03-p1", "v4"))


def test_what_was_changed_again_is_not_undone(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD)
    adjust(session, street.admin, code, Add(the_shift("03-p1"), "v4"), now=NOW)
    adjust(session, street.admin, code, Remove(the_shift("03-p1"), "v4"), now=NOW)

    with pytest.raises(Conflict, match="第 2 版的改动后来又被改过，不能撤销：赵六（财政局） 12月3日"):
        undo(session, street.admin, code, version=2, now=NOW)
