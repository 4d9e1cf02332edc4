"""Repairing: somebody cannot come, and the coordinator sees who could, why, and what it changes."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Forbidden, Invalid, NotFound
from scheduler.services import absences
from scheduler.services.history import history
from scheduler.services.locking import lock
from scheduler.services.repairing import Absent, ComeUp, Memory, Resized, propose
from scheduler.services.shifts import NewShift
from scheduler.store.absences import Absence, AbsenceState
from scheduler.store.users import UserRole
from solver.problem import Duty
from tests.scheduler.rows import NOW
from tests.scheduler.services.repairing.conftest import CREWS, absent, moment, proposed, taken
from tests.scheduler.street import (
    Street,
    an_asker,
    standing,
    the_duties,
    the_shift,
)


def test_who_cannot_come_is_replaced_by_who_is_free_and_nobody_else_moves(session: Session, street: Street) -> None:
    found = proposed(session, street, absent("v2", 1, 1))

    assert [(one.shift, one.volunteer) for one in found.gone] == [(the_shift("01-p1"), "v2")]
    assert [(one.shift, one.volunteer) for one in found.come] == [(the_shift("01-p1"), "v4")]
    assert (found.moved, found.people, found.missing, found.late) == ((), 1, 0, False)
    # Nobody is better than who comes, so the bound is met. An empty seat is 1000 and a new duty 100.
    assert found.cost == found.bound
    assert found.left > found.cost > found.before


def test_each_alternative_says_what_speaks_for_it(session: Session, street: Street) -> None:
    (seat,) = proposed(session, street, absent("v2", 1, 1)).seats

    assert [one.volunteer for one in seat.stand_ins] == ["v4", "v3", "v5", "v6", "v7"]
    assert [one.change for one in seat.stand_ins] == sorted(one.change for one in seat.stand_ins)
    assert seat.stand_ins[0].text == "清早有空，距 0 米，本单位中负担最轻，主责单位"
    # v2, who cannot come, and v4 have nothing, v3 has one and v1 two.
    assert seat.stand_ins[1].text == "清早有空，距 0 米，本单位 4 人中负担第 3 轻，主责单位"


def test_nothing_is_kept_of_a_proposal(session: Session, street: Street) -> None:
    proposed(session, street, absent("v2", 1, 1))

    assert standing(session) == the_duties(*CREWS)
    assert history(session, street.admin, "dec")[0].kind == "publish"


def test_a_proposal_taken_is_a_version_and_leave_that_is_approved(session: Session, street: Street) -> None:
    made = taken(session, street, absent("v2", 1, 1), reason="发烧")

    newest = history(session, street.admin, "dec")[0]
    leave = session.scalars(select(Absence)).one()
    assert (newest.version, newest.kind, newest.reason) == (made.version, "repair", "发烧")
    assert standing(session) == the_duties(*CREWS) - the_duties(("01-p1", "v2")) | the_duties(("01-p1", "v4"))
    assert (leave.state, leave.starts_at, leave.ends_at) == (AbsenceState.APPROVED, moment(1), moment(2))


def test_leave_approved_elsewhere_is_mended_when_nothing_is_named(session: Session, street: Street) -> None:
    leave = absences.ask(session, street.admin, "v1", starts_at=moment(2), ends_at=moment(3), now=NOW)
    absences.approve(session, street.admin, leave.number, now=NOW)

    found = proposed(session, street, ComeUp())

    assert [(one.shift, one.volunteer) for one in found.gone] == [(the_shift("02-p1"), "v1")]
    # v1 leads, and v5 is the only other leader.
    assert [one.volunteer for one in found.come] == ["v5"]
    assert "能任带班领导" in found.come[0].text


def test_leave_that_was_asked_for_is_not_asked_for_twice(session: Session, street: Street) -> None:
    absences.ask(session, street.admin, "v2", starts_at=moment(1), ends_at=moment(2), now=NOW)

    taken(session, street, absent("v2", 1, 1))

    assert session.scalars(select(Absence.state)).all() == [AbsenceState.ASKED]


def test_a_whole_unit_drops_out_and_the_other_comes(session: Session, street: Street) -> None:
    come_up = ComeUp(absent=(Absent(moment(1), moment(2), unit="u1"),))

    found = proposed(session, street, come_up)

    assert {one.volunteer for one in found.gone} == {"v1", "v2"}
    assert {one.volunteer for one in found.come} <= {"v5", "v6", "v7", "v8"}
    assert found.missing == 0


def test_a_locked_duty_of_who_cannot_come_is_released(session: Session, street: Street) -> None:
    lock(session, street.admin, "dec", [Duty(the_shift("01-p1"), "v2")], now=NOW)

    taken(session, street, absent("v2", 1, 1))

    assert Duty(the_shift("01-p1"), "v2") not in standing(session)


def test_what_is_kept_in_memory_is_never_older_than_the_town(session: Session, street: Street) -> None:
    memory = Memory()
    before = proposed(session, street, absent("v2", 1, 1), memory)
    leave = absences.ask(session, street.admin, "v4", starts_at=moment(1), ends_at=moment(2), now=NOW)
    absences.approve(session, street.admin, leave.number, now=NOW)

    after = proposed(session, street, absent("v2", 1, 1), memory)

    assert before.come[0].volunteer == "v4"
    assert after.come[0].volunteer == "v3"


@pytest.mark.parametrize(
    ("come_up", "refusal"),
    [
        pytest.param(absent("nobody", 1, 1), NotFound, id="no such person"),
        pytest.param(ComeUp(absent=(Absent(moment(1), moment(2), unit="u9"),)), NotFound, id="no such unit"),
        pytest.param(ComeUp(absent=(Absent(moment(2), moment(1), volunteer="v1"),)), Invalid, id="an end before"),
        pytest.param(ComeUp(duties=(Duty(the_shift("01-p1"), "v4"),)), NotFound, id="no such duty"),
        pytest.param(ComeUp(shifts=(Resized("nowhere"),)), NotFound, id="no such shift"),
        pytest.param(ComeUp(new=(NewShift("p9", moment(1), moment(2), 1),)), NotFound, id="no such point"),
        pytest.param(ComeUp(new=(NewShift("p1", moment(9), moment(10), 1),)), Invalid, id="after the roster"),
    ],
)
def test_what_the_roster_does_not_have_is_refused(
    session: Session, street: Street, come_up: ComeUp, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        proposed(session, street, come_up)


def test_who_only_looks_may_not_repair_and_nobody_over_a_newer_version(session: Session, street: Street) -> None:
    viewer = an_asker(session, "viewer", UserRole.VIEWER)

    with pytest.raises(Forbidden):
        propose(session, viewer, "dec", ComeUp(), memory=Memory(), seconds=1.0)
    with pytest.raises(Conflict):
        taken(session, street, absent("v2", 1, 1), expected=1)
