"""One shift mended by hand: under the judge, and with a word to those concerned."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Forbidden, Invalid
from scheduler.services.candidates import candidates
from scheduler.services.mending import Mend, Mended, mend, mendable
from scheduler.services.publishing import publish
from scheduler.services.roster_editing import archive
from scheduler.store.changes import ChangeSet
from scheduler.store.reminders import Reminder
from scheduler.store.users import UserRole
from solver.problem import Duty
from tests.scheduler.rows import NOW, PLAIN
from tests.scheduler.street import (
    HELD,
    Street,
    a_published_roster,
    a_roster_with,
    a_street,
    an_asker,
    standing,
    the_shift,
)

FIRST = the_shift("01-p1")


@pytest.fixture
def street(session: Session) -> Street:
    return a_street(session)


def told(session: Session) -> list[str]:
    """Whom the outbox tells of a change, by the end of the key."""
    changed = select(Reminder).where(Reminder.kind == "changed").order_by(Reminder.id)
    return [row.key.rpartition(":")[2] for row in session.scalars(changed)]


def test_of_a_published_roster_both_are_told_and_nobody_else(session: Session, street: Street) -> None:
    code = a_published_roster(session, street, *HELD)  # version 2

    done = mend(session, street.admin, code, Mend(FIRST, "v2", "v4", 2, reason="看病"), settings=PLAIN, now=NOW)

    assert done == Mended(4, 2)
    assert told(session) == ["v2", "v4"]
    assert {duty.volunteer for duty in standing(session) if duty.shift == FIRST} == {"v1", "v4"}
    kinds = session.scalars(select(ChangeSet.kind).order_by(ChangeSet.version)).all()
    assert [kind.value for kind in kinds] == ["solve", "publish", "adjust", "publish"]


def test_what_is_not_published_waits_to_be(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD)

    done = mend(session, street.admin, code, Mend(FIRST, "v2", "赵六", 1), settings=PLAIN, now=NOW)

    assert (done.version, done.told, told(session)) == (2, None, [])


def test_somebody_leaves_and_somebody_comes(session: Session, street: Street) -> None:
    code = a_published_roster(session, street, *HELD)

    mend(session, street.admin, code, Mend(FIRST, "v2", "", 2), settings=PLAIN, now=NOW)
    mend(session, street.admin, code, Mend(FIRST, "", "v4", 4), settings=PLAIN, now=NOW)

    assert standing(session) == {Duty(FIRST, "v1"), Duty(FIRST, "v4"), Duty(the_shift("02-p1"), "v3")}
    assert told(session) == ["v2", "v4"]


def test_a_broken_rule_is_named_and_nothing_is_changed_without_a_reason(session: Session, street: Street) -> None:
    code = a_published_roster(session, street, *HELD, ("01-p2", "v5"))
    asked = Mend(FIRST, "v2", "v5", 2)  # who stands at the other junction at that time

    with pytest.raises(Invalid) as refused:
        mend(session, street.admin, code, asked, settings=PLAIN, now=NOW)
    before = standing(session)
    done = mend(session, street.admin, code, Mend(FIRST, "v2", "v5", 2, override="两处相邻"), settings=PLAIN, now=NOW)

    assert "时间重叠" in refused.value.faults[0].advice
    assert Duty(FIRST, "v2") in before
    assert done.told == 2


def test_what_was_broken_before_is_accounted_for_with_ones_own_reason(session: Session, street: Street) -> None:
    # v5 stands at two junctions at once, as was published.
    code = a_roster_with(session, street, *HELD, ("01-p2", "v5"), ("01-p1", "v5"))
    publish(session, street.admin, code, reason="两处相邻", settings=PLAIN, now=NOW)
    asked = Mend(the_shift("02-p1"), "v3", "", 2)
    before = standing(session)

    with pytest.raises(Invalid, match="请写明理由"), session.begin_nested():
        mend(session, street.admin, code, asked, settings=PLAIN, now=NOW)
    unchanged = standing(session) == before
    mend(session, street.admin, code, replace(asked, reason="王五出差"), settings=PLAIN, now=NOW)

    assert unchanged
    said = session.scalars(select(ChangeSet.reason).where(ChangeSet.version > 2).order_by(ChangeSet.version))
    assert said.all() == ["王五出差", "王五出差"]


def test_who_was_slower_hears_of_it(session: Session, street: Street) -> None:
    code = a_published_roster(session, street, *HELD)
    mend(session, street.admin, code, Mend(FIRST, "v2", "v4", 2), settings=PLAIN, now=NOW)

    with pytest.raises(Conflict, match="有了改动"):
        mend(session, street.admin, code, Mend(FIRST, "v1", "v5", 2), settings=PLAIN, now=NOW)


def test_nobody_leaving_and_nobody_coming_is_no_change(session: Session, street: Street) -> None:
    code = a_published_roster(session, street, *HELD)

    with pytest.raises(Invalid, match="由谁来"):
        mend(session, street.admin, code, Mend(FIRST, "", "", 2), settings=PLAIN, now=NOW)


def test_only_who_plans_mends_and_only_the_newest_that_is_not_put_away(session: Session, street: Street) -> None:
    code = a_published_roster(session, street, *HELD)
    viewer = an_asker(session, "viewer", UserRole.VIEWER)

    allowed = [mendable(session, street.admin, code, version) for version in (1, 2)]
    looking = mendable(session, viewer, code, 2)
    with pytest.raises(Forbidden):
        mend(session, viewer, code, Mend(FIRST, "v2", "v4", 2), settings=PLAIN, now=NOW)
    archive(session, street.admin, code, now=NOW)

    assert (allowed, looking) == ([False, True], False)
    assert not mendable(session, street.admin, code, 2)


def test_who_could_come_instead_is_asked_as_if_they_had_left(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD)

    found = candidates(session, street.admin, code, FIRST, most=50, instead_of="v1")

    # The other leader comes first; whoever leaves is no candidate.
    assert (found[0].volunteer, found[0].free) == ("v5", True)
    assert "v1" not in {one.volunteer for one in found}
