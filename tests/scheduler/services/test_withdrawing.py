"""Withdrawing: for ten minutes nobody need know."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Forbidden, NotFound
from scheduler.services.adjusting import adjust
from scheduler.services.edits import Remove
from scheduler.services.history import history
from scheduler.services.looking import look
from scheduler.services.publishing import publish
from scheduler.services.withdrawing import WITHIN, until, withdraw
from scheduler.store.moves import Move
from scheduler.store.reminders import Reminder, ReminderState
from scheduler.store.rosters import RosterState
from scheduler.store.users import UserRole
from tests.scheduler import rows
from tests.scheduler.rows import NOW, PLAIN
from tests.scheduler.street import HELD, Street, a_published_roster, a_roster_with, an_asker, the_shift

LATER = NOW + timedelta(minutes=5)


def states(session: Session) -> list[tuple[str, str]]:
    """Key and state of every message."""
    return [(row.key, row.state.value) for row in session.scalars(select(Reminder).order_by(Reminder.id))]


def test_what_is_not_sent_is_not_sent_and_the_roster_is_as_before(session: Session, street: Street) -> None:
    code = a_published_roster(session, street, ("01-p1", "v1"))

    done = withdraw(session, street.admin, code, settings=PLAIN, now=LATER)

    assert (done.version, done.taken_back, done.told) == (3, 1, 0)
    assert states(session) == [("published:dec:2:v1", "expired")]
    view = look(session, street.admin, code)
    assert (view.state, view.published_version, view.score is not None) == (RosterState.SOLVED, None, True)
    assert history(session, street.admin, code)[0].reason == "撤回发布的第 2 版"
    assert session.scalars(select(Move.after).where(Move.noun == "reminder")).all() == ["expired"]


def test_who_has_been_told_is_told_that_it_does_not_hold(session: Session, street: Street) -> None:
    code = a_published_roster(session, street, ("01-p1", "v1"), ("01-p1", "v2"))
    sent = update(Reminder).where(Reminder.key == "published:dec:2:v1").values(state=ReminderState.SENT)
    session.execute(sent)

    done = withdraw(session, street.admin, code, settings=PLAIN, now=LATER)

    assert (done.taken_back, done.told) == (1, 1)
    word = session.scalars(select(Reminder).where(Reminder.key == "published:dec:3:v1")).one()
    assert word.body == "张三，《全市2026年12月排班表》刚才发布的安排已经撤回，请以之后的通知为准。"


def test_who_has_read_it_counts_as_told(session: Session, street: Street) -> None:
    code = a_published_roster(session, street, ("01-p1", "v1"))
    session.execute(update(Reminder).values(read_at=NOW))

    assert withdraw(session, street.admin, code, settings=PLAIN, now=LATER).told == 1


def test_what_people_were_told_before_holds_again(session: Session, street: Street) -> None:
    code = a_published_roster(session, street, *HELD)
    adjust(session, street.admin, code, Remove(the_shift("01-p1"), "v2"), now=NOW)
    publish(session, street.admin, code, settings=PLAIN, now=LATER)

    withdraw(session, street.admin, code, settings=PLAIN, now=LATER)

    view = look(session, street.admin, code)
    assert (view.state, view.published_version) == (RosterState.PUBLISHED, 2)


def test_what_was_withdrawn_does_not_hold_again(session: Session, street: Street) -> None:
    code = a_published_roster(session, street, *HELD)
    withdraw(session, street.admin, code, settings=PLAIN, now=NOW)
    publish(session, street.admin, code, settings=PLAIN, now=NOW)

    withdraw(session, street.admin, code, settings=PLAIN, now=NOW)

    assert look(session, street.admin, code).published_version is None


def test_after_ten_minutes_it_stands(session: Session, street: Street) -> None:
    code = a_published_roster(session, street, *HELD)

    with pytest.raises(Conflict, match="已过 10 分钟，不能撤回"):
        withdraw(session, street.admin, code, settings=PLAIN, now=NOW + WITHIN)

    assert until(session, street.admin, code) == NOW + WITHIN
    assert look(session, street.admin, code).state is RosterState.PUBLISHED


def test_what_is_not_published_cannot_be_withdrawn(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD)

    with pytest.raises(Conflict, match="没有发布"):
        withdraw(session, street.admin, code, settings=PLAIN, now=NOW)

    assert until(session, street.admin, code) is None


def test_only_who_plans_it_withdraws(session: Session, street: Street) -> None:
    code = a_published_roster(session, street, *HELD)
    viewer = an_asker(session, "viewer", UserRole.VIEWER)
    outsider = an_asker(session, "outsider", UserRole.COORDINATOR, unit_id=rows.a_unit(session, "far").id)

    for who, refusal in ((viewer, Forbidden), (outsider, NotFound)):
        with pytest.raises(refusal):
            withdraw(session, who, code, settings=PLAIN, now=NOW)
