"""What says who, when and why is added and never changed or deleted, not even by hand in the database."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from scheduler.store.audit import AuditEntry
from scheduler.store.base import AppendOnly, Base
from scheduler.store.changes import Action, Change, ChangeKind, ChangeSet
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.moves import Move
from scheduler.store.reminders import Delivery, Outcome, Reminder
from tests.scheduler.rows import NOW, a_point, a_roster, a_shift, a_unit, a_volunteer, added

LOGS = ["audit_entry", "change", "change_set", "delivery", "move"]


@pytest.fixture
def logged(sessions: Sessions) -> Sessions:
    """A database with one row in each of LOGS."""
    with transaction(sessions) as session:
        _log(session)
    return sessions


def _log(session: Session) -> None:
    volunteer, roster = a_volunteer(session, a_unit(session)), a_roster(session)
    shift = a_shift(session, roster, a_point(session))
    made = added(session, ChangeSet(roster_id=roster.id, version=1, kind=ChangeKind.SOLVE, at=NOW))
    session.add(Change(change_set_id=made.id, action=Action.ADD, shift_id=shift.id, volunteer_id=volunteer.id))
    session.add(Move(noun="roster", row_id=roster.id, before="draft", after="queued", at=NOW, why=""))
    session.add(AuditEntry(at=NOW, verb="publish", noun="roster", ref="r1"))
    told = {"kind": "published", "volunteer_id": volunteer.id, "key": "r1/1/v1", "title": "", "body": ""}
    reminder = added(session, Reminder(**told, due_at=NOW))
    session.add(Delivery(reminder_id=reminder.id, channel="inbox", at=NOW, outcome=Outcome.SENT))


def test_the_logs_are_those_marked_so() -> None:
    rows = [each.class_ for each in Base.registry.mappers]

    assert sorted(row.__tablename__ for row in rows if issubclass(row, AppendOnly)) == LOGS


@pytest.mark.parametrize("table", LOGS)
@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("UPDATE {table} SET id = id + 1", id="changed"),
        pytest.param("DELETE FROM {table}", id="deleted"),
    ],
)
def test_a_log_is_not_to_be(logged: Sessions, table: str, statement: str) -> None:
    with pytest.raises(DBAPIError, match=f"{table} is append-only"), transaction(logged) as session:
        session.execute(text(statement.format(table=table)))

    with reading(logged) as session:
        assert session.scalar(text(f"SELECT count(*) FROM {table}")) == 1  # noqa: S608 (names from LOGS)


@pytest.mark.parametrize("table", LOGS)
def test_a_log_is_not_emptied_or_overwritten_by_a_detour(logged: Sessions, table: str, dialect: str) -> None:
    detour = {
        "sqlite": f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",  # noqa: S608 (names from LOGS)
        "postgresql": f"TRUNCATE {table} CASCADE",
    }

    with pytest.raises(DBAPIError, match="is append-only"), transaction(logged) as session:
        session.execute(text(detour[dialect]))
