"""Rosters kept as versions: only the difference is written, and whoever comes second is refused."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from scheduler.errors import Conflict
from scheduler.store.changes import Action, Change, ChangeKind, ChangeSet
from scheduler.store.duties import Duty as DutyRow
from scheduler.store.duties import DutyState
from scheduler.store.rosters import Roster
from scheduler.store.shifts import Shift
from scheduler.store.snapshot import Said, duties_of, keep
from scheduler.store.volunteers import Volunteer
from solver.problem import Duty
from tests.scheduler import rows
from tests.scheduler.rows import NOW

A, B, C = Duty("s1", "v1"), Duty("s1", "v2"), Duty("s2", "v1")
SOLVED = Said(ChangeKind.SOLVE, None, NOW, costs={"vacancy": 5, "role": 2}, bound=3)
BY_HAND = Said(ChangeKind.ADJUST, None, NOW, "换人")


@pytest.fixture
def roster(session: Session) -> Roster:
    """Two shifts and two volunteers, nobody on duty."""
    unit, point, roster = rows.a_unit(session), rows.a_point(session), rows.a_roster(session)
    for n in (1, 2):
        rows.a_volunteer(session, unit, f"v{n}")
        rows.a_shift(session, roster, point, f"s{n}")
    return roster


def changes(session: Session, version: int) -> list[tuple[Action, int, int]]:
    wanted = select(Change.action, Change.shift_id, Change.volunteer_id).join(
        ChangeSet, ChangeSet.id == Change.change_set_id
    )
    return [tuple(row) for row in session.execute(wanted.where(ChangeSet.version == version).order_by(Change.id))]  # type: ignore[misc]


def test_every_version_can_be_asked_for_again(session: Session, roster: Roster) -> None:
    for duties in ({A, B}, {A, C}, {C}, {A, C}):
        keep(session, roster, duties, SOLVED)

    versions = [duties_of(session, roster, version) for version in range(5)]

    assert versions == [frozenset(), {A, B}, {A, C}, {C}, {A, C}]
    assert duties_of(session, roster) == {A, C}


def test_only_the_difference_is_written(session: Session, roster: Roster) -> None:
    keep(session, roster, {A, B}, SOLVED)
    keep(session, roster, {A, C}, BY_HAND)

    told = changes(session, 2)
    ids = {row.code: row.id for row in session.scalars(select(Shift))}
    people = {row.code: row.id for row in session.scalars(select(Volunteer))}
    assert told == [(Action.REMOVE, ids["s1"], people["v2"]), (Action.ADD, ids["s2"], people["v1"])]
    spans = session.execute(select(DutyRow.added_in, DutyRow.removed_in).order_by(DutyRow.id)).all()
    assert [tuple(span) for span in spans] == [(1, None), (1, 2), (2, None)]


def test_a_version_says_who_when_why_and_what_it_costs(session: Session, roster: Roster) -> None:
    entry = keep(session, roster, {A}, SOLVED)

    assert (entry.version, entry.kind, entry.at) == (1, ChangeKind.SOLVE, NOW)
    assert (entry.cost, entry.bound, entry.costs) == (7, 3, {"vacancy": 5, "role": 2})


def test_the_same_again_is_a_version_without_changes(session: Session, roster: Roster) -> None:
    keep(session, roster, {A}, SOLVED)
    keep(session, roster, {A}, SOLVED)

    assert (roster.version, changes(session, 2)) == (2, [])


def test_locks_are_set_and_taken_back_and_told(session: Session, roster: Roster) -> None:
    keep(session, roster, {A, B}, Said(ChangeKind.ADJUST, None, NOW, lock=frozenset({A, C})))
    keep(session, roster, {A, B}, Said(ChangeKind.ADJUST, None, NOW, lock=frozenset({B}), unlock=frozenset({A})))
    keep(session, roster, {A}, BY_HAND)

    told = [[action for action, *_ in changes(session, version)] for version in (1, 2, 3)]

    assert told == [
        [Action.ADD, Action.ADD, Action.LOCK],
        [Action.LOCK, Action.UNLOCK],
        [Action.UNLOCK, Action.REMOVE],
    ]
    locked = session.scalars(select(DutyRow.locked).where(DutyRow.removed_in.is_(None))).all()
    assert locked == [False]


def test_who_declined_is_not_on_duty_but_may_be_asked_anew(session: Session, roster: Roster) -> None:
    keep(session, roster, {A, B}, SOLVED)
    session.scalars(select(DutyRow).order_by(DutyRow.id)).first().state = DutyState.DECLINED  # type: ignore[union-attr]
    session.flush()

    assert duties_of(session, roster) == {B}

    keep(session, roster, {A, B}, BY_HAND)

    assert duties_of(session, roster) == {A, B}


def test_whoever_made_up_their_mind_on_an_old_version_is_refused(session: Session, roster: Roster) -> None:
    keep(session, roster, {A}, SOLVED)
    set_committed_value(roster, "version", 0)

    with pytest.raises(Conflict, match="r1 刚才已被改动"):
        keep(session, roster, {B}, SOLVED)
