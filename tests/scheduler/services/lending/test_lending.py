"""Lending people for a day between two grids of the street: g1 with p1 and its office u1, g2 with p2 and u2."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.services import lending
from scheduler.services.memory import Memory, lend
from scheduler.services.withdrawing import withdraw
from scheduler.store.audit import AuditEntry
from scheduler.store.grids import Grid, GridLevel
from scheduler.store.reminders import Reminder, ReminderState
from scheduler.store.users import UserRole
from solver.problem import Duty
from tests.scheduler.askers import a_coordinator
from tests.scheduler.rows import NOW, PLAIN
from tests.scheduler.services.lending.conftest import lent, proposed
from tests.scheduler.street import HELD, START, Street, a_published_roster, an_asker, standing, the_shift


def test_grids_say_who_is_missing_and_who_is_free(session: Session, told: Street) -> None:
    found = lending.ground(session, told.admin, START)

    assert found.level is GridLevel.STREET
    assert [(one.code, one.seats, one.missing, one.people, one.free) for one in found.grids] == [
        ("g2", 2, 2, 4, 4),
        ("g1", 2, 0, 4, 2),
    ]


def test_only_grids_that_one_plans_are_shown(session: Session, told: Street) -> None:
    of_g1 = an_asker(session, "of-g1", UserRole.COORDINATOR, grid_id=told.grid.id)

    assert [one.code for one in lending.ground(session, of_g1, START).grids] == ["g1"]
    assert lending.ground(session, a_coordinator(session, told.units[0]), START).grids == ()


def test_whoever_serves_that_day_already_is_not_asked_to_come(session: Session, told: Street) -> None:
    (found,) = proposed(session, told.admin)

    (want,) = found.wants
    assert (want.shift, want.missing) == (the_shift("01-p2"), 2)
    assert {one.volunteer for one in want.offered} == {"v3", "v4"}
    assert found.come == {Duty(the_shift("01-p2"), "v3"), Duty(the_shift("01-p2"), "v4")}


def test_the_effect_on_the_month_is_known_before(session: Session, told: Street) -> None:
    (found,) = proposed(session, told.admin, taken=[Duty(the_shift("01-p2"), "v4")])

    # Sixteen seats, three of them taken; two seats at p2 that day.
    assert (found.effect.day, found.effect.month) == ((2, 1), (13, 12))
    assert found.effect.cost[1] < found.effect.cost[0]
    assert found.effect.faults == ()
    (message,) = found.effect.messages
    assert (message.volunteer, message.kind) == ("v4", "changed")
    assert "新增 12月1日 周二 07:30–08:30 路口2" in message.body
    assert "现在共 1 次" in message.body
    assert len(standing(session)) == len(HELD)


def test_people_who_are_lent_are_on_the_roster_and_told_once(session: Session, told: Street) -> None:
    (before,) = proposed(session, told.admin)

    made = lent(session, told.admin, ("01-p2", "v3"), ("01-p2", "v4"), expected=before.version)

    assert made.told == 2
    assert standing(session) >= {Duty(the_shift("01-p2"), "v3"), Duty(the_shift("01-p2"), "v4")}
    told_of = session.scalars(select(Reminder.body).where(Reminder.kind == "changed")).all()
    assert sorted(told_of) == sorted(message.body for message in before.effect.messages)
    noted = session.scalars(select(AuditEntry.verb).where(AuditEntry.noun == "roster")).all()
    assert {"adjust", "publish"} <= set(noted)
    assert proposed(session, told.admin) == ()


def test_lending_can_be_withdrawn_for_ten_minutes(session: Session, told: Street) -> None:
    lent(session, told.admin, ("01-p2", "v3"))

    withdraw(session, told.admin, "dec", settings=PLAIN, now=NOW + timedelta(minutes=9))

    states = session.scalars(select(Reminder.state).where(Reminder.kind == "changed")).all()
    assert states == [ReminderState.EXPIRED]


def test_with_other_changes_untold_nobody_is_told_yet(session: Session, told: Street) -> None:
    lent(session, told.admin, ("01-p2", "v3"))
    withdraw(session, told.admin, "dec", settings=PLAIN, now=NOW)

    (found,) = proposed(session, told.admin)
    made = lent(session, told.admin, ("01-p2", "v4"))

    assert (found.told, made.told) == (False, None)


def test_people_come_whom_the_roster_of_the_other_grid_does_not_call_on(session: Session, street: Street) -> None:
    second = session.scalars(select(Grid).where(Grid.code == "g2")).one()
    a_published_roster(session, street, ("02-p2", "v5"), code="dec-g2", grid="g2")
    both = an_asker(session, "both")
    memory = Memory()
    lend(session, memory)

    (found,) = proposed(session, both)
    made = lent(session, both, ("01-p2", "v1"), code="dec-g2")

    assert found.wants[0].offered[0].volunteer == "v1"  # a leader is missing too
    assert {one.volunteer for one in found.wants[0].offered} == {"v1", "v2", "v3", "v4"}
    assert made.told == 1
    (after,) = proposed(session, both)
    assert after.wants[0].missing == 1
    assert second.name == "二街道"


def test_an_office_spares_no_more_of_its_people_for_another_grids_roster(session: Session, street: Street) -> None:
    street.units[0].most_out_percent = 25  # one of four
    a_published_roster(session, street, ("02-p2", "v5"), code="dec-g2", grid="g2")

    (found,) = proposed(session, an_asker(session, "both"))

    assert (found.wants[0].missing, len(found.come)) == (2, 1)


def test_an_office_that_lent_somebody_spares_as_many_as_all_its_people_allow(session: Session, street: Street) -> None:
    street.units[0].most_out_percent = 50  # two of four
    a_published_roster(session, street, ("02-p2", "v5"), code="dec-g2", grid="g2")
    both = an_asker(session, "both")
    lent(session, both, ("01-p2", "v1"), code="dec-g2")

    (found,) = proposed(session, both)

    assert (found.wants[0].missing, len(found.come)) == (1, 1)
