"""Relaxing: a limit is made wider for a seat that nobody may take otherwise."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, NotFound
from scheduler.services.explaining import explain_shift
from scheduler.services.relaxing import Relax, preview, relax
from scheduler.store.vault import Vault
from scheduler.store.volunteers import Volunteer
from tests.conftest import KEY
from tests.scheduler.rows import NOW
from tests.scheduler.street import Street, a_roster_with, standing, the_duties, the_shift

SHIFT = the_shift("02-p1")
WEEKLY = Relax(SHIFT, "week", "v1", 2)
VAULT = Vault((KEY,))


@pytest.fixture
def code(session: Session, street: Street) -> str:
    """Everybody may serve once a week and has: v1 to v4 on the first two days at p1, v5 to v8 at p2."""
    for person in street.people:
        person.cap_week = 1
    session.flush()
    held = (("01-p1", "v1"), ("01-p1", "v2"), ("03-p1", "v3"), ("03-p1", "v4"))
    theirs = (("01-p2", "v5"), ("01-p2", "v6"), ("03-p2", "v7"), ("03-p2", "v8"))
    return a_roster_with(session, street, *held, *theirs)


def test_a_gap_says_whose_limit_would_fill_it(session: Session, street: Street, code: str) -> None:
    found = explain_shift(session, street.admin, code, SHIFT)

    assert {(one.limit, one.after) for one in found.suggestions} == {("week", 2)}
    assert "v1" in {one.subject for one in found.suggestions}


def test_what_would_come_of_it_is_shown_and_not_kept(session: Session, street: Street, code: str) -> None:
    found = preview(session, street.admin, code, WEEKLY)

    assert (found.volunteer, found.name, found.unit_name, found.version) == ("v1", "张三", "财政局", 1)
    assert found.text == "张三（财政局）每周的次数从 1 放宽到 2"
    assert found.change < 0
    assert session.scalars(select(Volunteer.cap_week).where(Volunteer.code == "v1")).one() == 1


def test_done_the_limit_is_wider_and_the_seat_taken(session: Session, street: Street, code: str) -> None:
    done = relax(session, street.admin, code, WEEKLY, expected=1, vault=VAULT, now=NOW)

    assert (done.version, done.verdict.faults) == (2, ())
    assert the_duties(("02-p1", "v1")) <= standing(session)
    assert session.scalars(select(Volunteer.cap_week).where(Volunteer.code == "v1")).one() == 2


def test_what_would_not_help_is_refused(session: Session, street: Street, code: str) -> None:
    with pytest.raises(Conflict, match="没有人能来"):
        preview(session, street.admin, code, Relax(SHIFT, "day", "v1", 3))


@pytest.mark.parametrize("asked", [Relax(SHIFT, "week", "v9", 2), Relax("nowhere", "week", "v1", 2)])
def test_nobody_and_nowhere_are_not_found(session: Session, street: Street, code: str, asked: Relax) -> None:
    with pytest.raises(NotFound):
        preview(session, street.admin, code, asked)


def test_somebody_elses_change_is_not_written_over(session: Session, street: Street, code: str) -> None:
    with pytest.raises(Conflict):
        relax(session, street.admin, code, WEEKLY, expected=0, vault=VAULT, now=NOW)
