"""Hand edits: judged before they are made, refused where they break a rule without a reason, logged, undone."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.clock import at
from scheduler.errors import Conflict, Forbidden, Invalid, NotFound
from scheduler.services.adjusting import adjust
from scheduler.services.edits import Add, Edit, Exchange, Move, Remove
from scheduler.services.looking import look
from scheduler.services.publishing import publish
from scheduler.store.absences import Absence, AbsenceState
from scheduler.store.audit import AuditEntry
from scheduler.store.changes import ChangeSet
from scheduler.store.duties import Duty as DutyRow
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.users import UserRole
from tests.scheduler import rows
from tests.scheduler.rows import NOW, PLAIN
from tests.scheduler.street import (
    HELD,
    Street,
    a_drafted_roster,
    a_roster_with,
    an_asker,
    standing,
    the_duties,
    the_shift,
)


@pytest.mark.parametrize(
    ("edit", "after"),
    [
        pytest.param(Add(the_shift("02-p1"), "v1"), [*HELD, ("02-p1", "v1")], id="add"),
        pytest.param(Remove(the_shift("01-p1"), "v2"), [HELD[0], HELD[2]], id="remove"),
        pytest.param(
            Move("v2", the_shift("01-p1"), the_shift("03-p1")), [HELD[0], HELD[2], ("03-p1", "v2")], id="move"
        ),
        pytest.param(
            Exchange(the_shift("01-p1"), "v2", the_shift("02-p1"), "v3"),
            [HELD[0], ("01-p1", "v3"), ("02-p1", "v2")],
            id="exchange",
        ),
    ],
)
def test_an_edit_is_the_next_version(
    session: Session, street: Street, edit: Edit, after: list[tuple[str, str]]
) -> None:
    code = a_roster_with(session, street, *HELD)

    done = adjust(session, street.admin, code, edit, expected=1, now=NOW)

    assert (done.version, done.verdict.breaches) == (2, ())
    assert standing(session) == the_duties(*after)
    score = look(session, street.admin, code).score
    assert score is not None
    assert score.costs == done.verdict.costs


@pytest.mark.parametrize(
    ("edit", "refusal"),
    [
        pytest.param(Remove(the_shift("02-p1"), "v1"), Invalid, id="nobody to remove"),
        pytest.param(Add(the_shift("01-p1"), "v1"), Invalid, id="there already"),
        pytest.param(Move("v1", the_shift("01-p1"), the_shift("01-p1")), Invalid, id="no move at all"),
        pytest.param(Exchange(the_shift("01-p1"), "v1", the_shift("01-p1"), "v2"), Invalid, id="two on one shift"),
        pytest.param(Add("nosuch", "v1"), NotFound, id="no such shift"),
        pytest.param(Add(the_shift("01-p1"), "v99"), NotFound, id="no such volunteer"),
    ],
)
def test_an_edit_that_cannot_be_made_is_refused(
    session: Session, street: Street, edit: Edit, refusal: type[Exception]
) -> None:
    code = a_roster_with(session, street, *HELD)

    with pytest.raises(refusal):
        adjust(session, street.admin, code, edit, override="无论如何", now=NOW)
    assert standing(session) == the_duties(*HELD)


def test_a_broken_rule_needs_a_reason_and_then_is_logged_and_locked(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD)
    twice = Add(the_shift("01-p2"), "v1")

    with pytest.raises(Invalid, match="违反 2 条硬性规则") as refused:
        adjust(session, street.admin, code, twice, now=NOW)
    assert [fault.where for fault in refused.value.faults] == ["时间重叠", "次数上限"]

    done = adjust(session, street.admin, code, twice, override="临时缺人", now=NOW)

    entry = session.scalars(select(ChangeSet).where(ChangeSet.version == 2)).one()
    assert (entry.override, entry.reason, entry.cost) == (True, "临时缺人", sum(done.verdict.costs.values()))
    # Two breaches of what is now locked, 10,000 each.
    assert done.verdict.changes["breaches"] == 20_000
    locked = session.scalars(select(DutyRow).where(DutyRow.locked).order_by(DutyRow.id)).all()
    assert [(row.volunteer_id, row.added_in) for row in locked] == [(street.people[0].id, 1), (street.people[0].id, 2)]
    detail = session.scalars(select(AuditEntry.detail).where(AuditEntry.verb == "adjust")).one()
    assert len(detail["breaches"]) == 2


def test_breaches_that_were_there_before_are_not_the_edits(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD)
    hours = {"starts_at": at(date(2026, 12, 1), 0), "ends_at": at(date(2026, 12, 2), 0)}
    rows.added(session, Absence(volunteer_id=street.people[0].id, state=AbsenceState.APPROVED, **hours))

    assert adjust(session, street.admin, code, Add(the_shift("02-p1"), "v4"), now=NOW).version == 2


def test_whoever_comes_second_is_told_who_changed_what(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD)
    adjust(session, street.admin, code, Remove(the_shift("01-p1"), "v2"), now=NOW)

    with pytest.raises(Conflict) as refused:
        adjust(session, street.admin, code, Add(the_shift("01-p1"), "v4"), expected=1, now=NOW)

    # 01:00 UTC on 20 November 2026 is nine in the morning of the town, a Friday.
    assert str(refused.value).splitlines() == [
        "排班表 dec 在您看的时候有了改动，您的还没有保存，请看过最新的再改",
        "admin 11月20日 周五 09:00 调整（第 2 版）：撤下 李四 12月1日 周二 07:30 路口1",
    ]


def test_a_roster_may_be_made_wholly_by_hand(session: Session, street: Street) -> None:
    code = a_drafted_roster(session, street)

    adjust(session, street.admin, code, Add(the_shift("01-p1"), "v1"), now=NOW)

    view = look(session, street.admin, code)
    assert (view.state, view.version, view.filled) == (RosterState.SOLVED, 1, 1)


def test_a_published_roster_is_changed_by_a_version_that_waits_to_be_published(
    session: Session, street: Street
) -> None:
    code = a_roster_with(session, street, *HELD)
    publish(session, street.admin, code, settings=PLAIN, now=NOW)

    done = adjust(session, street.admin, code, Remove(the_shift("01-p1"), "v2"), now=NOW)

    view = look(session, street.admin, code)
    assert (view.state, view.version, view.published_version) == (RosterState.PUBLISHED, 3, 2)
    # What people were told of and is taken back costs 300.
    assert done.verdict.changes["dropped"] == 300


@pytest.mark.parametrize("state", [RosterState.QUEUED, RosterState.SOLVING, RosterState.ARCHIVED])
def test_nothing_is_changed_while_it_is_being_solved_or_once_archived(
    session: Session, street: Street, state: RosterState
) -> None:
    code = a_roster_with(session, street, *HELD)
    session.scalars(select(Roster)).one().state = state

    with pytest.raises(Conflict):
        adjust(session, street.admin, code, Add(the_shift("02-p1"), "v1"), now=NOW)


def test_adjusting_keeps_to_the_scope(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, ("01-p1", "v1"), unit="u1")
    mine = an_asker(session, "u1er", UserRole.COORDINATOR, unit_id=street.units[0].id)
    other = an_asker(session, "u2er", UserRole.COORDINATOR, unit_id=street.units[1].id)
    viewer = an_asker(session, "viewer", UserRole.VIEWER, unit_id=street.units[0].id)

    with pytest.raises(NotFound):
        adjust(session, other, code, Add(the_shift("01-p1"), "v2"), now=NOW)
    with pytest.raises(Forbidden):
        adjust(session, viewer, code, Add(the_shift("01-p1"), "v2"), now=NOW)
    with pytest.raises(NotFound):  # v5 is of another unit, outside this roster
        adjust(session, mine, code, Add(the_shift("01-p1"), "v5"), now=NOW)
    assert adjust(session, mine, code, Add(the_shift("01-p1"), "v2"), now=NOW).version == 2
