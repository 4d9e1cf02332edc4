"""Publishing: everybody concerned is told once, before → after, and only if their duties changed."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.clock import at
from scheduler.errors import Conflict, Forbidden, Invalid, NotFound
from scheduler.language import choose
from scheduler.services.adjusting import adjust
from scheduler.services.edits import Add, Exchange, Remove
from scheduler.services.looking import look
from scheduler.services.publishing import preview, publish
from scheduler.store.absences import Absence, AbsenceState
from scheduler.store.audit import AuditEntry
from scheduler.store.changes import ChangeSet
from scheduler.store.moves import Move
from scheduler.store.reminders import Reminder, ReminderState
from scheduler.store.rosters import RosterState
from scheduler.store.users import UserRole
from tests.scheduler import rows
from tests.scheduler.rows import NOW, PLAIN
from tests.scheduler.street import Street, a_drafted_roster, a_roster_with, an_asker, the_shift


def outbox(session: Session) -> dict[str, str]:
    """Key -> body."""
    return {row.key: row.body for row in session.scalars(select(Reminder).order_by(Reminder.id))}


def test_the_first_time_everybody_is_told_their_duties(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, ("01-p1", "v1"), ("03-p1", "v1"), ("01-p1", "v2"))

    done = publish(session, street.admin, code, settings=PLAIN, now=NOW)

    assert outbox(session) == {
        "published:dec:2:v1": "张三，您在《全市2026年12月排班表》中有 2 次值守：\n"
        "12月1日 周二 07:30–08:30 路口1（带班领导）\n12月3日 周四 07:30–08:30 路口1（带班领导）",
        "published:dec:2:v2": "李四，您在《全市2026年12月排班表》中有 1 次值守：\n12月1日 周二 07:30–08:30 路口1",
    }
    assert (done.version, done.vacant) == (2, 13)  # 16 seats, 3 filled
    (reminder, *_) = session.scalars(select(Reminder).order_by(Reminder.id))
    assert (reminder.kind, reminder.state, reminder.due_at) == ("published", ReminderState.DUE, NOW)
    assert reminder.expires_at == at(look(session, street.admin, code).start + timedelta(days=4), 0)


def test_publication_is_a_version_with_its_moves_and_audit(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, ("01-p1", "v1"))

    publish(session, street.admin, code, settings=PLAIN, now=NOW)

    view = look(session, street.admin, code)
    assert (view.state, view.version, view.published_version) == (RosterState.PUBLISHED, 2, 2)
    assert view.score is not None
    kinds = session.scalars(select(ChangeSet.kind).order_by(ChangeSet.version)).all()
    assert [kind.value for kind in kinds] == ["solve", "publish"]
    assert session.scalars(select(Move.after).where(Move.noun == "roster")).all() == ["published"]
    assert "publish" in session.scalars(select(AuditEntry.verb)).all()


def test_later_only_those_are_told_whose_duties_changed(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, ("01-p1", "v1"), ("01-p1", "v2"), ("02-p1", "v3"))
    publish(session, street.admin, code, settings=PLAIN, now=NOW)
    swap = Exchange(the_shift("01-p1"), "v2", the_shift("02-p1"), "v3")
    adjust(session, street.admin, code, swap, now=NOW)

    done = publish(session, street.admin, code, settings=PLAIN, now=NOW)

    assert [message.volunteer for message in done.messages] == ["v2", "v3"]
    assert outbox(session)["published:dec:4:v2"] == (
        "李四，您在《全市2026年12月排班表》中的值守有变动：\n取消 12月1日 周二 07:30–08:30 路口1\n"
        "新增 12月2日 周三 07:30–08:30 路口1\n其余不变，现在共 1 次"
    )


def test_who_is_taken_off_everything_is_told_so(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, ("01-p1", "v1"), ("02-p1", "v2"))
    publish(session, street.admin, code, settings=PLAIN, now=NOW)
    adjust(session, street.admin, code, Remove(the_shift("02-p1"), "v2"), now=NOW)

    (message,) = publish(session, street.admin, code, settings=PLAIN, now=NOW).messages

    assert message.body.splitlines()[1:] == ["取消 12月2日 周三 07:30–08:30 路口1", "您在本期没有其他值守了"]


def test_what_is_over_concerns_nobody_any_more(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, ("01-p1", "v1"), ("02-p1", "v2"))
    noon: datetime = at(look(session, street.admin, code).start, 720)

    assert [
        message.volunteer for message in preview(session, street.admin, code, settings=PLAIN, now=noon).messages
    ] == ["v2"]


def test_messages_are_chinese_whoever_publishes(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, ("01-p1", "v1"))
    choose("en")
    try:
        (message,) = preview(session, street.admin, code, settings=PLAIN, now=NOW).messages
    finally:
        choose(None)

    assert message.title == "值守安排：全市2026年12月排班表"


def test_a_preview_tells_nobody(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, ("01-p1", "v1"))

    assert preview(session, street.admin, code, settings=PLAIN, now=NOW).version == 1
    assert outbox(session) == {}


def test_nothing_new_is_not_published(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, ("01-p1", "v1"))
    publish(session, street.admin, code, settings=PLAIN, now=NOW)

    with pytest.raises(Conflict, match="第 2 版已经发布"):
        publish(session, street.admin, code, settings=PLAIN, now=NOW)
    with pytest.raises(Conflict, match="还没有排班"):
        publish(session, street.admin, a_drafted_roster(session, street, "empty"), settings=PLAIN, now=NOW)


def test_only_the_version_that_was_looked_at_is_published(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, ("01-p1", "v1"))
    adjust(session, street.admin, code, Add(the_shift("01-p1"), "v2"), now=NOW)

    with pytest.raises(Conflict, match="已有新的一版"):
        publish(session, street.admin, code, expected=1, settings=PLAIN, now=NOW)


def test_a_broken_rule_needs_a_reason(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, ("01-p1", "v1"))
    span = {
        "starts_at": at(look(session, street.admin, code).start, 0),
        "ends_at": at(look(session, street.admin, code).start, 1440),
    }
    rows.added(session, Absence(volunteer_id=street.people[0].id, state=AbsenceState.APPROVED, **span))

    with pytest.raises(Invalid) as refused:
        publish(session, street.admin, code, settings=PLAIN, now=NOW)
    assert [str(fault) for fault in refused.value.faults] == [
        "可值守时间「v1」：张三（财政局）在 12月1日 周二 07:30–08:30 路口1 时不能来：已请假"
    ]

    publish(session, street.admin, code, reason="本人同意", settings=PLAIN, now=NOW)
    entry = session.scalars(select(ChangeSet).where(ChangeSet.version == 2)).one()
    assert (entry.override, entry.reason) == (True, "本人同意")


def test_publishing_keeps_to_the_scope(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, ("01-p1", "v1"))

    with pytest.raises(NotFound):
        publish(
            session,
            an_asker(session, "u1er", UserRole.ADMIN, unit_id=street.units[0].id),
            code,
            settings=PLAIN,
            now=NOW,
        )
    with pytest.raises(Forbidden):
        publish(session, an_asker(session, "viewer", UserRole.VIEWER), code, settings=PLAIN, now=NOW)
